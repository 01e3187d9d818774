"""Both procedures in numbers: as published (paper, table 3), and as recommended."""

from analysis.report.context import ReportContext
from analysis.report.document import (
    CellValue,
    ColumnKind,
    ReportColumn,
    ReportSection,
    ReportTable,
)
from analysis.report.wording import capitalised, counted, listed
from analysis.statistics.preferences.published import Method, PublishedTest
from analysis.statistics.preferences.recommended import RecommendedTest

RECOMMENDED = (
    ReportColumn("axis", "Axis"),
    ReportColumn("scenario", "Scenario"),
    ReportColumn("n", "n", ColumnKind.COUNT),
    ReportColumn("statistic", "χ²", ColumnKind.NUMBER, digits=2),
    ReportColumn("df", "df", ColumnKind.COUNT),
    ReportColumn("chi_square", "χ²", ColumnKind.PVALUE, over="p"),
    ReportColumn("deciding", "deciding", ColumnKind.PVALUE, over="p"),
    ReportColumn("corrected", "corrected", ColumnKind.PVALUE, over="p"),
    ReportColumn("error", "error", ColumnKind.NUMBER, digits=4, over="p"),
    ReportColumn("cohens_w", "w", ColumnKind.NUMBER, digits=2),
    ReportColumn("family", "Family"),
    ReportColumn("finding", "Finding"),
)

METHODS: dict[Method, str] = {
    "chi-square with Yates' correction": "χ² with Yates' correction",
    "Fisher's exact test": "Fisher's exact test",
}


def procedures_section(context: ReportContext) -> ReportSection:
    tables = (_published_table(context), _recommended_table(context))
    return ReportSection("procedures", "Both procedures in numbers", tables, in_appendix=True)


def _published_table(context: ReportContext) -> ReportTable:
    """A row for each choice, with two columns for each scenario and for the pooled answers."""
    columns = [ReportColumn("axis", "Axis"), ReportColumn("choice", "Choice")]
    for scenario in context.counted_scenarios:
        name = context.choices.scenario_name(scenario)
        columns.append(ReportColumn(f"{scenario}_share", "Share", ColumnKind.SHARE, 2, over=name))
        columns.append(ReportColumn(f"{scenario}_pvalue", "p", ColumnKind.PVALUE, over=name))
    tests = {(test.axis, test.choice, test.scenario): test for test in context.published.tests}
    rows = []
    for axis in context.choices.axes:
        for choice in dict.fromkeys(choice for tested, choice, _ in tests if tested == axis.key):
            cells: list[CellValue] = [axis.title, choice]
            for scenario in context.counted_scenarios:
                cells += _published_cells(tests.get((axis.key, choice, scenario)))
            rows.append(tuple(cells))
    return ReportTable(
        "published",
        "The procedure as published: every choice against a uniform reference.",
        tuple(columns),
        tuple(rows),
        f"p-values after Bonferroni for {context.published.made} tests. {_methods(context)}– : not "
        "offered, or nothing to test.",
        grouped=1,
    )


def _methods(context: ReportContext) -> str:
    """Which axes were tested in which way; empty where none was."""
    axes_of: dict[str, list[str]] = {}
    methods = {
        test.axis: test.method for test in context.published.tests if test.pvalue is not None
    }
    for axis, method in methods.items():
        axes_of.setdefault(METHODS[method], []).append(context.choices.name(axis))
    named = "; ".join(f"{listed(axes)}: {method}" for method, axes in axes_of.items())
    return f"{capitalised(named)}. " if named else ""


def _published_cells(test: PublishedTest | None) -> tuple[CellValue, CellValue]:
    return (test.share, test.pvalue_bonferroni) if test else (None, None)


def _recommended_table(context: ReportContext) -> ReportTable:
    rows = tuple(
        _recommended_row(context, test)
        for axis in context.choices.axes
        for scenario in context.counted_scenarios
        for test in context.recommended.tests
        if (test.axis, test.scenario) == (axis.key, scenario)
    )
    return ReportTable(
        "recommended",
        "The recommended procedure: one test for each axis and scenario.",
        RECOMMENDED,
        rows,
        _recommended_note(context),
        grouped=1,
    )


def _recommended_row(context: ReportContext, test: RecommendedTest) -> tuple[CellValue, ...]:
    finding = "preference" if test.is_significant else "none found"
    return (
        context.choices.title(test.axis),
        context.choices.scenario_name(test.scenario),
        test.n,
        test.chi_square.statistic,
        test.chi_square.df,
        None if test.is_pooled else test.chi_square.pvalue,
        test.pvalue,
        test.pvalue_corrected,
        test.standard_error,
        None if test.is_pooled else test.chi_square.w_corrected,
        "planned" if test.is_planned else "exploratory",
        finding if test.pvalue is not None else "nothing to test",
    )


def _recommended_note(context: ReportContext) -> str:
    """What the columns hold, then each caveat with the tests that it is about."""
    tests_of: dict[str, list[str]] = {}
    for test in context.recommended.tests:
        for caveat in test.caveats:
            axis, scenario = context.choices.title(test.axis), test.scenario
            name = f"{axis}, {context.choices.scenario_name(scenario)}"
            tests_of.setdefault(caveat, []).append(name)
    number = len(context.recommended.exploratory)
    corrections = (
        "The exact multinomial test decides, and for several scenarios together a test that counts "
        f"people once (relabelling, {context.replicates:,} replicates, seed {context.seed}). Error "
        "is the standard error of a simulated p. Planned tests are corrected as the plan says, "
        f"{counted(number, 'exploratory test')} by Holm at alpha {context.recommended.alpha:g}. w "
        "is Cohen's effect size without its bias in small samples."
    )
    every = len(context.recommended.tests)
    caveats = (
        caveat if len(names) == every else f"{'; '.join(names)}: {caveat}"
        for caveat, names in tests_of.items()
    )
    return " ".join((corrections, *caveats))
