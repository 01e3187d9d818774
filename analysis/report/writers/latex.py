"""LaTeX: a document to compile, with a file for each table and figure, to be put into a paper."""

from analysis.report.document import (
    Block,
    Paragraph,
    Report,
    ReportFigure,
    ReportSection,
    ReportTable,
)
from analysis.report.writers.files import Files
from analysis.report.writers.latex_tables import label, table_file
from analysis.report.writers.latex_text import OTHER_LETTER, escaped
from analysis.report.writers.printing import figure_pages

PREAMBLE = r"""\documentclass[11pt,a4paper]{article}
\usepackage[margin=20mm]{geometry}
\usepackage{array,booktabs,float,graphicx,longtable,pdflscape}
\floatplacement{table}{H}
\floatplacement{figure}{H}
\setlength{\parindent}{0pt}
\setlength{\parskip}{0.6\baselineskip}
\setlength{\emergencystretch}{4em}
"""
GRAPHICS = r"\includegraphics[width=\linewidth,height=0.8\textheight,keepaspectratio]"


def latex(report: Report) -> Files:
    """`report.tex`, its tables, and its figures as PDF; raises CannotReport as `printed` does."""
    folder = f"{report.stem}-latex"
    return latex_texts(report) | figure_pages(report, f"{folder}/figures")


def latex_texts(report: Report) -> Files:
    """What there is to read of it; pdfLaTeX with booktabs compiles it, XeLaTeX, or LuaLaTeX."""
    folder = f"{report.stem}-latex"
    lines = [
        PREAMBLE + OTHER_LETTER,
        rf"\title{{{escaped(report.title)}}}",
        rf"\author{{{escaped(report.subtitle)}}}",
        r"\date{}",
        r"\begin{document}",
        r"\maketitle",
    ]
    if report.watermark:
        lines.append(rf"\begin{{center}}\textbf{{{escaped(report.watermark)}}}\end{{center}}")
    for part in report.summary:
        if isinstance(part, ReportSection):
            lines += _section(report, part, r"\section*")
        else:
            lines += _block(report, part)
    for section in report.main:
        lines += _section(report, section, r"\section")
    lines += ["", r"\appendix"]
    lines += _numbers(report.figures())
    for section in report.appendix:
        lines += _section(report, section, r"\section")
    lines += [r"\end{document}", ""]
    files = {f"{folder}/report.tex": "\n".join(lines).encode()}
    for table in report.tables():
        files[f"{folder}/tables/{table.key}.tex"] = table_file(report, table).encode()
    return files


def _section(report: Report, section: ReportSection, command: str) -> list[str]:
    lines = ["", rf"{command}{{{escaped(section.title)}}}", ""]
    for block in section.blocks:
        lines += _block(report, block)
    for inner in section.sections:
        lines += _section(report, inner, command.replace("section", "subsection"))
    return lines


def _block(report: Report, block: Block) -> list[str]:
    match block:
        case ReportTable():
            return _input(block)
        case ReportFigure():
            return _figure(report, block)
        case Paragraph():
            return [escaped(block.text), ""]
    return [r"\begin{quote}\textbf{Take care.} " + escaped(block.text) + r"\end{quote}", ""]


def _input(table: ReportTable) -> list[str]:
    return [rf"\input{{tables/{table.key}.tex}}", ""]


def _figure(report: Report, figure: ReportFigure) -> list[str]:
    words = f"Simulated participants. {figure.caption}" if report.watermark else figure.caption
    return [
        r"\begin{figure}",
        r"\centering",
        rf"{GRAPHICS}{{figures/{figure.key}.pdf}}",
        rf"\caption{{{escaped(words)}}}\label{{fig:{label(figure.key)}}}",
        r"\end{figure}",
        "",
    ]


def _numbers(figures: tuple[ReportFigure, ...]) -> list[str]:
    if not figures:
        return []
    lines = ["", r"\section{The figures in numbers}", ""]
    return lines + [line for figure in figures for line in _input(figure.table)]
