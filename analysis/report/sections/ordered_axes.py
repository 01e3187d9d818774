"""Axes whose levels have an order: where choices lie on the scale, and whether they lean."""

from collections.abc import Iterator, Sequence

from analysis.records.observed_axes import ObservedAxis
from analysis.report.context import ALPHA, ReportContext
from analysis.report.document import (
    Block,
    Caution,
    CellValue,
    ColumnKind,
    Paragraph,
    ReportColumn,
    ReportSection,
    ReportTable,
)
from analysis.report.ordered_scales import ScaleInScenario, corrected_trends, scale_in_scenarios
from analysis.report.wording import counted, levels_off, p_equals, percent, with_minus_sign
from core.rounding import decimals, significant

CENSORED_FROM = 0.25
"""From a quarter on, a quartile is the end of the scale itself, so it cannot be told any more."""

QUARTILES, TOP, INTERVAL = "Quartiles", "At the high end", "95% interval"
COLUMNS = (
    ReportColumn("scenario", "Scenario"),
    ReportColumn("n", "People", ColumnKind.COUNT),
    ReportColumn("lower", "25%", over=QUARTILES),
    ReportColumn("median", "50%", over=QUARTILES),
    ReportColumn("upper", "75%", over=QUARTILES),
    ReportColumn("top", "Share", ColumnKind.SHARE, over=TOP),
    ReportColumn("top_low", "from", ColumnKind.SHARE, over=TOP),
    ReportColumn("top_high", "to", ColumnKind.SHARE, over=TOP),
    ReportColumn("lean", "Off the middle", ColumnKind.NUMBER, digits=2),
    ReportColumn("lean_low", "from", ColumnKind.NUMBER, digits=2, over=INTERVAL),
    ReportColumn("lean_high", "to", ColumnKind.NUMBER, digits=2, over=INTERVAL),
    ReportColumn("pvalue", "p", ColumnKind.PVALUE),
    ReportColumn("corrected", "p corrected", ColumnKind.PVALUE),
)


def ordered_axes_section(context: ReportContext) -> ReportSection | None:
    """None where no axis with something to choose has an order."""
    axes = [axis for axis in context.choices.axes if axis.ordered]
    if not axes:
        return None
    scales = {axis.key: _answered(context, axis) for axis in axes}
    sentences = [_family_sentence(context, axis, scales[axis.key]) for axis in axes]
    introduction = (
        "The levels of these axes have an order, which the tests of preferences leave out. Here "
        "levels are taken as equally far apart."
    )
    return ReportSection(
        "ordered_axes",
        "Ordered axes",
        (Paragraph(" ".join(filter(None, sentences))), Paragraph(introduction))
        if any(sentences)
        else (Paragraph(introduction),),
        tuple(_axis_section(context, axis, scales[axis.key]) for axis in axes),
    )


def _answered(context: ReportContext, axis: ObservedAxis) -> list[ScaleInScenario]:
    return [row for row in scale_in_scenarios(context, axis.key) if row.described.n]


def _axis_section(
    context: ReportContext, axis: ObservedAxis, rows: Sequence[ScaleInScenario]
) -> ReportSection:
    key = f"ordered_{axis.key}"
    if not rows:
        nobody = "Nobody has submitted a setting, so there is nothing to describe."
        return ReportSection(key, axis.title, (Paragraph(nobody),))
    blocks: list[Block] = [Paragraph(_where(context, row)) for row in rows]
    for row in rows:
        blocks += [Caution(sentence) for sentence in _censored(context, axis, row)]
    blocks += [_table(context, axis, rows), _cumulative(context, axis, rows)]
    return ReportSection(key, axis.title, tuple(blocks))


def _family_sentence(
    context: ReportContext, axis: ObservedAxis, rows: Sequence[ScaleInScenario]
) -> str:
    """What all exploratory trends on an axis find; nothing without any."""
    made = [
        (pvalue, row)
        for pvalue, row in zip(corrected_trends(rows), rows, strict=True)
        if pvalue is not None and not row.planned
    ]
    if not made:
        return ""
    tests = counted(len(made), "exploratory test")
    corrected = ", corrected by Holm" if len(made) > 1 else ""
    of = f"Of {tests} whether {axis.name} leans to one end of its scale{corrected}"
    found = [
        f"{context.choices.scenario_phrase(row.counts.scenario)}, towards "
        f"{row.levels[-1 if (row.trend.lean or 0) > 0 else 0]} ({p_equals(pvalue)})"
        for pvalue, row in made
        if pvalue < ALPHA
    ]
    if found:
        finds = "finds" if len(found) == 1 else "find"
        return f"{of}, {len(found):,} {finds} it: {'; '.join(found)}."
    smallest = min(pvalue for pvalue, _ in made)
    return (
        f"{of}, none finds it (smallest {p_equals(smallest)}). The intervals of the mean say how "
        "far choices may lean all the same."
    )


