"""LaTeX: a document to compile, with a file for each table, to be put into a paper."""

import re
import unicodedata
from collections.abc import Sequence

from analysis.report.document import (
    Block,
    Paragraph,
    Report,
    ReportColumn,
    ReportFigure,
    ReportSection,
    ReportTable,
)
from analysis.report.writers.files import Files
from analysis.report.writers.layout import begins_group, body, has_two_rows, headings

MOST_ROWS = 38
"""Rows that fit on a page; a longer table runs over several."""

WIDEST_TEXT = 42
"""Characters in a cell, above which the cells of its column are broken into lines."""

PREAMBLE = r"""\documentclass[11pt,a4paper]{article}
\usepackage[margin=25mm]{geometry}
\usepackage{array,booktabs,float,graphicx,longtable}
\floatplacement{table}{H}
\setlength{\parindent}{0pt}
\setlength{\parskip}{0.6\baselineskip}
"""


COMMANDS = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\char34{}",
    "[": "{[}",
    "]": "{]}",
    "-": "{-}",
    "\N{MINUS SIGN}": r"\ensuremath{-}",
    "±": r"\ensuremath{\pm}",
    "×": r"\ensuremath{\times}",
    "χ": r"\ensuremath{\chi}",
    "²": r"\ensuremath{^2}",
    "…": r"\ldots{}",
    "–": "--",
    "—": "---",
    "“": "``",
    "”": "''",
    "‘": "`",
    "’": "'",
    "\N{NO-BREAK SPACE}": "~",
    "\n": " ",
}

OTHER_LETTER = (
    r"\providecommand{\otherletter}[2]{\ifdefined\XeTeXrevision#2\else"
    r"\ifdefined\directlua#2\else{[U+#1]}\fi\fi}"
    "\n"
)
"""Letters that pdfLaTeX has no font for: it prints their numbers, other engines the letters."""


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
    for part in report.summary:
        if isinstance(part, ReportSection):
            lines += _section(report, part, r"\section*")
        else:
            lines += _block(report, part)
    for section in report.main:
        lines += _section(report, section, r"\section")
    if report.appendix:
        lines.append(r"\appendix")
    for section in report.appendix:
        lines += _section(report, section, r"\section")
    lines += [r"\end{document}", ""]
    files = {f"{folder}/report.tex": "\n".join(lines).encode()}
    for table in report.tables():
        files[f"{folder}/tables/{table.key}.tex"] = _table(report, table).encode()
    return files


def _section(report: Report, section: ReportSection, command: str) -> list[str]:
    lines = ["", rf"{command}{{{escaped(section.title)}}}", ""]
    for block in section.blocks:
        lines += _block(report, block)
    for inner in section.sections:
        lines += _section(report, inner, r"\subsection")
    return lines


def _block(report: Report, block: Block) -> list[str]:
    if isinstance(block, ReportTable | ReportFigure):
        table = block.table if isinstance(block, ReportFigure) else block
        return [rf"\input{{tables/{table.key}.tex}}", ""]
    if isinstance(block, Paragraph):
        return [escaped(block.text), ""]
    return [r"\begin{quote}\textbf{Take care.} " + escaped(block.text) + r"\end{quote}", ""]


def _table(report: Report, table: ReportTable) -> str:
    """A floating table, scaled down where it is too wide; a long one runs over pages."""
    caption = escaped(table.caption)
    if report.watermark:
        caption = f"Simulated participants. {caption}"
    label = table.key.replace("_", "-")
    captioned = rf"\caption{{{caption}}}\label{{tab:{label}}}"
    note = [rf"\par\smallskip\footnotesize {escaped(table.note)}"] if table.note else []
    lines = _long_table if len(table.rows) > MOST_ROWS else _floating_table
    return "\n".join(lines(table, captioned, note))


def _long_table(table: ReportTable, caption: str, note: list[str]) -> list[str]:
    return [
        OTHER_LETTER + r"\begingroup\small\setlength{\tabcolsep}{4pt}",
        rf"\begin{{longtable}}{{{_columns(table)}}}",
        caption + r"\\",
        *_head(table),
        r"\endhead",
        *_rows(table),
        r"\bottomrule",
        r"\end{longtable}",
        *note,
        r"\par\endgroup",
        "",
    ]


def _floating_table(table: ReportTable, caption: str, note: list[str]) -> list[str]:
    return [
        OTHER_LETTER + r"\begin{table}",
        r"\centering\small\setlength{\tabcolsep}{4pt}",
        r"\setlength{\abovecaptionskip}{0pt}\setlength{\belowcaptionskip}{6pt}",
        caption,
        r"\resizebox{\ifdim\width>\linewidth\linewidth\else\width\fi}{!}{%",
        rf"\begin{{tabular}}{{{_columns(table)}}}",
        *_head(table),
        *_rows(table),
        r"\bottomrule",
        r"\end{tabular}}",
        *note,
        r"\end{table}",
        "",
    ]


def _columns(table: ReportTable) -> str:
    texts = list(table.texts())
    return "".join(
        _column(column, [row[index] for row in texts]) for index, column in enumerate(table.columns)
    )


def _column(column: ReportColumn, texts: Sequence[str]) -> str:
    if column.is_numeric:
        return "r"
    longest = max(map(len, texts), default=0)
    return r">{\raggedright\arraybackslash}p{0.32\linewidth}" if longest > WIDEST_TEXT else "l"


def _head(table: ReportTable) -> list[str]:
    titles = " & ".join(_title(column) for column in table.columns) + r" \\"
    if not has_two_rows(table):
        return [r"\toprule", titles, r"\midrule"]
    top, rules, begin = [], [], 1
    for heading in headings(table):
        end = begin + heading.columns - 1
        if heading.below:
            top.append(rf"\multicolumn{{{heading.columns}}}{{c}}{{{escaped(heading.title)}}}")
            rules.append(rf"\cmidrule(lr){{{begin}-{end}}}")
        else:
            top.append("")
        begin = end + 1
    return [r"\toprule", " & ".join(top) + r" \\", "".join(rules), titles, r"\midrule"]


def _title(column: ReportColumn) -> str:
    title = escaped(column.title)
    return rf"\multicolumn{{1}}{{r}}{{{title}}}" if column.is_numeric else title


def _rows(table: ReportTable) -> list[str]:
    lines = []
    for index, row in enumerate(body(table)):
        if begins_group(table, index):
            lines.append(r"\addlinespace")
        lines.append(" & ".join(escaped(cell.text) if cell.rows else "" for cell in row) + r" \\")
    # A row that begins with a bracket would be taken for an option of the line before it.
    return [re.sub(r"^\[", "{[}", line) for line in lines]


def escaped(text: str) -> str:
    """Text that LaTeX prints as it stands, whatever is in it."""
    return "".join(COMMANDS.get(letter) or _letter(letter) for letter in text)


def _letter(letter: str) -> str:
    if letter.isascii():
        return letter if letter.isprintable() else " "
    # A Latin letter with an accent, which every LaTeX knows how to set.
    base = unicodedata.normalize("NFD", letter)
    is_accented = len(base) == 2 and base[0].isascii() and 0xC0 <= ord(letter) <= 0x17F
    if is_accented or letter in "ßæøåœÆØÅŒłŁ":
        return letter
    return rf"\otherletter{{{ord(letter):04X}}}{{{letter}}}"
