"""From the coders' findings to a report on how far they agree."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from analysis.statistics.agreement.bootstrap import (
    PercentileInterval,
    percentile_intervals,
    resampled,
)
from analysis.statistics.agreement.measures import (
    MEASURES,
    POOLED_MEASURES,
    AgreementMeasure,
    Family,
)
from analysis.statistics.agreement.records import AgreementReport, AgreementValue, Over
from analysis.statistics.agreement.units import CodedUnit, Judgements, judgements
from analysis.statistics.agreement.values import Subject, UnitSums
from core.arrays import Booleans, Floats

FEW_UNITS = 20
"""Below it bootstrap percentiles are known to be too narrow, and each unit weighs heavily."""


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


def agreement_report(
    coded: Iterable[CodedUnit],
    *,
    themes: Mapping[str, str],
    unit_name: str = "participant",
    replicates: int = 2_000,
    seed: int = 0,
    confidence: float = 0.95,
) -> AgreementReport:
    """AgreementMeasure agreement overall, by area, by theme and by unit, by every measure.

    `themes` maps the key of every theme that coders could choose to the key of its area, which is
    empty for none. Themes that nobody found count for presence and absence, so none may be left
    out. Intervals are over units, and 0 replicates give none. Raises NotComparable.
    """
    data = judgements(coded, themes)
    sums = UnitSums(data, themes)
    values = [
        *_pooled_values(data, sums, unit_name, replicates, seed, confidence),
        *_unit_values(data, sums, unit_name),
    ]
    order = {measure: position for position, measure in enumerate(MEASURES)}
    scopes = {over: position for position, over in enumerate(Over)}
    values.sort(key=lambda value: (scopes[value.over], order[value.measure]))
    return AgreementReport(
        coders=data.coders,
        units=len(data.units),
        themes=len(data.themes),
        confidence=confidence,
        replicates=replicates,
        seed=seed,
        warnings=tuple(_warnings(data, unit_name)),
        values=tuple(values),
    )


def _pooled_values(
    data: Judgements,
    sums: UnitSums,
    unit_name: str,
    replicates: int,
    seed: int,
    confidence: float,
) -> Iterator[AgreementValue]:
    """The values over all units, with intervals."""
    once = sums.weighted(np.ones((1, len(data.units))))
    intervals: list[PercentileInterval | None] = [None] * len(once)
    compared = int(_compared(data).sum())
    if replicates and compared > 1:
        often = sums.weighted(resampled(len(data.units), replicates, seed))
        columns = np.stack([often[key] for key in once], axis=1)
        intervals = percentile_intervals(columns, confidence)
    no_interval = _no_interval(unit_name, replicates, compared)
    for ((subject, measure), value), interval in zip(once.items(), intervals, strict=True):
        basis = _basis(data, _themes_of(sums, subject), unit_name)
        units = _units_of(data, sums, subject, measure)
        yield _value(measure, subject, float(value[0]), interval, no_interval, basis, units)


def _unit_values(data: Judgements, sums: UnitSums, unit_name: str) -> Iterator[AgreementValue]:
    """The values of single units, which have no interval."""
    every_theme = np.ones(len(data.themes))
    no_interval = f"an interval needs several {unit_name}s"
    by_measure = sums.of_units()
    for row, unit in enumerate(data.units):
        basis = _basis(data, every_theme, unit_name, slice(row, row + 1))
        for measure in POOLED_MEASURES:
            value = float(by_measure[measure][row])
            subject = (Over.UNIT, unit)
            yield _value(measure, subject, value, None, no_interval, basis, basis.compared)


def _value(
    measure: AgreementMeasure,
    subject: Subject,
    value: float,
    interval: PercentileInterval | None,
    no_interval: str,
    basis: Basis,
    units: int,
) -> AgreementValue:
    undefined = why_undefined(measure, basis) if np.isnan(value) else ""
    over, name = subject
    shown = None if undefined else interval
    return AgreementValue(
        measure=measure,
        over=over,
        name=name,
        value=None if undefined else value,
        undefined=undefined,
        low=shown.low if shown else None,
        high=shown.high if shown else None,
        no_interval=undefined or ("" if interval else no_interval),
        units=units,
        themes=basis.themes,
        applied=basis.applied,
    )


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


def _no_interval(unit_name: str, replicates: int, compared: int) -> str:
    if not replicates:
        return "no replicates were asked for"
    if compared < 2:
        return f"an interval needs several {unit_name}s"
    return "the figure is undefined in more than half of the replicates"


def _themes_of(sums: UnitSums, subject: Subject) -> Floats:
    """The themes that a value is about, as 0 and 1 [themes]."""
    if subject in sums.themes:
        return sums.themes[subject]
    _over, key = subject
    return np.array([float(theme == key) for theme in sums.data.themes])


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


def _units_of(data: Judgements, sums: UnitSums, subject: Subject, measure: AgreementMeasure) -> int:
    """Compared units; for a mean of overlaps, without those in which nobody found anything."""
    compared = _compared(data)
    if measure.key in {"jaccard_mean", "dice_mean"}:
        compared = compared & data.present[..., sums.themes[subject] > 0].any(axis=(1, 2))
    return int(compared.sum())


def _warnings(data: Judgements, unit_name: str) -> Iterator[str]:
    compared = int(_compared(data).sum())
    if compared < FEW_UNITS:
        yield (
            f"Only {compared} {unit_name}{'s were' if compared != 1 else ' was'} coded by two "
            f"coders or more. With fewer than {FEW_UNITS}, intervals come out too narrow, and a "
            f"single {unit_name} can move every figure."
        )
    if alone := len(data.units) - compared:
        yield (
            f"{alone} {unit_name}{'s were' if alone != 1 else ' was'} coded by fewer than two "
            "coders and cannot be compared."
        )
