"""What the names of a file's columns seem to say of the axes of its curves."""

import re
from collections.abc import Sequence
from datetime import date, datetime

import numpy as np

from attribution.data.files.numbers import NumberFormat
from attribution.scenario_files.data.column_names import label_and_unit
from attribution.scenario_files.data.curves import EQUAL
from attribution.scenario_files.data.series import Horizontal, Vertical

_numbered = re.compile(r"(?P<before>.*?)(?P<number>-?\d+(?:\.\d+)?)(?P<behind>\D*)")
_around = re.compile(r"^[\W_]+|[\W_]+$")
_clock = re.compile(r"(\d{1,2}):(\d{2})")

COUNTED: dict[str, tuple[str, str]] = {
    **dict.fromkeys(("h", "hr", "hour", "hours", "stunde"), ("Hour", "")),
    **dict.fromkeys(("min", "minute", "minutes"), ("Minute", "")),
    **dict.fromkeys(("s", "sec", "second", "seconds", "sekunde"), ("Time", "s")),
    "ms": ("Time", "ms"),
    **dict.fromkeys(("d", "day", "days", "tag"), ("Day", "")),
    **dict.fromkeys(("w", "wk", "week", "weeks", "woche", "kw"), ("Week", "")),
    **dict.fromkeys(("month", "months", "monat"), ("Month", "")),
    **dict.fromkeys(("y", "yr", "year", "years", "jahr"), ("Year", "")),
    **dict.fromkeys(("t", "time", "zeit"), ("Time", "")),
    **dict.fromkeys(("hz", "freq", "frequency"), ("Frequency", "Hz")),
    **dict.fromkeys(("nm", "wl", "wavelength"), ("Wavelength", "nm")),
}
"""What stands beside the numbers in columns' names, and the label and unit that it means."""

NAMELESS = frozenset({"", "v", "x", "c", "col", "column", "f", "feature", "value", "val", "p"})
"""What tells nothing of what the numbers in columns' names count."""

YEARS = range(1500, 2101)


def axes_of_columns(names: Sequence[str]) -> tuple[Horizontal, Vertical]:
    """What names such as h00, h01 or 2024-01, 2024-02 state, or else positions 0, 1 and so on.

    Positions are only taken where they are equally far apart. What is counted gives its name to the
    horizontal axis, and any other word, as in load_0, to the vertical one.
    """
    for horizontal in (_of_dates(names), _of_clock(names)):
        if horizontal is not None:
            return horizontal, Vertical()
    return _of_numbers(names) or (Horizontal(start=0.0, step=1.0), Vertical())


def horizontal_of_times(column: str) -> Horizontal:
    """By the name of the column of times; its values say where points stand."""
    label, unit = label_and_unit(column)
    counted, its_unit = COUNTED.get(column.casefold(), (label, unit))
    return Horizontal(label=counted, unit=unit or its_unit)


def vertical_of_values(column: str) -> Vertical:
    label, unit = label_and_unit(column)
    return Vertical(label=label, unit=unit)


def _of_numbers(names: Sequence[str]) -> tuple[Horizontal, Vertical] | None:
    matches = [_numbered.fullmatch(name) for name in names]
    numbers = [NumberFormat().number(match["number"]) for match in matches if match]
    positions = [number for number in numbers if number is not None]
    beside = {(match["before"], match["behind"]) for match in matches if match}
    if len(positions) < len(names) or len(beside) != 1:
        return None
    before, behind = (_around.sub("", text) for text in beside.pop())
    label, unit, vertical = Horizontal().label, behind, Vertical()
    if counted := COUNTED.get(behind.casefold()) or COUNTED.get(before.casefold()):
        label, unit = counted
    elif before.casefold() not in NAMELESS:
        vertical = vertical_of_values(before)
    elif not before and not behind and all(number in YEARS for number in positions):
        label = "Year"
    horizontal = _even(positions, label, unit)
    return None if horizontal is None else (horizontal, vertical)


def _of_dates(names: Sequence[str]) -> Horizontal | None:
    """Days since the first one, or months where names are such as 2024-01."""
    if all(re.fullmatch(r"\d{4}-\d{2}", name) for name in names):
        months = [12 * int(name[:4]) + int(name[5:]) for name in names]
        return _even([month - months[0] for month in months], f"Months since {names[0]}", "")
    try:
        days = [date.fromisoformat(name).toordinal() for name in names]
    except ValueError:
        return _of_moments(names)
    return _even([day - days[0] for day in days], f"Days since {names[0]}", "")


def _of_moments(names: Sequence[str]) -> Horizontal | None:
    """Hours since the first one, such as 2024-01-01 00:15."""
    try:
        moments = [datetime.fromisoformat(name) for name in names]
        hours = [(moment - moments[0]).total_seconds() / 3600 for moment in moments]
    except (ValueError, TypeError):  # a mixture with and without zones is of no use
        return None
    return _even(hours, f"Hours since {names[0]}", "h")


def _of_clock(names: Sequence[str]) -> Horizontal | None:
    matches = [_clock.fullmatch(name) for name in names]
    hours = [int(match[1]) + int(match[2]) / 60 for match in matches if match]
    return _even(hours, "Time of day", "h") if len(hours) == len(names) else None


def _even(positions: Sequence[float], label: str, unit: str) -> Horizontal | None:
    """None where positions do not rise by equal steps."""
    steps = np.diff(positions)
    if not len(steps) or not (steps > 0).all():
        return None
    if not np.allclose(steps, steps.mean(), rtol=EQUAL, atol=0):
        return None
    step = float(f"{steps.mean():.10g}")
    return Horizontal(label=label, unit=unit, start=float(positions[0]), step=step)
