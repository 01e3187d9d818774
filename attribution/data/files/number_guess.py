"""Which decimal mark and which mark of thousands the numbers of a file seem to have."""

import re
from collections import Counter
from collections.abc import Iterable

from attribution.data.files.numbers import BLANKS, NumberFormat

_single_mark = re.compile(r"[+-]?(\d*)([.,])(\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_groups = re.compile(
    rf"[+-]?\d{{1,3}}(?:(?P<mark>[.,'\N{{RIGHT SINGLE QUOTATION MARK}}{BLANKS}])\d{{3}})"
    r"(?:(?P=mark)\d{3})*(?:(?P<decimal>[.,])\d+)?",
    re.ASCII,
)


def guessed_number_format(texts: Iterable[str]) -> NumberFormat:
    """The marks that most numbers have whose marks can mean one thing only.

    In 1.234,5 the comma is decimal, in 1.234.567 the point stands between thousands, and in 12.5 or
    0.125 it is decimal. A mark that always has three digits behind it, as in 1.234, is taken for a
    decimal point or for a comma between thousands, as in English.
    """
    decimal: Counter[str] = Counter()
    thousands: Counter[str] = Counter()
    unclear: Counter[str] = Counter()
    for text in texts:
        if (single := _single_mark.fullmatch(text)) and not _could_be_thousands(single):
            decimal[single[2]] += 1
        elif single:
            unclear[single[2]] += 1
        elif (groups := _groups.fullmatch(text)) and groups["decimal"] != groups["mark"]:
            thousands[_mark(groups["mark"])] += 1
            if groups["decimal"]:
                decimal[groups["decimal"]] += 1
    mark = _commonest(decimal)
    if not mark and thousands["."] > thousands[","]:
        mark = ","
    mark = mark or "."
    del thousands[mark]
    between = _commonest(thousands)
    if not between and unclear[other := "," if mark == "." else "."]:
        between = other
    return NumberFormat(mark, between)


def reads_as_thousands(texts: Iterable[str]) -> bool:
    """Whether every text has a point with three digits behind it, and so could be in thousands."""
    matches = [_single_mark.fullmatch(text) for text in texts]
    marked = [match for match in matches if match is not None]
    return len(marked) > 1 and all(map(_could_be_thousands, marked))


def _could_be_thousands(number: re.Match[str]) -> bool:
    return len(number[3]) == 3 and 1 <= len(number[1]) <= 3 and not number[1].startswith("0")


def _mark(mark: str) -> str:
    if mark in BLANKS:
        return " "
    return "'" if mark == "\N{RIGHT SINGLE QUOTATION MARK}" else mark


def _commonest(marks: Counter[str]) -> str:
    return max(sorted(marks), key=lambda mark: marks[mark]) if marks.total() else ""
