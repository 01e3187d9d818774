"""Dates as files write them."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Literal, get_args

DateForm = Literal[
    "YYYY-MM-DD", "YYYY/MM/DD", "YYYYMMDD", "DD.MM.YYYY", "DD/MM/YYYY", "MM/DD/YYYY", "DD-MM-YYYY"
]
FORMS: tuple[DateForm, ...] = get_args(DateForm)


def date_of(text: str, form: DateForm) -> date | None:
    """None where a text is no date of this form; a time behind the date is passed over."""
    day = text.replace("T", " ").split(" ")[0]
    try:
        return datetime.strptime(day, _pattern(form)).date()  # noqa: DTZ007
    except ValueError:
        return None


def spelled_date(ordinal: int, form: DateForm) -> str:
    """The date with this proleptic ordinal, where 1 is the first day of the year 1."""
    day = date.fromordinal(ordinal)
    parts = {"YYYY": f"{day.year:04d}", "MM": f"{day.month:02d}", "DD": f"{day.day:02d}"}
    text: str = form
    for letters, number in parts.items():
        text = text.replace(letters, number)
    return text


def possible_forms(texts: Iterable[str]) -> list[DateForm]:
    """The forms in which most texts are dates, equally many in each, and nine in ten or more."""
    distinct = set(texts)
    fitting = {form: sum(date_of(text, form) is not None for text in distinct) for form in FORMS}
    most = max(fitting.values())
    if not distinct or most < 0.9 * len(distinct):
        return []
    return [form for form, count in fitting.items() if count == most]


def _pattern(form: DateForm) -> str:
    return form.replace("YYYY", "%Y").replace("MM", "%m").replace("DD", "%d")
