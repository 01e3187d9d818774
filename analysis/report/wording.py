"""How a report words names, numbers of things, shares and p-values."""

from collections.abc import Iterable

from core.rounding import decimals

ORDINALS = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
)


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


def ordinal(number: int) -> str:
    """Such as first, tenth, 11th and 42nd."""
    if number <= len(ORDINALS):
        return ORDINALS[number - 1]
    suffix = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if 10 < number % 100 < 14 else suffix}"


def percent(share: float, digits: int = 1) -> str:
    return with_minus_sign(decimals(share * 100, digits)) + "%"


def pvalue(value: float) -> str:
    """To three digits, as papers print it; never zero."""
    return "<\N{NO-BREAK SPACE}0.001" if value < 0.001 else decimals(value, 3)


def p_equals(value: float) -> str:
    """A p-value in a sentence, such as p = 0.034 or p < 0.001."""
    text = pvalue(value)
    return f"p\N{NO-BREAK SPACE}{text}" if text.startswith("<") else equals("p", text)


def equals(name: str, value: str) -> str:
    """Such as n = 31, which no line break takes apart."""
    return f"{name}\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}{value}"


def levels_off(lean: float) -> str:
    """Such as mean 1.5 levels above the middle."""
    if not float(decimals(lean, 1)):
        return "mean at the middle"
    return f"mean {decimals(abs(lean), 1)} levels {'above' if lean > 0 else 'below'} the middle"


def with_minus_sign(number: str) -> str:
    """The number with a true minus sign, and without any where it rounds to zero."""
    if not number.strip("-0.,"):
        return number.removeprefix("-")
    return number.replace("-", "\N{MINUS SIGN}", 1)
