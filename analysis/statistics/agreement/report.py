"""The record of how far coders agreed, with every caveat a reader needs."""

from dataclasses import dataclass
from enum import StrEnum

from analysis.statistics.agreement.measures import Measure


class Over(StrEnum):
    ALL = "all"
    AREA = "area"
    THEME = "theme"
    UNIT = "unit"


@dataclass(frozen=True)
class Scope:
    """What a figure is about; `key` is that of the area or theme, or the unit, else empty.

    The area with an empty key holds the themes outside of every area.
    """

    over: Over
    key: str = ""


EVERYTHING = Scope(Over.ALL)


@dataclass(frozen=True)
class Interval:
    """`replicates` are those in which the figure was defined."""

    low: float
    high: float
    replicates: int


@dataclass(frozen=True)
class Result:
    """One figure: either `value`, or `undefined` saying why there is none, after "because".

    `interval` is None where `no_interval` says why. `units` went into it; `themes` were compared
    in each; `applied` is how often a coder found one of them.
    """

    measure: Measure
    scope: Scope
    value: float | None
    undefined: str
    interval: Interval | None
    no_interval: str
    units: int
    themes: int
    applied: int


@dataclass(frozen=True)
class AgreementReport:
    """Equal codings, themes, seed and replicates give an equal report.

    `warnings` are sentences for readers; `confidence` is that of the intervals, by the percentiles
    of a bootstrap over units.
    """

    unit_name: str
    units: tuple[str, ...]
    coders: tuple[str, ...]
    themes: tuple[str, ...]
    confidence: float
    replicates: int
    seed: int
    warnings: tuple[str, ...]
    results: tuple[Result, ...]

    def of(self, measure: str, scope: Scope = EVERYTHING) -> Result:
        """The figure of a measure, by its key; raises KeyError where it is not told for that."""
        for result in self.results:
            if result.measure.key == measure and result.scope == scope:
                return result
        raise KeyError(measure, scope)

    def over(self, over: Over) -> tuple[Result, ...]:
        return tuple(result for result in self.results if result.scope.over == over)
