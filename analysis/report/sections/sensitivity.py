"""Whether conclusions hold for other sets of people: the deciding tests, repeated."""

from collections.abc import Sequence
from dataclasses import replace

from analysis.report.analysis_sets import analysis_sets
from analysis.report.context import ReportContext
from analysis.report.document import (
    CellValue,
    ColumnKind,
    Paragraph,
    ReportColumn,
    ReportSection,
    ReportTable,
)
from analysis.report.wording import capitalised, counted, listed
from analysis.statistics.preferences.recommended import RecommendedTest

ANALYSED = "as analysed"
COLUMNS = (
    ReportColumn("axis", "Axis"),
    ReportColumn("scenario", "Scenario"),
    ReportColumn("set", "Set"),
    ReportColumn("n", "n", ColumnKind.COUNT),
    ReportColumn("pvalue", "decides", ColumnKind.PVALUE, over="p"),
    ReportColumn("corrected", "corrected", ColumnKind.PVALUE, over="p"),
    ReportColumn("finding", "Finding"),
    ReportColumn("changes", "Changes"),
)
NOTE = (
    "Each set is corrected in the way of the analysis, as a family of its own. Completed alone: "
    "without those who stopped. Without the quickest tenth: without those whose mean time on a "
    "trial is below that of nine in ten. Passed the check at first: without those who needed "
    "several attempts at the comprehension check. First scenario alone: the first trial of each "
    "person, which no other came before. With the excluded: as if nobody had been excluded."
)


def sensitivity_section(context: ReportContext) -> ReportSection | None:
    """None where nothing was tested, or every other set holds the same trials."""
    if not context.recommended.made:
        return None
    results = [(ANALYSED, context.recommended.tests)]
    for other in analysis_sets(context.observations):
        within = replace(context, observations=other.observations)
        results.append((other.title, within.recommended.tests))
    if len(results) == 1:
        return None
    table = ReportTable(
        "sensitivity",
        "The deciding tests, repeated for other sets of people.",
        COLUMNS,
        tuple(
            _row(context, title, tests[index], test)
            for index, test in enumerate(context.recommended.tests)
            if test.exact.pvalue is not None
            for title, tests in results
        ),
        NOTE,
        grouped=2,
    )
    return ReportSection(
        "sensitivity",
        "Other sets of people",
        (Paragraph(_sentence(context, results[1:])), table),
    )


def _row(
    context: ReportContext, title: str, test: RecommendedTest, analysed: RecommendedTest
) -> tuple[CellValue, ...]:
    is_tested = test.exact.pvalue is not None
    changes = "yes" if _changes(test, analysed) else "no"
    return (
        context.choices.title(test.axis),
        context.choices.scenario_name(test.scenario),
        title,
        test.n,
        test.exact.pvalue,
        test.pvalue_holm,
        _finding(test),
        None if title == ANALYSED or not is_tested else changes,
    )


def _finding(test: RecommendedTest) -> str:
    if test.exact.pvalue is None:
        return "nothing to test"
    return "preference" if test.is_significant else "none found"


def _changes(test: RecommendedTest, analysed: RecommendedTest) -> bool:
    return test.exact.pvalue is not None and test.is_significant != analysed.is_significant


def _sentence(
    context: ReportContext, others: Sequence[tuple[str, Sequence[RecommendedTest]]]
) -> str:
    changing: list[str] = []
    for index, analysed in enumerate(context.recommended.tests):
        sets = [title for title, tests in others if _changes(tests[index], analysed)]
        if sets:
            where = f"{context.choices.title(analysed.axis)}, "
            where += context.choices.scenario_phrase(analysed.scenario)
            changing.append(f"{where} (analysed: {_finding(analysed)}; otherwise: {listed(sets)})")
    tried = f"The tests were repeated for {counted(len(others), 'other set')}"
    repeated = f"{tried}: {listed(title for title, _tests in others)}."
    if not changing:
        return f"{repeated} No conclusion depends on the set."
    depend = "one conclusion depends" if len(changing) == 1 else f"{len(changing)} depend"
    return f"{repeated} {capitalised(depend)} on it: {'; '.join(changing)}."
