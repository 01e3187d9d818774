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
from analysis.report.sections.setting.submitted import (
    Place,
    share_if_even,
    share_of,
    stands_for,
)
from analysis.report.wording import counted, listed
from analysis.statistics.shares_by_person import ShareByPerson
from core.arrays import Booleans
from survey.design.attribution_types import AttributionType

ANY, SUBMITTED, ALL, INTERVAL = "any", "Times submitted", "Of all submitted", "95% interval"


@dataclass(frozen=True)
class KindCount:
    """How often settings of a kind were submitted: in each scenario, then in all of them.

    `levels` are the levels of each axis that stand for it, in words. `share` is that of all
    submissions, and `even` what it would be if all settings were alike, None for no kind.
    """

    title: str
    levels: tuple[str, ...]
    counts: tuple[int, ...]
    share: ShareByPerson
    even: float | None

    @property
    def times(self) -> int:
        return self.counts[-1]

    @property
    def row(self) -> tuple[CellValue, ...]:
        interval = self.share.interval
        return (
            self.title,
            *self.levels,
            *self.counts,
            self.share.share,
            interval.low if interval else None,
            interval.high if interval else None,
            self.even,
        )


def attribution_types_section(context: ReportContext) -> ReportSection | None:
    """None where the newest version of the study names no kinds."""
    kinds = context.observations.versions[0].definition.attribution_types
    if not kinds:
        return None
    matching = [stands_for(context, kind) for kind in kinds]
    neither = context.choices.submitted & ~np.logical_or.reduce(matching)
    counts = [
        _kind_count(context, kind, trials) for kind, trials in zip(kinds, matching, strict=True)
    ]
    without = tuple("" for _axis in context.choices.axes)
    none_of_these = KindCount(
        "None of these", without, _counts(context, neither), _share(context, neither), None
    )
    table = ReportTable(
        "attribution_types",
        "Kinds of attribution among the settings submitted.",
        _columns(context),
        tuple(count.row for count in (*counts, none_of_these)),
        "A setting can stand for several kinds, by rules in the study file. Intervals are "
        "Wilson's, by person, each by itself. By chance: if all settings were alike.",
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
        ReportColumn("share", "share", ColumnKind.SHARE, over=ALL),
        ReportColumn("low", "from", ColumnKind.SHARE, over=INTERVAL),
        ReportColumn("high", "to", ColumnKind.SHARE, over=INTERVAL),
        ReportColumn("even", "By chance", ColumnKind.SHARE),
    )


def _sentence(counts: Sequence[KindCount]) -> str:
    most, least = max(count.times for count in counts), min(count.times for count in counts)
    if not most:
        return "No setting that stands for one of the study's kinds of attribution was submitted."
    if most == least:
        return f"Every kind of attribution was submitted equally often ({counted(most, 'time')})."
    return f"{_most_often(counts, most)}; least often, {_named(counts, least)}."


def _most_often(counts: Sequence[KindCount], times: int) -> str:
    several = sum(count.times == times for count in counts) > 1
    kinds_are = "kinds of attribution submitted" if several else "kind of attribution submitted"
    return f"The {kinds_are} most often {'are' if several else 'is'} {_named(counts, times)}"


def _named(counts: Sequence[KindCount], times: int) -> str:
    """All kinds that were submitted so often."""
    titles = [f"“{count.title}”" for count in counts if count.times == times]
    return f"{listed(titles)} ({counted(times, 'time')}{' each' if len(titles) > 1 else ''})"


def _positions(axis: ObservedAxis, levels: Collection[str]) -> list[int]:
    """Where those of the levels that are offered anywhere stand on an axis, ascending."""
    return [position for level, position in axis.positions.items() if level in levels]


def _kind_count(context: ReportContext, kind: AttributionType, trials: Booleans) -> KindCount:
    return KindCount(
        title=kind.title,
        levels=tuple(_in_words(axis, kind.levels.get(axis.key)) for axis in context.choices.axes),
        counts=_counts(context, trials),
        share=_share(context, trials),
        even=_even(context, kind),
    )


def _share(context: ReportContext, trials: Booleans) -> ShareByPerson:
    return share_of(context, _everywhere(context), trials)


def _everywhere(context: ReportContext) -> Place:
    return Place("", context.observations.scenarios, context.choices.submitted)


def _even(context: ReportContext, kind: AttributionType) -> float | None:
    """The share of settings that stand for a kind, a mean over the submissions."""
    by_scenario = [
        share_if_even(context, Place("", (scenario,), context.choices.submitted), kind)
        for scenario in context.observations.scenarios
    ]
    scenarios = context.observations.trials.scenario[context.choices.submitted]
    return float(np.array(by_scenario)[scenarios].mean()) if len(scenarios) else None


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
