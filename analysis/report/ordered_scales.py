"""An ordered axis in each scenario: what was chosen on the scale, and the test of a trend."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.report.context import ReportContext
from analysis.report.planned.results import PlannedResult, place_of
from analysis.statistics.corrections import holm
from analysis.statistics.intervals import Interval
from analysis.statistics.ordered import (
    OrderedChoices,
    Trend,
    ordered_choices,
    trend,
    trend_by_people,
)
from analysis.statistics.preferences.choices import POOLED, ChoiceCounts
from analysis.statistics.preferences.people import People, pooled_estimates


@dataclass(frozen=True)
class ScaleInScenario:
    """A scenario on an ordered axis; `ends` are the intervals of its lowest and highest level."""

    counts: ChoiceCounts
    described: OrderedChoices
    ends: tuple[Interval | None, Interval | None]
    trend: Trend
    planned: PlannedResult | None

    @property
    def levels(self) -> tuple[str, ...]:
        return tuple(self.counts.counts)

    @property
    def is_pooled(self) -> bool:
        return self.counts.scenario == POOLED


def scale_in_scenarios(context: ReportContext, axis: str) -> Iterator[ScaleInScenario]:
    people = {of_axis.axis: of_axis for of_axis in context.people}.get(axis)
    seed, replicates = context.seed, context.replicates
    for counts in context.counts_of(axis):
        described = ordered_choices(counts.numbers)
        planned = _planned(context, counts)
        if counts.scenario != POOLED:
            ends = described.low_end_interval, described.high_end_interval
            leaning = trend(counts.numbers, seed=seed, replicates=replicates)
            yield ScaleInScenario(counts, described, ends, leaning, planned)
        elif people is not None:
            leaning = trend_by_people(people, seed=seed, replicates=replicates)
            yield ScaleInScenario(counts, described, _pooled_ends(people), leaning, planned)


def _pooled_ends(people: People) -> tuple[Interval | None, Interval | None]:
    """The intervals of the lowest and highest level by person, each by itself."""
    estimates = list(pooled_estimates(people, together=False).values())
    return (estimates[0], estimates[-1]) if estimates else (None, None)


def _planned(context: ReportContext, counts: ChoiceCounts) -> PlannedResult | None:
    """The planned test of a trend on this axis in this scenario."""
    for result in context.planned.results if context.planned else ():
        is_here = place_of(context.choices, result.test) == (counts.scenario, counts.axis)
        if result.test.kind == "trend" and is_here:
            return result
    return None


def corrected_trends(rows: Sequence[ScaleInScenario]) -> list[float | None]:
    """p-values as their plan corrects them, or by Holm among the exploratory ones."""
    by_holm = iter(holm([row.trend.pvalue for row in rows if not row.planned]))
    return [row.planned.pvalue_corrected if row.planned else next(by_holm) for row in rows]
