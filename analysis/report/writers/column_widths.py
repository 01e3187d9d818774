"""How wide each column of a table is on a page, so that nothing has to be shrunk.

Widths are in ems of the table's letters, estimated without a font.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import ceil

from analysis.figures.text_width import BOLD, text_width
from analysis.report.document import ReportColumn, ReportTable
from analysis.report.writers.layout import headings

PIECES = re.compile(r"[^\s_/.,:;=)-]*[\s_/.,:;=)-]?")
"""What stays together in a cell: lines may break after a space and after these signs."""

LONGEST_PIECE = 9.0
"""Ems of letters without such a sign that stay together; what is longer is broken anywhere."""

WIDEST = 32.0
"""Ems that a column takes at most before its texts are broken into lines."""

MANY_ROWS, MOST_LINES, LOWER = 20, 2.5, 0.7
"""A table of many rows is turned if they fill more lines at the mean, and that lowers it as much.
"""


@dataclass(frozen=True)
class Paper:
    """Lines in ems: of a page, and of a page that is turned.

    `face` is how wide the letters are beside those that widths are estimated for, and `gap` the
    space around a cell in ems.
    """

    line: float
    turned: float
    face: float
    gap: float


@dataclass(frozen=True)
class ColumnWidths:
    """`shares` of the line by column, their sum 1 or less where lines of cells are broken.

    They are None where every cell fits in one line. `lines` is how many all rows fill, and
    `is_sideways` says that the table needs a page turned by 90 degrees.
    """

    shares: tuple[float, ...] | None
    lines: float
    is_sideways: bool = False


def column_widths(table: ReportTable, paper: Paper) -> ColumnWidths:
    """The widths on a page; on a turned one where words do not fit, or rows become a pile."""
    texts = list(table.texts())
    columns = [
        _needed(column, [row[at] for row in texts]) for at, column in enumerate(table.columns)
    ]
    least = [paper.face * least + paper.gap for least, _ in columns]
    unbroken = [paper.face * unbroken + paper.gap for _, unbroken in columns]
    _make_room(table, least, unbroken, paper)
    if sum(unbroken) <= paper.line:
        return ColumnWidths(None, len(texts))
    wanted = [max(low, min(high, WIDEST)) for low, high in zip(least, unbroken, strict=True)]
    words = [at for at, column in enumerate(table.columns) if not column.is_numeric]
    upright = _broken(texts, _shared(least, wanted, words, paper.line), paper.line, paper)
    turned = _broken(texts, _shared(least, wanted, words, paper.turned), paper.turned, paper)
    is_pile = (
        len(texts) > MANY_ROWS
        and upright.lines > MOST_LINES * len(texts)
        and turned.lines < upright.lines * LOWER
    )
    return replace(turned, is_sideways=True) if sum(least) > paper.line or is_pile else upright


def _broken(
    texts: Sequence[Sequence[str]], shares: Sequence[float], line: float, paper: Paper
) -> ColumnWidths:
    rooms = [max(1.0, (share * line - paper.gap) / paper.face) for share in shares]
    lines = sum(
        max(ceil(_width(text) / room) for text, room in zip(row, rooms, strict=True))
        for row in texts
    )
    return ColumnWidths(tuple(shares), lines)


def _needed(column: ReportColumn, texts: Sequence[str]) -> tuple[float, float]:
    """The ems of a column's widest cell, broken as often as can be, and on one line."""
    title = BOLD * _longest_piece([column.title])
    whole = max(map(_width, texts), default=0.0)
    least = whole if column.is_numeric else _longest_piece(texts)
    return max(title, least), max(whole, BOLD * _width(column.title))


def _make_room(table: ReportTable, least: list[float], unbroken: list[float], paper: Paper) -> None:
    """Widen columns below a common heading until its longest word fits."""
    begin = 0
    for heading in headings(table):
        end = begin + heading.columns
        needed = paper.face * BOLD * _longest_piece([heading.title]) + paper.gap
        lacking = needed - sum(least[begin:end])
        if heading.below and lacking > 0:
            for at in range(begin, end):
                least[at] += lacking / heading.columns
                unbroken[at] = max(unbroken[at], least[at])
        begin = end


def _shared(
    least: Sequence[float], wanted: Sequence[float], words: Sequence[int], line: float
) -> list[float]:
    """Shares of the line: what each column needs, then what more it wants.

    Columns of words come first and the titles of numbers last, small wishes before large ones.
    """
    if sum(least) >= line:
        return [width / sum(least) for width in least]
    left = line - sum(least)
    widths = list(least)
    numbers = [at for at in range(len(least)) if at not in words]
    for group in (words, numbers):
        wishes = sorted(group, key=lambda at: wanted[at] - least[at])
        for fulfilled, at in enumerate(wishes):
            given = min(wanted[at] - least[at], left / (len(wishes) - fulfilled))
            widths[at] += given
            left -= given
    return [width / line for width in widths]


def _longest_piece(texts: Iterable[str]) -> float:
    pieces = (piece for text in texts for piece in PIECES.findall(text))
    return min(LONGEST_PIECE, max((_width(piece.rstrip()) for piece in pieces), default=0.0))


def _width(text: str) -> float:
    return text_width(text, 1.0)
