"""LaTeX: a document to compile, whose tables lie in files of their own, to be put into a paper."""

import re
from collections.abc import Sequence

from analysis.report.document import Block, Figure, Paragraph, Report, Section
from analysis.report.tables import Column, Table
from analysis.report.writers import Files
from analysis.report.writers.latex_text import OTHER_LETTER, escaped
from analysis.report.writers.layout import begins_group, body, has_two_rows, headings

LONG, WORDY = 38, 42
"""Rows that fit a page; characters above which a column of text is broken into lines."""

PREAMBLE = r"""\documentclass[11pt,a4paper]{article}
\usepackage[margin=25mm]{geometry}
\usepackage{array,booktabs,float,graphicx,longtable}
\floatplacement{table}{H}
\setlength{\parindent}{0pt}
\setlength{\parskip}{0.6\baselineskip}
"""


def latex(report: Report) -> Files:
    """`report.tex` and its tables; needs pdfLaTeX with booktabs, or XeLaTeX or LuaLaTeX."""
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
    lines += [line for block in report.summary for line in _block(report, block)]
    for section in report.sections:
        lines += _section(report, section, r"\section")
    lines += [r"\end{document}", ""]
    files = {f"{folder}/report.tex": "\n".join(lines).encode()}
    for table in report.tables():
        files[f"{folder}/tables/{table.key}.tex"] = _table(report, table).encode()
    return files


def _section(report: Report, section: Section, command: str) -> list[str]:
    lines = ["", rf"{command}{{{escaped(section.title)}}}", ""]
    for block in section.blocks:
        lines += _block(report, block)
    for inner in section.sections:
        lines += _section(report, inner, r"\subsection")
    return lines


def _block(report: Report, block: Block) -> list[str]:
    if isinstance(block, Table | Figure):
        table = block.table if isinstance(block, Figure) else block
        return [rf"\input{{tables/{table.key}.tex}}", ""]
    if isinstance(block, Paragraph):
        return [escaped(block.text), ""]
    return [r"\begin{quote}\textbf{Take care.} " + escaped(block.text) + r"\end{quote}", ""]


def _table(report: Report, table: Table) -> str:
    """A floating table, scaled down where it is too wide; a long one runs over pages."""
    caption = escaped(table.caption)
    if report.watermark:
        caption = f"Simulated participants. {caption}"
    rows = _rows(table)
    note = [rf"\par\smallskip\footnotesize {escaped(table.note)}"] if table.note else []
    label = table.key.replace("_", "-")
    if len(table.rows) > LONG:
        return "\n".join([
            OTHER_LETTER + r"\begingroup\small\setlength{\tabcolsep}{4pt}",
            rf"\begin{{longtable}}{{{_columns(table)}}}",
            rf"\caption{{{caption}}}\label{{tab:{label}}}\\",
            *_head(table), r"\endhead", *rows, r"\bottomrule", r"\end{longtable}",
            *note, r"\par\endgroup", "",
        ])  # fmt: skip
    return "\n".join([
        OTHER_LETTER + r"\begin{table}", r"\centering\small\setlength{\tabcolsep}{4pt}",
        r"\setlength{\abovecaptionskip}{0pt}\setlength{\belowcaptionskip}{6pt}",
        rf"\caption{{{caption}}}\label{{tab:{label}}}",
        r"\resizebox{\ifdim\width>\linewidth\linewidth\else\width\fi}{!}{%",
        rf"\begin{{tabular}}{{{_columns(table)}}}",
        *_head(table), *rows, r"\bottomrule", r"\end{tabular}}", *note, r"\end{table}", "",
    ])  # fmt: skip


def _columns(table: Table) -> str:
    texts = list(table.texts())
    return "".join(
        _column(column, [row[place] for row in texts]) for place, column in enumerate(table.columns)
    )


def _column(column: Column, texts: Sequence[str]) -> str:
    if column.is_numeric:
        return "r"
    longest = max(map(len, texts), default=0)
    return r">{\raggedright\arraybackslash}p{0.32\linewidth}" if longest > WORDY else "l"


def _head(table: Table) -> list[str]:
    if not has_two_rows(table):
        titles = " & ".join(_title(each.title, each.is_numeric) for each in table.columns)
        return [r"\toprule", titles + r" \\", r"\midrule"]
    top, rules, at = [], [], 1
    for heading in headings(table):
        end = at + heading.columns - 1
        if heading.below:
            top.append(rf"\multicolumn{{{heading.columns}}}{{c}}{{{escaped(heading.title)}}}")
            rules.append(rf"\cmidrule(lr){{{at}-{end}}}")
        else:
            top.append("")
        at = end + 1
    below = " & ".join(_title(each.title, each.is_numeric) for each in table.columns)
    return [r"\toprule", " & ".join(top) + r" \\", "".join(rules), below + r" \\", r"\midrule"]


def _title(title: str, is_numeric: bool) -> str:
    return rf"\multicolumn{{1}}{{r}}{{{escaped(title)}}}" if is_numeric else escaped(title)


def _rows(table: Table) -> list[str]:
    lines = []
    for at, row in enumerate(body(table)):
        if begins_group(table, at):
            lines.append(r"\addlinespace")
        lines.append(" & ".join(escaped(each.text) if each.rows else "" for each in row) + r" \\")
    # A row that begins with a bracket would be taken for an option of the line before it.
    return [re.sub(r"^\[", "{[}", line) for line in lines]