def _where(context: ReportContext, row: ScaleInScenario) -> str:
    lower, median, upper = (row.levels[at] for at in row.described.quartiles)
    where = context.choices.scenario_phrase(row.counts.scenario)
    sentence = f"{where}: median {median}, the middle half from {lower} to {upper}"
    if row.trend.lean is not None:
        sentence += f"; {levels_off(row.trend.lean)}"
    if interval := row.trend.interval:
        low, high = (with_minus_sign(decimals(end, 1)) for end in (interval.low, interval.high))
        sentence += f" (95% interval {low} to {high})"
    return f"{sentence}."


def _censored(context: ReportContext, axis: ObservedAxis, row: ScaleInScenario) -> Iterator[str]:
    """Where so many chose an end of the scale that what lies beyond it is not known."""
    if row.is_pooled:
        return
    described, levels = row.described, row.levels
    ends = zip(
        (described.at_low_end, described.at_high_end),
        row.ends,
        (levels[0], levels[-1]),
        ("lowest", "highest"),
        strict=True,
    )
    for share, interval, level, which in ends:
        if share is None or interval is None:
            continue
        if share < CENSORED_FROM or share <= 1 / len(levels):
            continue
        reach = f"95% interval {percent(interval.low, 0)} to {percent(interval.high, 0)}"
        limits = "too high" if which == "lowest" else "too low"
        yield (
            f"{context.choices.scenario_phrase(row.counts.scenario)}: {percent(share, 0)} "
            f"({reach}) chose {level}, the {which} level of {axis.name}. The scale is censored "
            "there: which level they would have chosen beyond it is not known, and the mean may "
            f"be {limits}."
        )


def _table(
    context: ReportContext, axis: ObservedAxis, rows: Sequence[ScaleInScenario]
) -> ReportTable:
    cells: tuple[tuple[CellValue, ...], ...] = tuple(
        (
            context.choices.scenario_name(row.counts.scenario),
            row.trend.n,
            *(row.levels[at] for at in row.described.quartiles),
            row.described.at_high_end,
            row.ends[1].low if row.ends[1] else None,
            row.ends[1].high if row.ends[1] else None,
            row.trend.lean,
            row.trend.interval.low if row.trend.interval else None,
            row.trend.interval.high if row.trend.interval else None,
            row.trend.pvalue,
            corrected,
        )
        for row, corrected in zip(rows, corrected_trends(rows), strict=True)
    )
    return ReportTable(
        f"ordered_{axis.key}",
        f"{axis.title}: where choices lie on the scale.",
        COLUMNS,
        cells,
        _note(context, rows),
    )


def _note(context: ReportContext, rows: Sequence[ScaleInScenario]) -> str:
    planned = [context.choices.scenario_name(row.counts.scenario) for row in rows if row.planned]
    errors = [row.trend.standard_error for row in rows if row.trend.standard_error]
    simulated = (
        f" Simulated p-values: {context.replicates:,} replicates, seed {context.seed}, standard "
        f"error at most {significant(max(errors), 2)}."
        if errors
        else " All p-values are exact."
    )
    family = f"Planned: {', '.join(planned)}; all others exploratory" if planned else "Exploratory"
    return (
        "Quartiles are the first level that as many chose at most. Off the middle: the mean level "
        "minus the middle of the scale, in levels. p of the linear score test against equally "
        "popular levels; over several scenarios, by turning the scale round for people at random, "
        f"each counted once. {family}, corrected by Holm within the table.{simulated}"
    )


def _cumulative(
    context: ReportContext, axis: ObservedAxis, rows: Sequence[ScaleInScenario]
) -> ReportTable:
    """Levels that a scenario does not offer have no share there."""
    shares = [dict(zip(row.levels, row.described.cumulative, strict=True)) for row in rows]
    levels = [title for title in axis.titles if any(title in of_row for of_row in shares)]
    columns = (
        ReportColumn("level", axis.title),
        *(
            ReportColumn(
                f"at_most_{at}",
                context.choices.scenario_name(row.counts.scenario),
                ColumnKind.SHARE,
                over="Chose at most this level",
            )
            for at, row in enumerate(rows, start=1)
        ),
    )
    return ReportTable(
        f"cumulative_{axis.key}",
        f"{axis.title}: cumulative shares.",
        columns,
        tuple((level, *(of_row.get(level) for of_row in shares)) for level in levels),
    )
