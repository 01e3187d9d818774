"""Kinds of attribution among the settings submitted, by the study's own rules (paper, table 5)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.records.observations import ACTIONS, METRICS
from analysis.report.context import ReportContext
from analysis.report.document import (
    CellValue,
    ColumnKind,
    Paragraph,
    ReportColumn,
    ReportSection,
    ReportTable,
)
from analysis.report.wording import ACTION_WORDS, METRIC_WORDS, counted
from core.arrays import Booleans
from survey.design.attribution_types import AttributionType

ANY, SUBMITTED = "any", "Times submitted"


@dataclass(frozen=True)
class KindCount:
    """How often settings of a kind were submitted: in each scenario, then in all of them."""

    title: str
    action: str
    metric: str
    number: str
    counts: tuple[int, ...]

    @property
    def times(self) -> int:
        return self.counts[-1]

    @property
    def row(self) -> tuple[CellValue, ...]:
        return self.title, self.action, self.metric, self.number, *self.counts


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
    none_of_these = KindCount("None of these", "", "", "", _counts(context, neither))
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
        ReportColumn("action", "Action"),
        ReportColumn("metric", "Metric"),
        ReportColumn("number", "Samples"),
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
    codes = context.choices.codes
    matches = context.choices.submitted.copy()
    if kind.actions:
        matches &= np.isin(codes["action"], [ACTIONS.index(action) for action in kind.actions])
    if kind.metrics:
        matches &= np.isin(codes["metric"], [METRICS.index(metric) for metric in kind.metrics])
    if kind.numbers:
        matches &= np.isin(codes["number"], [number - 1 for number in kind.numbers])
    return matches


def _kind_count(context: ReportContext, kind: AttributionType, trials: Booleans) -> KindCount:
    return KindCount(
        title=kind.title,
        action=", ".join(ACTION_WORDS[action] for action in kind.actions or ()) or ANY,
        metric=", ".join(METRIC_WORDS[metric] for metric in kind.metrics or ()) or ANY,
        number=_ranges(kind.numbers) if kind.numbers else ANY,
        counts=_counts(context, trials),
    )


def _counts(context: ReportContext, trials: Booleans) -> tuple[int, ...]:
    scenarios = context.observations.trials.scenario[trials]
    counts = np.bincount(scenarios, minlength=len(context.observations.scenarios)).tolist()
    return (*counts, sum(counts))


def _ranges(numbers: tuple[int, ...]) -> str:
    """Such as 1, 3–5."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
