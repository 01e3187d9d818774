"""What a column of a file seems to hold: a number, a category, or nothing a model should learn."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise

from attribution.data.dates import FORMS, date_of, possible_forms
from attribution.data.files.number_guess import reads_as_thousands
from attribution.data.files.numbers import NumberFormat
from attribution.data.files.values import alike
from attribution.scenario_files.data.column_names import (
    label_and_unit,
    names_a_place,
    names_people,
    names_rows,
)
from attribution.scenario_files.data.labels import readable
from attribution.scenario_files.data.table_columns import TableColumn

MOST_CATEGORIES = 30
NUMBERS_AMONG_VALUES = 0.9
"""Above this share of numbers a column is one, and its other texts are asked about."""

ALWAYS_MISSING = frozenset(
    {
        *("na", "n/a", "n.a.", "n. a.", "nan", "null", "#n/a", "#na", "#nv", "<na>", "?", "--"),
        *("k.a.", "k. a.", "keine angabe", "not available", "not stated"),
    }
)
"""Texts that stand for a missing value in any column, in lower case."""

MISSING_WORDS = ALWAYS_MISSING | {"none", "missing", "unknown", "unbekannt", "-", "."}
"""Texts that stand for a missing number, and may be a category elsewhere."""

SENTINELS = re.compile(r"-9{1,5}|-1|9{2,6}")
"""What old files write for a missing number, where it is far from all others."""

_date = re.compile(
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}([T ]\d{1,2}:\d{2}.*)?"
    r"|\d{1,2}[-/.]\d{1,2}[-/.](\d{4}|\d{2})( .+)?",
    re.ASCII,
)
_mail = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_code = re.compile(r"[+-]?\d+", re.ASCII)


@dataclass(frozen=True)
class ColumnGuess:
    """A described column, or else the reason why it is left out.

    `comments` are by the column's keys, "" for the whole of it; `summary` is one line for people.
    """

    name: str
    summary: str
    column: TableColumn | None = None
    comments: Mapping[str, str] = field(default_factory=dict)
    could_name_rows: bool = False


def guessed_column(
    name: str, values: Sequence[str], numbers: NumberFormat, position: int = 0
) -> ColumnGuess:
    """`values` are cleaned, in the order of the rows, with "" for a missing one."""
    counts = Counter(value for value in values if value)
    if len(counts) < 2:
        reason = "every row holds the same" if counts else "no row holds a value"
        return _left_out(name, reason)
    if _most_are(counts, _mail):
        return _left_out(name, "it holds e-mail addresses, and participants would read them")
    if _most_are(counts, _date):
        return _dates(name, values, counts)
    if _names_every_row(name, values, counts, position):
        return ColumnGuess(
            name,
            f"{name!r} is left out: every row has a value of its own, so it could name the rows",
            could_name_rows=not names_people(name),
        )
    if _are_codes(name, counts):
        return _category(name, values, counts, why="codes, since some begin with 0 or name places")
    read = {value: numbers.number(value) for value in counts}
    stated = sum(counts[value] for value, number in read.items() if number is not None)
    known_missing = sum(
        counts[value] for value, number in read.items() if number is None and _says_missing(value)
    )
    if stated and stated >= NUMBERS_AMONG_VALUES * (counts.total() - known_missing):
        if set(counts) == {"0", "1"}:
            return _category(name, values, counts, why="0 and 1: say in words what they mean")
        return _number(name, values, read, numbers)
    return _category(name, values, counts)


def _says_missing(value: str) -> bool:
    return value.casefold() in MISSING_WORDS


def _is(value: str, pattern: re.Pattern[str]) -> bool:
    return pattern.fullmatch(value) is not None


def _most_are(values: Collection[str], pattern: re.Pattern[str]) -> bool:
    """Whether nine in ten are; most columns are told by their first values."""
    for looked_at in (100, len(values)):
        fitting = sum(_is(value, pattern) for value in islice(values, looked_at))
        if fitting < 0.9 * min(looked_at, len(values)):
            return False
    return True


def _left_out(name: str, reason: str) -> ColumnGuess:
    return ColumnGuess(name, f"{name!r} is left out: {reason}")


def _names_every_row(name: str, values: Sequence[str], counts: Counter[str], position: int) -> bool:
    """Whether values are short and never repeated, and named so or rising from row to row."""
    if names_a_place(name) or len(counts) < len(values):
        return False
    if any(" " in value or len(value) > 40 for value in counts):
        return False
    if names_rows(name):
        return True
    whole = [int(value) for value in values if _is(value, _code)]
    return (
        position == 0
        and len(whole) == len(values)
        and all(later > earlier for earlier, later in pairwise(whole))
    )


def _are_codes(name: str, counts: Counter[str]) -> bool:
    """Whether whole numbers are none, as 01067 is a place and not a thousand and sixty-seven."""
    if not _most_are(counts, _code):
        return False
    return names_a_place(name) or any(len(code) > 1 and code[0] == "0" for code in counts)


def _dates(name: str, values: Sequence[str], counts: Counter[str]) -> ColumnGuess:
    forms = possible_forms(counts)
    if not forms:
        strange = [value for value in counts if not any(date_of(value, form) for form in FORMS)]
        return _left_out(
            name,
            f"it holds dates, and {_some(strange)} are none in the forms that are read, "
            f"{', '.join(FORMS)}: correct them",
        )
    form = forms[0]
    days = [day for value in counts if (day := date_of(value, form))]
    comments = {"": "A date is one input, in days. People read it as the file writes it."}
    if len(forms) > 1:
        comments["form"] = f"Every date can be read as {' or '.join(forms)}: state the right one."
    if names_people(name):
        comments[""] += " Participants read these values, so leave out what tells of people."
    return ColumnGuess(
        name,
        f"{name!r} is a date from {min(days)} to {max(days)}, in the form {form}"
        f"{_without(sum(not value for value in values))}",
        TableColumn(name=name, label=label_and_unit(name)[0], type="date", form=form),
        comments,
    )


def _number(
    name: str, values: Sequence[str], read: Mapping[str, float | None], numbers: NumberFormat
) -> ColumnGuess:
    label, unit = label_and_unit(name)
    missing = sorted(
        value for value, number in read.items() if number is None and _says_missing(value)
    )
    wrong = [value for value, number in read.items() if number is None and value not in missing]
    stated = {value: number for value, number in read.items() if number is not None}
    strange = _sentinels(stated)
    usual = [number for value, number in stated.items() if value not in strange]
    least, most = min(usual), max(usual)
    decimals = max(numbers.decimals(value) for value in stated)
    if decimals == 1 and all(number.is_integer() for number in stated.values()):
        decimals = 0  # whole numbers as pandas writes them where one is missing
    comments = {"minimum": f"What occurs is {least:.10g} to {most:.10g}; state what can occur."}
    if strange:
        comments["minimum"] += (
            f" {', '.join(strange)} is far from all others, as what stands for a missing value: if "
            "it does, add it to `missing_texts` of this column."
        )
    if wrong:
        comments[""] = f"A number, though it also holds {_some(wrong)}."
    if reads_as_thousands(stated) and not numbers.thousands:
        comments[""] = (
            "Every value has a mark with three digits behind it: if it stands between thousands, "
            "state `thousands` and `decimal`."
        )
    elif len(usual) <= 10 and not decimals:
        comments[""] = (
            f"A number with {len(usual)} values: if they are codes for kinds, describe a category."
        )
    empty = sum(not value or value in missing for value in values)
    column = TableColumn(
        name=name,
        label=label,
        type="number",
        minimum=_whole(least),
        maximum=_whole(most),
        **({"unit": unit} if unit else {}),
        **({"missing_texts": tuple(missing)} if missing else {}),
        **({"decimals": decimals} if 0 < decimals <= 6 else {}),
    )
    summary = f"{name!r} is a number from {least:.10g} to {most:.10g}{_without(empty)}"
    if strange:
        summary += f"; look at {', '.join(strange)}"
    return ColumnGuess(name, summary, column, comments)


def _whole(number: float) -> int | float:
    return int(number) if number.is_integer() and abs(number) < 1e15 else number


def _sentinels(stated: Mapping[str, float]) -> list[str]:
    """Numbers such as -99 that are further from all others than these are from each other."""
    candidates = {value for value in stated if _is(value, SENTINELS)}
    others = [number for value, number in stated.items() if value not in candidates]
    if not others:
        return []
    width = max(others) - min(others)
    return sorted(
        value
        for value in candidates
        if min(others) - stated[value] > width or stated[value] - max(others) > width
    )


def _category(name: str, values: Sequence[str], counts: Counter[str], why: str = "") -> ColumnGuess:
    if len(counts) > MOST_CATEGORIES or 2 * len(counts) > counts.total():
        kind = "texts" if any(value.count(" ") > 3 for value in counts) else "different values"
        reason = f"it holds {len(counts)} {kind}, too many for an input each"
        if names_people(name):
            reason += ", and they seem to tell of people, whom participants would read about"
        return _left_out(name, reason)
    label, unit = label_and_unit(name)
    comments = {"": "; ".join(filter(None, [counted(counts), why]))}
    if similar := alike(counts):
        pairs = "; ".join(" and ".join(map(repr, group)) for group in similar)
        comments["texts"] = f"These look alike: {pairs}. Give them the same words to join them."
    if names_people(name):
        comments[""] += "; participants read these values, so leave out what tells of people"
    empty = sum(not value for value in values)
    column = TableColumn(
        name=name,
        label=label if not unit else f"{label} ({unit})",
        type="category",
        texts={value: readable(value) for value in sorted(counts, key=natural)},
        **({"missing": "Not stated"} if empty else {}),
    )
    summary = f"{name!r} is a category of {len(counts)} values{_without(empty)}"
    return ColumnGuess(name, summary + (f"; look at {pairs}" if similar else ""), column, comments)


def natural(value: str) -> tuple[float, str]:
    """Whole numbers first, by size, and then texts."""
    return (float(value), value) if _is(value, _code) else (float("inf"), value)


def counted(counts: Counter[str]) -> str:
    return ", ".join(f"{value}: {counts[value]}" for value in sorted(counts, key=natural))


def _without(empty: int) -> str:
    if not empty:
        return ""
    return f"; {empty} {'row has' if empty == 1 else 'rows have'} none"


def _some(values: Sequence[str]) -> str:
    return ", ".join(map(repr, values[:3])) + (" and others" if len(values) > 3 else "")
