"""From the coders' findings to a report on how far they agree."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, count
from math import comb

import numpy as np

from analysis.statistics.agreement.bootstrap import percentile_intervals, resampled
from analysis.statistics.agreement.measures import (
    MEASURES,
    POOLED_MEASURES,
    AgreementMeasure,
    Family,
)
from analysis.statistics.agreement.records import (
    AgreementReport,
    AgreementValue,
    CountedTheme,
    Over,
)
from analysis.statistics.agreement.share_intervals import share_interval
from analysis.statistics.agreement.units import CodedQuestion, CodedUnit, Judgements, judgements
from analysis.statistics.agreement.values import PartSums, Subject, UnitSums, share_parts
from core.arrays import Booleans, Floats

FEW_UNITS = 20
"""Below it bootstrap percentiles are known to be too narrow, and each unit weighs heavily."""

DIGITS = 12
"""Of values as they are kept; what lies beyond is the noise of adding up."""

NOISE = 1e-6
"""Bounds of the bootstrap nearer to 0 are 0: replicates are computed in single precision."""

OUTSIDE = "outside of every area"


@dataclass(frozen=True)
class Basis:
    """What a value rests on: `compared` units that two coders or more judged, and `themes`.

    `applied` counts the themes found by each coder in each unit, `applied_where_compared` those
    found in compared units.
    """

    unit_name: str
    compared: int
    themes: int
    applied: int
    applied_where_compared: int


@dataclass(frozen=True)
class Resampling:
    """How intervals are made, and what a unit is called."""

    unit_name: str
    replicates: int
    seed: int
    confidence: float


def agreement_report(
    coded: Iterable[CodedUnit],
    *,
    themes: Iterable[CountedTheme],
    questions: Iterable[CodedQuestion] = (),
    unit_name: str = "participant",
    replicates: int = 2_000,
    seed: int = 0,
    confidence: float = 0.95,
) -> AgreementReport:
    """Agreement overall and by area, theme, question, pair of coders and unit, by every measure.

    `themes` are all that coders could choose. Themes that nobody found count for presence and
    absence, so none may be left out. Intervals are over units, and 0 replicates give none for
    coefficients. Raises NotComparable.
    """
    counted = tuple(themes)
    keys = [theme.key for theme in counted]
    data = judgements(coded, keys)
    sums = UnitSums(data, {theme.key: theme.area for theme in counted})
    names: dict[Subject, str] = {(Over.THEME, theme.key): theme.name for theme in counted}
    names |= {(Over.AREA, theme.area): theme.area_name or OUTSIDE for theme in counted}
    parts: list[UnitSums | PartSums] = [sums]
    for question in questions:
        subject = (Over.QUESTION, question.key)
        names[subject] = question.name
        parts.append(PartSums(judgements(question.units, keys), subject))
    for first, second in combinations(range(len(data.coders)), 2):
        subject = (Over.PAIR, f"{first + 1}-{second + 1}")
        names[subject] = f"{data.coders[first]} and {data.coders[second]}"
        parts.append(PartSums(data.of_coders(first, second), subject))
    how = Resampling(unit_name, replicates, seed, confidence)
    values = [value for part in parts for value in _values_over_units(part, names, how)]
    values += _unit_values(sums, how)
    order = {measure: position for position, measure in enumerate(MEASURES)}
    scopes = {over: position for position, over in enumerate(Over)}
    values.sort(key=lambda value: (scopes[value.over], order[value.measure]))
    return AgreementReport(
        coders=data.coders,
        units=len(data.units),
        themes=counted,
        confidence=confidence,
        replicates=replicates,
        seed=seed,
        warnings=tuple(_warnings(data, unit_name)),
        values=tuple(values),
    )


def _values_over_units(
    sums: UnitSums | PartSums, names: Mapping[Subject, str], how: Resampling
) -> Iterator[AgreementValue]:
    """The values over all units, with intervals."""
    data = sums.data
    once = sums.weighted(np.ones((1, len(data.units))))
    bootstrapped = _bootstrapped(sums, how)
    for (subject, measure), value in once.items():
        chosen = sums.chosen(subject)
        basis = _basis(data, chosen, how.unit_name)
        if measure.is_percentage:
            interval = share_interval(share_parts(sums.overlap, chosen)[measure], how.confidence)
        else:
            interval = bootstrapped.get((subject, measure))
        yield _value(
            measure,
            subject,
            names.get(subject, ""),
            float(value[0]),
            interval,
            _no_interval(measure, how, basis),
            basis,
            _units_of(data, chosen, measure),
        )


def _bootstrapped(
    sums: UnitSums | PartSums, how: Resampling
) -> dict[tuple[Subject, AgreementMeasure], tuple[float, float]]:
    """The bounds of coefficients, without those that all draws leave the same or undefined."""
    data = sums.data
    if not how.replicates or not _draws_suffice(int(_compared(data).sum()), how.confidence):
        return {}
    often = sums.weighted(resampled(len(data.units), how.replicates, how.seed))
    coefficients = [key for key in often if not key[1].is_percentage]
    columns = np.stack([often[key] for key in coefficients], axis=1)
    intervals = percentile_intervals(columns, how.confidence)
    return {
        key: (_without_noise(interval.low), _without_noise(interval.high))
        for key, interval in zip(coefficients, intervals, strict=True)
        if interval and interval.high - interval.low > NOISE
    }


def _draws_suffice(units: int, confidence: float) -> bool:
    """C(2n - 1, n) ≥ 2 / (1 - c): so many draws of n units differ that both tails hold some.

    The number of draws is that of Efron & Tibshirani (1993), section 4.2.
    """
    return units > 0 and comb(2 * units - 1, units) * (1 - confidence) >= 2 - NOISE


def _without_noise(bound: float) -> float:
    return 0.0 if abs(bound) < NOISE else bound


def _unit_values(sums: UnitSums, how: Resampling) -> Iterator[AgreementValue]:
    """The values of single units, which have no interval."""
    data = sums.data
    every_theme = np.ones(len(data.themes))
    no_interval = f"an interval needs several {how.unit_name}s"
    by_measure = sums.of_units()
    for row, unit in enumerate(data.units):
        basis = _basis(data, every_theme, how.unit_name, slice(row, row + 1))
        for measure in POOLED_MEASURES:
            value = float(by_measure[measure][row])
            subject = (Over.UNIT, unit)
            yield _value(measure, subject, unit, value, None, no_interval, basis, basis.compared)


def _value(
    measure: AgreementMeasure,
    subject: Subject,
    name: str,
    value: float,
    interval: tuple[float, float] | None,
    no_interval: str,
    basis: Basis,
    units: int,
) -> AgreementValue:
    undefined = why_undefined(measure, basis) if np.isnan(value) else ""
    over, key = subject
    low, high = interval if interval and not undefined else (None, None)
    return AgreementValue(
        measure=measure,
        over=over,
        key=key,
        name=name,
        value=None if undefined else _rounded(value),
        undefined=undefined,
        low=_rounded(low),
        high=_rounded(high),
        no_interval=undefined or ("" if interval else no_interval),
        units=units,
        themes=basis.themes,
        applied=basis.applied,
    )


def _rounded(value: float | None) -> float | None:
    """Adding 0 makes 0 of a negative 0."""
    return None if value is None else round(value, DIGITS) + 0.0


def why_undefined(measure: AgreementMeasure, basis: Basis) -> str:
    """The reason why a measure has no value, worded to follow "undefined, because"."""
    sought_theme = "the theme" if basis.themes == 1 else "any of the themes"
    if not basis.compared:
        return f"no {basis.unit_name} was coded by two coders or more"
    if measure.is_percentage:
        return f"nobody found {sought_theme}, so nothing could overlap"
    if measure.family is Family.SETS:
        return "all coders found the same themes everywhere, so no other sets could be expected"
    if not basis.applied_where_compared:
        return f"nobody found {sought_theme}, so agreement cannot be told from never looking"
    return "every judgement is the same, so agreement cannot be told from habit"


def _no_interval(measure: AgreementMeasure, how: Resampling, basis: Basis) -> str:
    if basis.compared < 2:
        return f"an interval needs several {how.unit_name}s"
    if measure.is_percentage:
        return f"an interval needs several {how.unit_name}s in which somebody found something"
    if not how.replicates:
        return "no replicates were asked for"
    if not _draws_suffice(basis.compared, how.confidence):
        fewest = next(units for units in count(1) if _draws_suffice(units, how.confidence))
        return f"an interval of this figure needs at least {fewest} {how.unit_name}s"
    return "the figure is undefined in more than half of the replicates, or the same in all"


def _compared(data: Judgements) -> Booleans:
    """Units that two coders or more judged [units]."""
    return np.asarray(data.judged.sum(axis=1) > 1)


def _basis(data: Judgements, themes: Floats, unit_name: str, rows: slice = slice(None)) -> Basis:
    compared = _compared(data)[rows]
    present = data.present[rows][..., themes > 0]
    return Basis(
        unit_name=unit_name,
        compared=int(compared.sum()),
        themes=int(themes.sum()),
        applied=int(present.sum()),
        applied_where_compared=int(present[compared].sum()),
    )


def _units_of(data: Judgements, themes: Floats, measure: AgreementMeasure) -> int:
    """Compared units; for a mean of overlaps, without those in which nobody found anything."""
    compared = _compared(data)
    if measure.key in {"jaccard_mean", "dice_mean"}:
        compared = compared & data.present[..., themes > 0].any(axis=(1, 2))
    return int(compared.sum())


def _warnings(data: Judgements, unit_name: str) -> Iterator[str]:
    compared = int(_compared(data).sum())
    if compared < FEW_UNITS:
        yield (
            f"Only {compared} {unit_name}{'s were' if compared != 1 else ' was'} coded by two "
            f"coders or more. With fewer than {FEW_UNITS}, the intervals of coefficients come out "
            f"too narrow, and a single {unit_name} can move every figure."
        )
    if alone := len(data.units) - compared:
        yield (
            f"{alone} {unit_name}{'s were' if alone != 1 else ' was'} coded by fewer than two "
            "coders and cannot be compared."
        )
