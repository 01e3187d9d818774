"""From codings to a report on agreement: the one way in."""

from collections.abc import Iterable, Mapping

import numpy as np

from analysis.statistics.agreement.bootstrap import percentile_intervals, resampled
from analysis.statistics.agreement.measures import MEASURES, POOLED_MEASURES, Family, Measure
from analysis.statistics.agreement.reasons import Ground, why_undefined
from analysis.statistics.agreement.report import (
    AgreementReport,
    Interval,
    Over,
    Result,
    Scope,
)
from analysis.statistics.agreement.units import CodedUnit, Judgements, judgements
from analysis.statistics.agreement.values import Figures
from core.arrays import Floats

FEW_UNITS = 20
"""Below it, percentiles of a bootstrap are known to be too narrow and each unit weighs heavily."""


def agreement_report(
    coded: Iterable[CodedUnit],
    *,
    themes: Mapping[str, str],
    unit_name: str = "participant",
    replicates: int = 2_000,
    seed: int = 0,
    confidence: float = 0.95,
) -> AgreementReport:
    """How far coders agree overall, by area, by theme and by unit, by every measure.

    `themes` maps the key of every theme there was to choose from to the key of its area, empty for
    none. Themes that nobody found count for presence and absence, so leave none out. Intervals are
    over units; 0 replicates give none. Raises NotComparable.
    """
    data = judgements(coded, themes)
    figures = Figures(data, themes)
    results = [
        *_of_samples(data, figures, unit_name, replicates, seed, confidence),
        *_of_units(data, figures, unit_name),
    ]
    order = {measure: place for place, measure in enumerate(MEASURES)}
    places = {over: place for place, over in enumerate(Over)}
    results.sort(key=lambda each: (places[each.scope.over], order[each.measure]))
    return AgreementReport(
        unit_name, data.units, data.coders, data.themes, confidence, replicates, seed,
        tuple(_warnings(data, unit_name)), tuple(results),
    )  # fmt: skip


def _of_samples(
    data: Judgements,
    figures: Figures,
    unit_name: str,
    replicates: int,
    seed: int,
    confidence: float,
) -> list[Result]:
    values = figures.weighted(np.ones((1, len(data.units))))
    keys = list(values)
    intervals: list[Interval | None] = [None] * len(keys)
    compared = int((data.judged.sum(axis=1) > 1).sum())
    if replicates and compared > 1:
        found = figures.weighted(resampled(len(data.units), replicates, seed))
        columns = np.stack([found[key] for key in keys], axis=1)
        intervals = percentile_intervals(columns, confidence)
    absent = _no_interval(unit_name, replicates, compared)
    results = []
    for (scope, measure), interval in zip(keys, intervals, strict=True):
        ground = _ground(data, _themes_of(figures, scope), unit_name)
        value = float(values[scope, measure][0])
        units = _units_of(data, figures, scope, measure)
        results.append(_result(measure, scope, value, interval, absent, ground, units))
    return results


def _of_units(data: Judgements, figures: Figures, unit_name: str) -> list[Result]:
    every = np.ones(len(data.themes))
    results = []
    by_measure = figures.of_units()
    for row, unit in enumerate(data.units):
        ground = _ground(data, every, unit_name, slice(row, row + 1))
        for measure in POOLED_MEASURES:
            value = float(by_measure[measure][row])
            absent = f"an interval needs several {unit_name}s"
            scope = Scope(Over.UNIT, unit)
            results.append(_result(measure, scope, value, None, absent, ground, ground.compared))
    return results


def _result(
    measure: Measure, scope: Scope, value: float, interval: Interval | None, absent: str,
    ground: Ground, units: int,
) -> Result:  # fmt: skip
    undefined = why_undefined(measure, ground) if np.isnan(value) else ""
    return Result(
        measure=measure,
        scope=scope,
        value=None if undefined else value,
        undefined=undefined,
        interval=None if undefined else interval,
        no_interval=undefined or ("" if interval else absent),
        units=units,
        themes=ground.themes,
        applied=ground.applied,
    )


def _no_interval(unit_name: str, replicates: int, compared: int) -> str:
    if not replicates:
        return "no replicates were asked for"
    if compared < 2:
        return f"an interval needs several {unit_name}s"
    return "the figure is undefined in more than half of the replicates"


def _themes_of(figures: Figures, scope: Scope) -> Floats:
    if scope in figures.themes:
        return figures.themes[scope]
    return np.array([float(theme == scope.key) for theme in figures.data.themes])


def _ground(data: Judgements, themes: Floats, unit_name: str, rows: slice = slice(None)) -> Ground:
    compared = data.judged[rows].sum(axis=1) > 1
    present = data.present[rows][..., themes > 0]
    return Ground(
        unit_name=unit_name,
        compared=int(compared.sum()),
        themes=int(themes.sum()),
        applied=int(present.sum()),
        applied_where_compared=int(present[compared].sum()),
        judgements=int(data.judged[rows].sum()) * int(themes.sum()),
    )


def _units_of(data: Judgements, figures: Figures, scope: Scope, measure: Measure) -> int:
    """Units that were compared; for a mean without those in which nobody found anything."""
    compared = data.judged.sum(axis=1) > 1
    if measure.family is Family.PERCENTAGE and measure.key in {"jaccard_mean", "dice_mean"}:
        found = data.present[..., figures.themes[scope] > 0].any(axis=(1, 2))
        compared = compared & found
    return int(compared.sum())


def _warnings(data: Judgements, unit_name: str) -> list[str]:
    compared = int((data.judged.sum(axis=1) > 1).sum())
    told = []
    if compared < FEW_UNITS:
        told.append(
            f"Only {compared} {unit_name}{'s were' if compared != 1 else ' was'} coded by two "
            f"coders or more. With fewer than {FEW_UNITS}, intervals come out too narrow, and a "
            f"single {unit_name} can move every figure."
        )
    if alone := len(data.units) - compared:
        told.append(
            f"{alone} {unit_name}{'s were' if alone != 1 else ' was'} coded by fewer than two "
            "coders and cannot be compared."
        )
    return told
