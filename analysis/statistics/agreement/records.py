"""Values of agreement and the reports that hold them, as records and as the JSON they are kept in.

An agreement is measured once, when the coders of a round compare, and kept as JSON. Its keys are
written and read here alone.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Self, TypedDict

from analysis.statistics.agreement.measures import BY_KEY, AgreementMeasure

MINUS = "\N{MINUS SIGN}"


class Over(StrEnum):
    """What a value is about: everything, a theme area, a theme, or a unit such as a participant."""

    ALL = "all"
    AREA = "area"
    THEME = "theme"
    UNIT = "unit"


class AgreementValueJson(TypedDict):
    """An `AgreementValue` with its measure by key."""

    measure: str
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
class AgreementValue:
    """The value of one measure, or `undefined` with the reason, worded to follow "because".

    `name` says which area, theme or unit the value is about; it is empty for everything, and for
    the themes outside of every area. `low` and `high` are the bounds of its interval; where they
    are None, `no_interval` says why. `units` were compared in `themes` themes, and `applied` counts
    how often a coder found one of them.
    """

    measure: AgreementMeasure
    over: Over
    name: str
    value: float | None
    undefined: str
    low: float | None
    high: float | None
    no_interval: str
    units: int
    themes: int
    applied: int

    @property
    def text(self) -> str:
        """Percentages with one decimal, coefficients with three, or the word undefined."""
        return "undefined" if self.value is None else self._written(self.value)

    @property
    def interval_text(self) -> str:
        """Such as 51.0 % to 63.2 %; empty where there is no interval."""
        if self.low is None or self.high is None:
            return ""
        return f"{self._written(self.low)} to {self._written(self.high)}"

    def _written(self, value: float) -> str:
        text = f"{value * 100:.1f} %" if self.measure.is_percentage else f"{value:.3f}"
        return text.replace("-", MINUS)

    def to_json(self) -> AgreementValueJson:
        return {
            "measure": self.measure.key,
            "over": self.over.value,
            "name": self.name,
            "value": self.value,
            "undefined": self.undefined,
            "low": self.low,
            "high": self.high,
            "no_interval": self.no_interval,
            "units": self.units,
            "themes": self.themes,
            "applied": self.applied,
        }

    @classmethod
    def from_json(cls, stored: AgreementValueJson) -> Self:
        return cls(
            measure=BY_KEY[stored["measure"]],
            over=Over(stored["over"]),
            name=stored["name"],
            value=stored["value"],
            undefined=stored["undefined"],
            low=stored["low"],
            high=stored["high"],
            no_interval=stored["no_interval"],
            units=stored["units"],
            themes=stored["themes"],
            applied=stored["applied"],
        )


class AgreementReportJson(TypedDict):
    """An `AgreementReport`; `main` is the key of the measure that the study reports."""

    main: str
    coders: list[str]
    units: int
    themes: int
    confidence: float
    replicates: int
    seed: int
    warnings: list[str]
    figures: list[AgreementValueJson]


@dataclass(frozen=True)
class AgreementReport:
    """Every value of every measure; equal codings, themes, seed and replicates give equal reports.

    `units` and `themes` count what was compared. `confidence` is that of the intervals, which are
    percentile intervals of a bootstrap over units. `warnings` are sentences for readers.
    """

    coders: tuple[str, ...]
    units: int
    themes: int
    confidence: float
    replicates: int
    seed: int
    warnings: tuple[str, ...]
    values: tuple[AgreementValue, ...]

    def of(self, measure: str, over: Over = Over.ALL, name: str = "") -> AgreementValue:
        """The value of a measure, by the measure's key; raises KeyError where there is none."""
        for value in self.values:
            if (value.measure.key, value.over, value.name) == (measure, over, name):
                return value
        raise KeyError(measure, over, name)

    def over(self, over: Over) -> tuple[AgreementValue, ...]:
        return tuple(value for value in self.values if value.over is over)

    def to_json(self, *, main: str) -> AgreementReportJson:
        """Without the values of single units, which are kept with their units."""
        return {
            "main": main,
            "coders": list(self.coders),
            "units": self.units,
            "themes": self.themes,
            "confidence": self.confidence,
            "replicates": self.replicates,
            "seed": self.seed,
            "warnings": list(self.warnings),
            "figures": [value.to_json() for value in self.values if value.over is not Over.UNIT],
        }

    @classmethod
    def from_json(cls, stored: AgreementReportJson) -> Self:
        return cls(
            coders=tuple(stored["coders"]),
            units=stored["units"],
            themes=stored["themes"],
            confidence=stored["confidence"],
            replicates=stored["replicates"],
            seed=stored["seed"],
            warnings=tuple(stored["warnings"]),
            values=tuple(AgreementValue.from_json(value) for value in stored["figures"]),
        )


@dataclass(frozen=True)
class RoundAgreement:
    """The agreement of a coding round as it was measured when the coders compared.

    `main` is the value that the study reports; `figures` are those of everything, of areas and of
    themes, the main one included; `cases` are those of single cases that did not withdraw since.
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
    main: AgreementValue
    figures: tuple[AgreementValue, ...]
    cases: tuple[AgreementValue, ...]

    def over(self, over: str) -> tuple[AgreementValue, ...]:
        return tuple(value for value in self.figures if value.over == over)
