"""How diverse the choices are: Shannon's entropy with both normalisations (paper, table 4)."""

from analysis.report.context import ReportContext
from analysis.report.document import (
    CellValue,
    ColumnKind,
    Paragraph,
    ReportColumn,
    ReportSection,
    ReportTable,
)
from analysis.statistics.preferences.recommended import RecommendedTest
from core.rounding import decimals

INTERVAL, NORMALISED = "95% interval", "H normalised"
COLUMNS = (
    ReportColumn("axis", "Axis"),
    ReportColumn("scenario", "Scenario"),
    ReportColumn("n", "n", ColumnKind.COUNT),
    ReportColumn("observed", "observed", ColumnKind.COUNT, over="Choices"),
    ReportColumn("offered", "offered", ColumnKind.COUNT, over="Choices"),
    ReportColumn("entropy", "H", ColumnKind.NUMBER, digits=3),
    ReportColumn("low", "from", ColumnKind.NUMBER, digits=3, over=INTERVAL),
    ReportColumn("high", "to", ColumnKind.NUMBER, digits=3, over=INTERVAL),
    ReportColumn("corrected", "H corrected", ColumnKind.NUMBER, digits=3),
    ReportColumn(
        "normalised_observed", "by observed", ColumnKind.NUMBER, digits=3, over=NORMALISED
    ),
    ReportColumn("normalised_axis", "by offered", ColumnKind.NUMBER, digits=3, over=NORMALISED),
)
NOTE = (
    "H in nats. Normalised by the logarithm of the number of choices that anybody submitted, as "
    "the published table does, and of those offered, as its text says. Corrected after Miller and "
    "Madow; intervals by percentile bootstrap, {replicates:,} replicates, seed {seed}: of people, "
    "over several scenarios with all their answers. – : everybody chose the same, or every "
    "resample is as diverse, which does not make the entropy certain."
)


def diversity_section(context: ReportContext) -> ReportSection:
    rows = tuple(
        _row(context, test)
        for axis in context.choices.axes
        for scenario in context.counted_scenarios
        for test in context.recommended.tests
        if (test.axis, test.scenario) == (axis.key, scenario)
    )
    note = NOTE.format(replicates=context.replicates, seed=context.seed)
    table = ReportTable("entropy", "Diversity of choices.", COLUMNS, rows, note, grouped=1)
    sentence = Paragraph(_sentence(context))
    blocks = (sentence, table) if rows else (sentence,)
    return ReportSection("diversity", "Diversity of choices", blocks)


def _row(context: ReportContext, test: RecommendedTest) -> tuple[CellValue, ...]:
    entropy = test.entropy
    return (
        context.choices.title(test.axis),
        context.choices.scenario_name(test.scenario),
        entropy.n,
        entropy.observed_categories,
        entropy.categories,
        entropy.entropy,
        entropy.interval.low if entropy.interval else None,
        entropy.interval.high if entropy.interval else None,
        entropy.corrected,
        entropy.normalised_observed,
        entropy.normalised_axis,
    )


def _sentence(context: ReportContext) -> str:
    normalised = [
        (test.entropy.normalised_axis, test)
        for test in context.recommended.tests
        if test.entropy.normalised_axis is not None
    ]
    if not normalised:
        return "Without answers to an axis of several choices there is no diversity to measure."
    least = min(normalised, key=lambda pair: pair[0])
    most = max(normalised, key=lambda pair: pair[0])
    lowest, highest = (
        f"{context.choices.name(test.axis)}, {context.choices.scenario_name(test.scenario)} "
        f"({decimals(value, 3)})"
        for value, test in (least, most)
    )
    explained = (
        "An entropy of 0 means that all submitted the same choice; divided by its largest value it "
        "is 1 where all choices were equally popular. Normalised by the choices offered, it is"
    )
    if decimals(least[0], 3) == decimals(most[0], 3):
        return f"{explained} {decimals(least[0], 3)} everywhere."
    return f"{explained} lowest for {lowest} and highest for {highest}."
