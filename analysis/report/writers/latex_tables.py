"""Tables for LaTeX, in letters of one size: what is too wide is broken into lines or turned."""

import re
from collections.abc import Iterator

from analysis.report.document import Report, ReportColumn, ReportTable
from analysis.report.writers.column_widths import ColumnWidths, Paper, column_widths
from analysis.report.writers.latex_text import OTHER_LETTER, escaped
from analysis.report.writers.layout import (
    begins_group,
    body,
    has_two_rows,
    headings,
    with_footnotes,
)

MOST_LINES = 30
"""Lines of a table that stays on one page; a longer one runs over several."""

PAGE = Paper(line=53.5, turned=81.0, face=0.82, gap=0.7)
"""Lines of 170 mm, or 257 mm where turned, in \\footnotesize of Computer Modern."""

STYLE = r"\footnotesize\setlength{\tabcolsep}{3pt}"


def table_file(report: Report, table: ReportTable) -> str:
    """A table to be put into any document, with its caption and label."""
    table = with_footnotes(table)
    widths = column_widths(table, PAGE)
    is_long = widths.is_sideways or widths.lines > MOST_LINES
    lines = _long_table(report, table, widths) if is_long else _floating(report, table, widths)
    if widths.is_sideways:
        lines = [r"\begin{landscape}", *lines, r"\end{landscape}"]
    return "\n".join((OTHER_LETTER + lines[0], *lines[1:], ""))


def _long_table(report: Report, table: ReportTable, widths: ColumnWidths) -> list[str]:
    continued = rf"\multicolumn{{{len(table.columns)}}}{{l}}{{\itshape Continued}}\\"
    return [
        r"\begingroup" + STYLE,
        rf"\begin{{longtable}}{{{_columns(table, widths)}}}",
        caption(report, table) + r"\\",
        *_head(table, widths),
        r"\endfirsthead",
        continued,
        *_head(table, widths),
        r"\endhead",
        *_rows(table),
        r"\bottomrule",
        r"\end{longtable}",
        *_note(table),
        r"\par\endgroup",
    ]


def _floating(report: Report, table: ReportTable, widths: ColumnWidths) -> list[str]:
    return [
        r"\begin{table}",
        r"\centering" + STYLE,
        r"\setlength{\abovecaptionskip}{0pt}\setlength{\belowcaptionskip}{6pt}",
        caption(report, table),
        rf"\begin{{tabular}}{{{_columns(table, widths)}}}",
        *_head(table, widths),
        *_rows(table),
        r"\bottomrule",
        r"\end{tabular}",
        *_note(table),
        r"\end{table}",
    ]


def caption(report: Report, table: ReportTable) -> str:
    """The caption with a label that no other table of the report has."""
    words = f"Simulated participants. {table.caption}" if report.watermark else table.caption
    return rf"\caption{{{escaped(words)}}}\label{{tab:{label(table.key)}}}"


def label(key: str) -> str:
    return key.replace("_", "-")


def _note(table: ReportTable) -> list[str]:
    return [rf"\par\smallskip{{\raggedright {escaped(table.note)}\par}}"] if table.note else []


def _columns(table: ReportTable, widths: ColumnWidths) -> str:
    if widths.shares is None:
        return "".join("r" if column.is_numeric else "l" for column in table.columns)
    columns = zip(table.columns, widths.shares, strict=True)
    return "".join(_broken(_side(column), share) for column, share in columns)


def _side(column: ReportColumn) -> str:
    return r"\raggedleft" if column.is_numeric else r"\raggedright"


def _broken(side: str, share: float) -> str:
    """A column of cells in several lines, its width without the space on both sides."""
    width = rf"\dimexpr {share:.4f}\linewidth-2\tabcolsep\relax"
    return rf">{{{side}\arraybackslash}}p{{{width}}}"


def _head(table: ReportTable, widths: ColumnWidths) -> list[str]:
    titles = " & ".join(escaped(column.title) for column in table.columns) + r" \\"
    if not has_two_rows(table):
        return [r"\toprule", titles, r"\midrule"]
    top, rules, begin = [], [], 0
    for heading in headings(table):
        end = begin + heading.columns
        if heading.below:
            kind = (
                "c"
                if widths.shares is None
                else _broken(r"\centering", sum(widths.shares[begin:end]))
            )
            top.append(rf"\multicolumn{{{heading.columns}}}{{{kind}}}{{{escaped(heading.title)}}}")
            rules.append(rf"\cmidrule(lr){{{begin + 1}-{end}}}")
        else:
            top.append("")
        begin = end
    return [r"\toprule", " & ".join(top) + r" \\", "".join(rules), titles, r"\midrule"]


def _rows(table: ReportTable) -> Iterator[str]:
    for index, row in enumerate(body(table)):
        if begins_group(table, index):
            yield r"\addlinespace"
        line = " & ".join(escaped(cell.text) if cell.rows else "" for cell in row) + r" \\"
        # A row that begins with a bracket would be taken for an option of the line before it.
        yield re.sub(r"^\[", "{[}", line)
