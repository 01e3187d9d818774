"""Kinds of attribution among the settings submitted, by the study's own rules (paper, table 5)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from analysis.records.observed_axes import ObservedAxis
from analysis.report.context import ReportContext
from analysis.report.document import (
    CellValue,
    ColumnKind,
    Paragraph,
    ReportColumn,
    ReportSection,
    ReportTable,
)
from analysis.report.wording import counted
from core.arrays import Booleans
from survey.design.attribution_types import AttributionType

ANY, SUBMITTED = "any", "Times submitted"


@dataclass(frozen=True)
class KindCount:
    """How often settings of a kind were submitted: in each scenario, then in all of them.

    `levels` are the levels of each axis that stand for it, in words.
    """

    title: str
    levels: tuple[str, ...]
    counts: tuple[int, ...]

    @property
    def times(self) -> int:
        return self.counts[-1]

    @property
    def row(self) -> tuple[CellValue, ...]:
        return self.title, *self.levels, *self.counts


def attribution_types_section(context: ReportContext) -> ReportSection | None:
    """None where the newest version of the study names no kinds."""
    kinds = context.observations.versions[0].definition.attribution_types
    if not kinds:
        return None
    matching = [_of_kind(context, kind) for kind in kinds]
    neither = context.choices.submitted & ~np.logical_or.reduce(matching)
    counts = [
        _kind_count(context, kind, trials) for kind, trials in zip(kinds, matching, strict=True)
    ]
    without = tuple("" for _axis in context.choices.axes)
    none_of_these = KindCount("None of these", without, _counts(context, neither))
    table = ReportTable(
        "attribution_types",
        "Kinds of attribution among the settings submitted.",
        _columns(context),
        tuple(count.row for count in (*counts, none_of_these)),
        "A setting can stand for several kinds, by rules in the study file.",
    )
    return ReportSection(
        "attribution_types", "Kinds of attribution", (Paragraph(_sentence(counts)), table)
    )


def _columns(context: ReportContext) -> tuple[ReportColumn, ...]:
    by_scenario = (
        ReportColumn(
            scenario,
            context.choices.scenario_name(scenario),
            ColumnKind.COUNT,
            over=SUBMITTED,
        )
        for scenario in context.observations.scenarios
    )
    return (
        ReportColumn("type", "Attribution type"),
        *(ReportColumn(axis.key, axis.title) for axis in context.choices.axes),
        *by_scenario,
        ReportColumn("all", "All", ColumnKind.COUNT, over=SUBMITTED),
    )


def _sentence(counts: Sequence[KindCount]) -> str:
    ranked = sorted(counts, key=lambda count: -count.times)
    most, least = ranked[0], ranked[-1]
    if not most.times:
        return "No setting that stands for one of the study's kinds of attribution was submitted."
    return (
        f"The kind of attribution submitted most often is “{most.title}” "
        f"({counted(most.times, 'time')}); least often, “{least.title}” "
        f"({counted(least.times, 'time')})."
    )


def _of_kind(context: ReportContext, kind: AttributionType) -> Booleans:
    """Whether a trial's setting stands for a kind [trials]."""
    matches = context.choices.submitted.copy()
    for axis in context.observations.axes:
        if levels := kind.levels.get(axis.key):
            matches &= np.isin(context.choices.codes[axis.key], _positions(axis, levels))
    return matches


def _positions(axis: ObservedAxis, levels: Collection[str]) -> list[int]:
    """Where those of the levels that are offered anywhere stand on an axis, ascending."""
    return [position for level, position in axis.positions.items() if level in levels]


def _kind_count(context: ReportContext, kind: AttributionType, trials: Booleans) -> KindCount:
    return KindCount(
        title=kind.title,
        levels=tuple(_in_words(axis, kind.levels.get(axis.key)) for axis in context.choices.axes),
        counts=_counts(context, trials),
    )


def _in_words(axis: ObservedAxis, levels: Collection[str] | None) -> str:
    if levels is None:
        return ANY
    positions = _positions(axis, levels)
    if axis.ordered:
        return _ranges(positions, axis.titles)
    return ", ".join(axis.titles[position] for position in positions)


def _counts(context: ReportContext, trials: Booleans) -> tuple[int, ...]:
    scenarios = context.observations.trials.scenario[trials]
    counts = np.bincount(scenarios, minlength=len(context.observations.scenarios)).tolist()
    return (*counts, sum(counts))


def _ranges(positions: Sequence[int], titles: Sequence[str]) -> str:
    """Such as 1, 3–5: neighbouring levels as one range."""
    runs: list[list[int]] = []
    for position in positions:
        if runs and position == runs[-1][-1] + 1:
            runs[-1].append(position)
        else:
            runs.append([position])
    return ", ".join(
        f"{titles[run[0]]}–{titles[run[-1]]}" if len(run) > 1 else titles[run[0]] for run in runs
    )
