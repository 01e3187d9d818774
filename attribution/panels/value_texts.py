"""Values of tables as people read them."""

from collections.abc import Sequence
from numbers import Integral, Real
from typing import Any

from attribution.errors import BundleError
from attribution.scales import MINUS

MISSING = "\N{EN DASH}"


HUGE = 1e15
"""From here on a number is written with an exponent."""


def is_missing(value: Any) -> bool:
    """Whether it is None or one of the ways in which pandas says that there is no value."""
    if value is None or type(value).__name__ in {"NAType", "NaTType"}:
        return True
    return is_number(value) and bool(value != value)


def is_number(value: Any) -> bool:
    return isinstance(value, Real) and not isinstance(value, bool)


def is_numeric(values: Sequence[Any]) -> bool:
    """Whether a column holds numbers alone, but for what is missing."""
    there = [value for value in values if not is_missing(value)]
    return bool(there) and all(map(is_number, there))


def number_of(value: Any, name: str) -> float:
    """A number to ten significant digits, on which processors agree.

    Raises BundleError for anything else. Whether the number is finite is checked later.
    """
    try:
        return float(f"{float(value):.10g}") + 0.0
    except (TypeError, ValueError, OverflowError) as problem:
        raise BundleError(f"The value of {name} is no number ({value!r}): give a number.") from (
            problem
        )


def value_text(value: Any, digits: int) -> str:
    """One value. A number without a fraction has no decimals, and any other has `digits`."""
    return value_texts([value], digits)[0]


def value_texts(values: Sequence[Any], digits: int) -> list[str]:
    """The values of one column, whose numbers all have `digits` decimals if any has a fraction."""
    numbers = [value for value in values if is_number(value) and not is_missing(value)]
    decimals = 0 if all(map(_is_whole, numbers)) else digits
    return [
        MISSING
        if is_missing(value)
        else _unsigned(value, decimals)
        if is_number(value)
        else str(value)
        for value in values
    ]


def signed_text(number: float, digits: int) -> str:
    """A change or a contribution, with its sign unless it is shown as zero."""
    text = _unsigned(number, digits)
    return f"+{text}" if text[0] != MINUS and text.strip("0.") else text


def _is_whole(number: Any) -> bool:
    return isinstance(number, Integral) or float(number).is_integer()


def _unsigned(number: Any, decimals: int) -> str:
    """With a minus sign alone, and none for what is rounded to zero."""
    if isinstance(number, Integral) and decimals == 0:
        size = str(abs(int(number)))
    else:
        form = f".{decimals}f" if abs(number) < HUGE else ".6g"
        size = format(abs(float(number)), form)
    return f"{MINUS}{size}" if number < 0 and size.strip("0.") else size
