"""The setting as a whole: the most frequent ones, and the traditional one (paper, 4.5.1)."""

from collections import Counter
from collections.abc import Iterator
from math import prod

import numpy as np

from analysis.records.observations import NO_LEVEL
from analysis.records.observed_axes import ObservedAxis
from analysis.report.context import ReportContext
from analysis.report.document import (
    NO_VALUE,
    Block,
    CellValue,
    ColumnKind,
    Paragraph,
    ReportColumn,
    ReportSection,
    ReportTable,
)
from analysis.report.sections.setting.submitted import (
    Place,
    axes_of,
    levels_in,
    marginal_shares,
    offered_settings,
    places,
    share_of,
)
from analysis.report.sections.setting.traditional import traditional_section
from analysis.report.wording import counted, listed, percent
from core.arrays import Booleans

MOST_LISTED = 10
"""Settings of each scenario that the table lists."""

MOST_NAMED = 3
"""Settings that a sentence names."""

INTERVAL, CHANCE = "95% interval", "By chance"


def settings_section(context: ReportContext) -> ReportSection | None:
    """None where every scenario offers a single setting."""
    if not context.choices.axes:
        return None
    title = "Settings as a whole"
    if not context.choices.submitted.any():
        nobody = "Nobody has submitted a setting, so none was submitted more often than others."
        return ReportSection("settings", title, (Paragraph(nobody),))
    blocks: list[Block] = [Paragraph(_sentence(context, place)) for place in places(context)]
    if (table := _table(context)).rows:
        blocks.append(table)
    traditional = traditional_section(context)
    return ReportSection("settings", title, tuple(blocks), (traditional,) if traditional else ())


def _sentence(context: ReportContext, place: Place) -> str:
    ranked = _ranked(context, place)
    if not ranked:
        return f"{place.name}: nobody has submitted a setting."
    most, n = ranked[0][1], int(place.trials.sum())
    often = [_in_words(context, place, levels) for levels, times in ranked if times == most]
    begun = (
        f"{place.name}: {len(ranked):,} of {counted(offered_settings(context, place), 'setting')} "
        f"were submitted, {counted(n, 'time')} in all."
    )
    if most == 1 and n > 1:
        return f"{begun} None was submitted twice."
    if len(often) > MOST_NAMED:
        return f"{begun} {len(often):,} settings were submitted most often ({times_each(most, n)})."
    return f"{begun} Most often submitted: {listed(often)} ({times_each(most, n, len(often))})."


def times_each(times: int, n: int, settings: int = 2) -> str:
    """Such as 3 times each, 10%."""
    distributive = " each" if settings > 1 else ""
    return f"{counted(times, 'time')}{distributive}, {percent(times / n, 0)}"


def title_of(axis: ObservedAxis, level: int) -> str:
    """A level by its title; settings of an older version may lack the axis."""
    return NO_VALUE if level == NO_LEVEL else axis.titles[level]


def _ranked(context: ReportContext, place: Place) -> list[tuple[tuple[int, ...], int]]:
    """The settings submitted by their levels, the most frequent first, then in axis order."""
    observations = context.observations
    keys = [axis.key for axis in observations.axes]
    at = [keys.index(axis.key) for axis in axes_of(context, place)]
    numbers = np.bincount(observations.trials.chosen[place.trials])
    counts: Counter[tuple[int, ...]] = Counter()
    for setting in np.flatnonzero(numbers):
        counts[tuple(observations.settings[setting, at].tolist())] += int(numbers[setting])
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _in_words(context: ReportContext, place: Place, levels: tuple[int, ...]) -> str:
    axes = axes_of(context, place)
    titles = (title_of(axis, level) for axis, level in zip(axes, levels, strict=True))
    return f"“{', '.join(titles)}”"


def _table(context: ReportContext) -> ReportTable:
    axes = context.choices.axes
    columns = (
        ReportColumn("scenario", "Scenario"),
        *(ReportColumn(axis.key, axis.title) for axis in axes),
        ReportColumn("count", "Times", ColumnKind.COUNT),
        ReportColumn("share", "Share", ColumnKind.SHARE),
        ReportColumn("low", "from", ColumnKind.SHARE, over=INTERVAL),
        ReportColumn("high", "to", ColumnKind.SHARE, over=INTERVAL),
        ReportColumn("independent", "independent axes", ColumnKind.SHARE, over=CHANCE),
        ReportColumn("even", "all alike", ColumnKind.SHARE, over=CHANCE),
    )
    rows = tuple(row for place in places(context) for row in _rows(context, place))
    left_out = (sentence for place in places(context) if (sentence := _left_out(context, place)))
    note = (
        f"The settings of each scenario that were submitted more than once, at most {MOST_LISTED}. "
        "Wilson's intervals, each by itself; over several scenarios by person, as one person's "
        "submissions are not independent. By chance: the share if the axes were chosen "
        "independently, each level as often as it was, and the share if all settings were alike."
    )
    return ReportTable(
        "settings",
        "The settings submitted most often.",
        columns,
        rows,
        " ".join((note, *left_out)),
        grouped=1,
    )


def _rows(context: ReportContext, place: Place) -> Iterator[tuple[CellValue, ...]]:
    axes, levels = axes_of(context, place), levels_in(context, place)
    margins = marginal_shares(levels, axes)
    even = 1 / offered_settings(context, place)
    for setting in _listed(context, place):
        share = share_of(context, place, _is_submitted(context, place, setting))
        words = {axis.key: title_of(axis, level) for axis, level in zip(axes, setting, strict=True)}
        independent = prod(
            float(shares[level])
            for shares, level in zip(margins, setting, strict=True)
            if level != NO_LEVEL
        )
        yield (
            place.name,
            *(words.get(axis.key) for axis in context.choices.axes),
            share.times,
            share.share,
            share.interval.low if share.interval else None,
            share.interval.high if share.interval else None,
            independent,
            even,
        )


def _is_submitted(context: ReportContext, place: Place, setting: tuple[int, ...]) -> Booleans:
    """Whether a trial ended with a setting [trials]."""
    matches = place.trials.copy()
    for axis, level in zip(axes_of(context, place), setting, strict=True):
        matches &= context.choices.codes[axis.key] == level
    return matches


def _listed(context: ReportContext, place: Place) -> list[tuple[int, ...]]:
    ranked = _ranked(context, place)[:MOST_LISTED]
    return [setting for setting, times in ranked if times > 1]


def _left_out(context: ReportContext, place: Place) -> str:
    """How many settings were submitted as often as the last one listed; empty without any."""
    ranked, number = _ranked(context, place), len(_listed(context, place))
    if not number:
        return ""
    last = ranked[number - 1][1]
    further = sum(times == last for _setting, times in ranked[number:])
    if not further:
        return ""
    were = "was" if further == 1 else "were"
    as_often = f"{were} submitted {counted(last, 'time')} as well"
    return f"{place.name}: {counted(further, 'further setting')} {as_often}."
