"""Values of agreement and the reports that hold them, as records and as the JSON they are kept in.

An agreement is measured once with each list of themes, and kept as JSON. Its keys are written and
read here alone.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Self, TypedDict

from analysis.statistics.agreement.bases import ThemeBasis
from analysis.statistics.agreement.measures import BY_KEY, AgreementMeasure
from core.rounding import decimals

MINUS = "\N{MINUS SIGN}"


class Over(StrEnum):
    """What a value is about: everything, or a part of it.

    A part is a theme area, a theme, the answers to one question, a pair of coders, or a unit such
    as a participant.
    """

    ALL = "all"
    AREA = "area"
    THEME = "theme"
    QUESTION = "question"
    PAIR = "pair"
    UNIT = "unit"


class CountedThemeJson(TypedDict):
    key: str
    name: str
    area: str
    area_name: str


@dataclass(frozen=True)
class CountedTheme:
    """A theme that coders could choose; `area` is the key of its area, empty for none.

    Two themes may have the same name, and never the same key.
    """

    key: str
    name: str
    area: str = ""
    area_name: str = ""


class AgreementValueJson(TypedDict):
    """An `AgreementValue` with its measure by key."""

    measure: str
    over: str
    key: str
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

    `key` identifies what the value is about: the key of an area or a theme, a scenario and a
    question such as image/reason, the numbers of two coders such as 1-2, or the label of a unit. It
    is empty for everything, and for the themes outside of every area. `name` is for showing, and
    two themes may have the same one. `low` and `high` are the bounds of its interval; where they
    are None, `no_interval` says why. `units` were compared in `themes` themes, and `applied` counts
    how often a coder found one of them.
    """

    measure: AgreementMeasure
    over: Over
    key: str
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
    def question(self) -> tuple[str, str]:
        """The scenario and the question, by key, of a value about one; both empty elsewhere."""
        if self.over is not Over.QUESTION:
            return "", ""
        scenario, _, question = self.key.rpartition("/")
        return scenario, question

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
        text = f"{decimals(value * 100, 1)} %" if self.measure.is_percentage else decimals(value, 3)
        return text.replace("-", MINUS)

    def without_names(self) -> Self:
        """A value about two coders with their numbers, which are its key, as its name."""
        return replace(self, name=self.key) if self.over is Over.PAIR else self

    def to_json(self) -> AgreementValueJson:
        return {
            "measure": self.measure.key,
            "over": self.over.value,
            "key": self.key,
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
            key=stored["key"],
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
    """An `AgreementReport`; `main` is the key of the measure that the study reports.

    `main_basis` says with which themes the study reports it, here or in the round's other report.
    """

    main: str
    main_basis: str
    coders: list[str]
    units: int
    themes: list[CountedThemeJson]
    confidence: float
    replicates: int
    seed: int
    warnings: list[str]
    figures: list[AgreementValueJson]


@dataclass(frozen=True)
class AgreementReport:
    """Every value of every measure; equal codings, themes, seed and replicates give equal reports.

    `themes` are those that could be found in each of the `units`. `confidence` is that of the
    intervals; those of coefficients come from a bootstrap over units, with `replicates` from
    `seed`. `warnings` are sentences for readers.
    """

    coders: tuple[str, ...]
    units: int
    themes: tuple[CountedTheme, ...]
    confidence: float
    replicates: int
    seed: int
    warnings: tuple[str, ...]
    values: tuple[AgreementValue, ...]

    def of(self, measure: str, over: Over = Over.ALL, key: str = "") -> AgreementValue:
        """The value of a measure, by the measure's key; raises KeyError where there is none."""
        for value in self.values:
            if (value.measure.key, value.over, value.key) == (measure, over, key):
                return value
        raise KeyError(measure, over, key)

    def over(self, over: Over) -> tuple[AgreementValue, ...]:
        return tuple(value for value in self.values if value.over is over)

    def to_json(self, *, main: str, main_basis: str) -> AgreementReportJson:
        """Without the values of single units, which are kept with their units."""
        return {
            "main": main,
            "main_basis": main_basis,
            "coders": list(self.coders),
            "units": self.units,
            "themes": [_theme_json(theme) for theme in self.themes],
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
            themes=tuple(CountedTheme(**theme) for theme in stored["themes"]),
            confidence=stored["confidence"],
            replicates=stored["replicates"],
            seed=stored["seed"],
            warnings=tuple(stored["warnings"]),
            values=tuple(AgreementValue.from_json(value) for value in stored["figures"]),
        )


def _theme_json(theme: CountedTheme) -> CountedThemeJson:
    return {
        "key": theme.key,
        "name": theme.name,
        "area": theme.area,
        "area_name": theme.area_name,
    }


@dataclass(frozen=True)
class MeasuredAgreement:
    """The agreement of a round with one list of themes.

    `main` is the value by the measure that the study reports; `figures` are those of everything and
    its parts, the main one included; `cases` are those of single cases that did not withdraw since.
    `provisional` says that themes still change.
    """

    basis: ThemeBasis
    provisional: bool
    taken_at: datetime
    coders: tuple[str, ...]
    units: int
    themes: tuple[CountedTheme, ...]
    confidence: float
    warnings: tuple[str, ...]
    main: AgreementValue
    figures: tuple[AgreementValue, ...]
    cases: tuple[AgreementValue, ...]

    def over(self, over: str) -> tuple[AgreementValue, ...]:
        return tuple(value for value in self.figures if value.over == over)

    def without_names(self) -> Self:
        """With coders by their numbers, as a report tells them, and not by their accounts."""
        numbers = tuple(str(number) for number, _coder in enumerate(self.coders, start=1))
        return replace(
            self, coders=numbers, figures=tuple(value.without_names() for value in self.figures)
        )


@dataclass(frozen=True)
class RoundAgreement:
    """The agreement of a coding round: as coded, and with themes reconciled once it is closed.

    `pinned` says with which themes the study reports its agreement.
    """

    number: int
    title: str
    synthetic: bool
    version: int
    closed: bool
    pinned: ThemeBasis
    measured: tuple[MeasuredAgreement, ...]

    @property
    def reported(self) -> MeasuredAgreement:
        """The one that the study reports; as coded where that is not measured for good."""
        for_good = [measured for measured in self.measured if not measured.provisional]
        pinned = [measured for measured in for_good if measured.basis is self.pinned]
        return (pinned or for_good)[0]

    @property
    def instead(self) -> str:
        """Why another one than the study names is reported; empty where it is that one."""
        if self.reported.basis is self.pinned:
            return ""
        if self.closed:
            return f"This round has no figure {self.pinned.words}; it is told as coded."
        return (
            f"The study reports its agreement {self.pinned.words}, which is measured when the "
            "round is closed; until then it is told as coded."
        )

    def is_reported(self, measured: MeasuredAgreement, value: AgreementValue) -> bool:
        return measured == self.reported and value == measured.main
