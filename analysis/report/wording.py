"""How a report words settings, numbers of things, shares and p-values."""

from collections.abc import Iterable

from attribution.axes import LARGEST_NUMBER, Action, Metric

AXES = {"action": "Action", "metric": "Metric", "number": "Number of training samples"}

ACTION_WORDS = {action: action.description.title for action in Action}
METRIC_WORDS = {metric: metric.description.short_title for metric in Metric}
CHOICES: dict[str, tuple[str, ...]] = {
    "action": tuple(ACTION_WORDS.values()),
    "metric": tuple(METRIC_WORDS.values()),
    "number": tuple(str(number) for number in range(1, LARGEST_NUMBER + 1)),
}
"""The choices of each axis in words; the position of a choice is its code."""


def listed(items: Iterable[str]) -> str:
    """Such as A, B and C."""
    *front, last = items
    return f"{', '.join(front)} and {last}" if front else last


def counted(number: int, noun: str) -> str:
    """Such as 1 theme and 1,000 themes."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def people(number: int) -> str:
    return "1 person" if number == 1 else f"{number:,} people"


def were(number: int) -> str:
    return "was" if number == 1 else "were"


def are(number: int) -> str:
    return "is" if number == 1 else "are"


def capitalised(text: str) -> str:
    """The text with its first letter as a capital, and the others as they are."""
    return text[:1].upper() + text[1:]


def percent(share: float, digits: int = 1) -> str:
    return f"{share * 100:.{digits}f}%"


def pvalue(value: float) -> str:
    """To three digits, as papers print it; never zero."""
    return "<\N{NO-BREAK SPACE}0.001" if value < 0.001 else f"{value:.3f}"


def p_equals(value: float) -> str:
    """A p-value in a sentence, such as p = 0.034 or p < 0.001."""
    text = pvalue(value)
    return f"p\N{NO-BREAK SPACE}{text}" if text.startswith("<") else equals("p", text)


def equals(name: str, value: str) -> str:
    """Such as n = 31, which no line break takes apart."""
    return f"{name}\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}{value}"


def with_minus_sign(number: str) -> str:
    """The number with a true minus sign, and without any where it rounds to zero."""
    if not number.strip("-0.,"):
        return number.removeprefix("-")
    return number.replace("-", "\N{MINUS SIGN}", 1)
