"""The same people in several scenarios: whether they chose differently, and pooled shares."""

from collections.abc import Iterator

from analysis.report.context import ALPHA, ReportContext
from analysis.report.document import (
    Block,
    CellValue,
    ColumnKind,
    Paragraph,
    ReportColumn,
    ReportSection,
    ReportTable,
)
from analysis.report.wording import p_equals, people
from analysis.statistics.corrections import holm
from analysis.statistics.preferences.choices import POOLED
from analysis.statistics.preferences.people import (
    People,
    ScenarioComparison,
    compare_scenarios,
    pooled_estimates,
)

HOMOGENEITY, SYMMETRY, INTERVAL = "Stuart–Maxwell", "Bowker", "95% interval"
COMPARISONS = (
    ReportColumn("axis", "Axis"),
    ReportColumn("scenarios", "Scenarios"),
    ReportColumn("people", "People", ColumnKind.COUNT),
    ReportColumn("same", "Chose the same", ColumnKind.COUNT),
    ReportColumn("statistic", "χ²", ColumnKind.NUMBER, digits=2, over=HOMOGENEITY),
    ReportColumn("df", "df", ColumnKind.COUNT, over=HOMOGENEITY),
    ReportColumn("pvalue", "p simulated", ColumnKind.PVALUE, over=HOMOGENEITY),
    ReportColumn("holm", "p Holm", ColumnKind.PVALUE, over=HOMOGENEITY),
    ReportColumn("bowker", "χ²", ColumnKind.NUMBER, digits=2, over=SYMMETRY),
    ReportColumn("bowker_pvalue", "p simulated", ColumnKind.PVALUE, over=SYMMETRY),
)
POOLED_SHARES = (
    ReportColumn("axis", "Axis"),
    ReportColumn("choice", "Choice"),
    ReportColumn("share", "Share", ColumnKind.SHARE),
    ReportColumn("low", "from", ColumnKind.SHARE, over=INTERVAL),
    ReportColumn("high", "to", ColumnKind.SHARE, over=INTERVAL),
)

Compared = tuple[ScenarioComparison, float | None]
"""A comparison, and its p-value after Holm."""


def paired_scenarios_section(context: ReportContext) -> ReportSection | None:
    """None where no axis is the same in several scenarios."""
    if not context.people:
        return None
    comparisons = [
        comparison
        for axis in context.people
        for comparison in compare_scenarios(axis, seed=context.seed)
    ]
    corrected = holm([comparison.homogeneity.pvalue_by_swaps for comparison in comparisons])
    compared = list(zip(comparisons, corrected, strict=True))
    blocks: list[Block] = [
        Paragraph(_sentence(context, compared)),
        _comparison_table(context, compared),
    ]
    if any(counted.scenario == POOLED for counted in context.choices.counts):
        blocks.append(_pooled_table(context))
    return ReportSection("same_people", "The same people in each scenario", tuple(blocks))


def _sentence(context: ReportContext, compared: list[Compared]) -> str:
    differing = [
        f"{context.choices.name(comparison.axis)}, {_scenarios(context, comparison)} "
        f"({p_equals(pvalue)})"
        for comparison, pvalue in compared
        if pvalue is not None and pvalue < ALPHA
    ]
    both = max((comparison.people for comparison, _ in compared), default=0)
    if not both:
        return "Nobody submitted a setting in two scenarios, so there is nothing to compare."
    begun = f"{people(both).capitalize()} submitted a setting in two scenarios."
    if all(pvalue is None for _, pvalue in compared):
        return f"{begun} Nobody chose otherwise in the second, so there was nothing to test."
    if not differing:
        return f"{begun} No difference between scenarios is found on any axis."
    return f"{begun} Choices differ between scenarios: {'; '.join(differing)}."


def _scenarios(context: ReportContext, comparison: ScenarioComparison) -> str:
    first = context.choices.scenario_name(comparison.first)
    second = context.choices.scenario_name(comparison.second)
    return f"{first} and {second}"


def _comparison_table(context: ReportContext, compared: list[Compared]) -> ReportTable:
    rows: tuple[tuple[CellValue, ...], ...] = tuple(
        (
            context.choices.title(comparison.axis),
            _scenarios(context, comparison),
            comparison.people,
            comparison.same,
            comparison.homogeneity.statistic,
            comparison.homogeneity.df,
            comparison.homogeneity.pvalue_by_swaps,
            pvalue,
            comparison.symmetry.statistic,
            comparison.symmetry.pvalue_by_swaps,
        )
        for comparison, pvalue in compared
    )
    return ReportTable(
        "same_people",
        "The same people in two scenarios.",
        COMPARISONS,
        rows,
        "Stuart–Maxwell asks whether every choice is as frequent in both scenarios, Bowker whether "
        "as many change one way as back. p-values by swapping people's answers at random, "
        f"{context.replicates:,} replicates; Holm's correction is for {len(rows)} tests. – : "
        "nobody chose otherwise, so there is nothing to test.",
        grouped=1,
    )


def _pooled_table(context: ReportContext) -> ReportTable:
    return ReportTable(
        "pooled_shares",
        "Shares over all scenarios, by person.",
        POOLED_SHARES,
        tuple(row for axis in context.people for row in _pooled_rows(context, axis)),
        "One person's answers in several scenarios are not independent, so people are the units: "
        "Goodman's simultaneous intervals of as many answers as they are worth.",
        grouped=1,
    )


def _pooled_rows(context: ReportContext, axis: People) -> Iterator[tuple[CellValue, ...]]:
    pooled = {counted.scenario: counted for counted in context.counts_of(axis.axis)}.get(POOLED)
    if pooled is None:
        return
    title = context.choices.title(axis.axis)
    for choice, interval in pooled_estimates(axis).items():
        yield title, choice, pooled.counts[choice] / pooled.n, interval.low, interval.high
