"""The agreement of coding rounds as it was measured, for pages, reports and tables alike."""

from dataclasses import dataclass
from datetime import datetime

from analysis.statistics.agreement.measures import Family, Measure

MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True)
class Figure:
    """One figure: either `value`, or `undefined` saying why there is none.

    `over` is all, area, theme or unit, and `name` says which of them; `applied` is how often a
    coder found one of the themes.
    """

    measure: Measure
    over: str
    name: str
    value: float | None
    undefined: str
    low: float | None
    high: float | None
    no_interval: str
    units: int
    themes: int
    applied: int


@dataclass(frozen=True)
class RoundAgreement:
    """The agreement of a round as it was at its comparison.

    `main` is the figure that the study reports; `figures` are all others with it, of everything,
    areas and themes; `cases` those of single cases that did not withdraw since.
    """

    number: int
    title: str
    synthetic: bool
    version: int
    version_digest: str
    closed: bool
    taken_at: datetime
    coders: tuple[str, ...]
    units: int
    themes: int
    confidence: float
    warnings: tuple[str, ...]
    main: Figure
    figures: tuple[Figure, ...]
    cases: tuple[Figure, ...]

    def over(self, over: str) -> tuple[Figure, ...]:
        return tuple(figure for figure in self.figures if figure.over == over)


def is_percentage(figure: Figure) -> bool:
    return figure.measure.family is Family.PERCENTAGE


def figure_value(figure: Figure) -> str:
    """Percentages with one decimal, coefficients with three; or that it is undefined."""
    if figure.value is None:
        return "undefined"
    return _shown(figure.value, percentage=is_percentage(figure))


def figure_interval(figure: Figure) -> str:
    """Such as 51.0 % to 63.2 %, empty where there is none."""
    if figure.low is None or figure.high is None:
        return ""
    percentage = is_percentage(figure)
    low, high = (_shown(each, percentage=percentage) for each in (figure.low, figure.high))
    return f"{low} to {high}"


def _shown(value: float, *, percentage: bool) -> str:
    text = f"{value * 100:.1f} %" if percentage else f"{value:.3f}"
    return text.replace("-", MINUS)
