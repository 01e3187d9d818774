"""Whether conclusions hold for other sets of people: the deciding tests, repeated."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from analysis.report.analysis_sets import analysis_sets
from analysis.report.context import ReportContext
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
from analysis.report.planned.sentences import name_of_test
from analysis.report.wording import capitalised, counted, listed

TITLE = "Other sets of people"
ANALYSED = "as analysed"
PLANNED, EXPLORATORY = "planned", "exploratory"
COLUMNS = (
    ReportColumn("test", "Test"),
    ReportColumn("family", "Family"),
    ReportColumn("set", "Set"),
    ReportColumn("n", "n", ColumnKind.COUNT),
    ReportColumn("pvalue", "decides", ColumnKind.PVALUE, over="p"),
    ReportColumn("corrected", "corrected", ColumnKind.PVALUE, over="p"),
    ReportColumn("finding", "Finding"),
    ReportColumn("changes", "Changes"),
)
NOTE = (
    "Each set has its own families, corrected in the way of the analysis: planned tests as the "
    "plan says, exploratory ones by Holm. With the excluded: as if nobody had been excluded. "
    "Completed alone: without those who stopped. Without the quickest tenth: without those whose "
    "mean time on a trial is below that of nine in ten. Passed the check at first: without those "
    "who needed several attempts at the comprehension check. First scenario alone: the first "
    "trial of each person, which no other came before. A set that is much smaller finds less for "
    "that reason alone. Tests of questions are not repeated."
)


@dataclass(frozen=True)
class DecidingTest:
    """A test by which something is concluded; `n` counts people where it counts them once."""

    name: str
    is_planned: bool
    n: int
    pvalue: float | None
    pvalue_corrected: float | None
    is_significant: bool

    @property
    def family(self) -> str:
        return PLANNED if self.is_planned else EXPLORATORY

    @property
    def finding(self) -> str:
        if self.pvalue is None:
            return "not testable"
        return "finding" if self.is_significant else "nothing found"

    def differs(self, analysed: "DecidingTest") -> bool:
        return self.pvalue is not None and self.is_significant != analysed.is_significant


Results = Mapping[str, DecidingTest]
"""Tests by their names, which are different for each."""


def sensitivity_section(context: ReportContext) -> ReportSection | None:
    """None where nothing was tested, or every other set holds the same trials."""
    analysed = {name: test for name, test in _tests(context) if test.pvalue is not None}
    if not analysed:
        return None
    others = {
        other.title: dict(_tests(replace(context, observations=other.observations)))
        for other in analysis_sets(context.observations)
    }
    if not others:
        return None
    table = ReportTable(
        "sensitivity",
        "The deciding tests, repeated for other sets of people.",
        COLUMNS,
        tuple(row for test in analysed.values() for row in _rows(test, others)),
        NOTE,
        grouped=2,
    )
    sentences = tuple(_sentences(analysed, others))
    whole = ReportSection("sensitivity_tests", f"{TITLE}: all tests", (table,), in_appendix=True)
    return ReportSection("sensitivity", TITLE, sentences, (whole,))


def _tests(context: ReportContext) -> Iterator[tuple[str, DecidingTest]]:
    """The planned tests of choices, then the exploratory ones."""
    for result in context.planned.results if context.planned else ():
        if not result.test.question:
            name = capitalised(name_of_test(context, result.test))
            yield (
                name,
                DecidingTest(
                    name,
                    is_planned=True,
                    n=result.n,
                    pvalue=result.pvalue,
                    pvalue_corrected=result.pvalue_corrected,
                    is_significant=result.is_significant,
                ),
            )
    for test in context.recommended.tests:
        if not test.is_planned:
            name = f"{context.choices.name(test.axis)}, "
            name = capitalised(name + context.choices.scenario_name(test.scenario))
            yield (
                name,
                DecidingTest(
                    name,
                    is_planned=False,
                    n=test.by_people.people if test.by_people else test.n,
                    pvalue=test.pvalue,
                    pvalue_corrected=test.pvalue_corrected,
                    is_significant=test.is_significant,
                ),
            )


def _rows(analysed: DecidingTest, others: Mapping[str, Results]) -> Iterator[tuple[CellValue, ...]]:
    yield _row(ANALYSED, analysed, None)
    for title, tests in others.items():
        test = tests[analysed.name]
        changes = "yes" if test.differs(analysed) else "no"
        yield _row(title, test, changes if test.pvalue is not None else None)


def _row(title: str, test: DecidingTest, changes: str | None) -> tuple[CellValue, ...]:
    return (
        test.name,
        test.family,
        title,
        test.n,
        test.pvalue,
        test.pvalue_corrected,
        test.finding,
        changes,
    )


def _sentences(analysed: Results, others: Mapping[str, Results]) -> Iterator[Block]:
    """What was repeated; then what hangs on the set, a caution where it was planned."""
    changing = {
        family: list(_changing(analysed.values(), others, family=family))
        for family in (PLANNED, EXPLORATORY)
    }
    same = "" if any(changing.values()) else " No conclusion depends on the set."
    yield Paragraph(
        f"The tests were repeated for {counted(len(others), 'other set')} of people: "
        f"{listed(others)}.{same}"
    )
    for family, named in changing.items():
        if named:
            of = f"of the {family} tests depends" if len(named) == 1 else f"{family} tests depend"
            words = f"{'One' if len(named) == 1 else len(named)} {of} on the set: "
            block = Caution if family == PLANNED else Paragraph
            yield block(f"{words}{'; '.join(named)}.")


def _changing(
    tests: Iterable[DecidingTest], others: Mapping[str, Results], *, family: str
) -> Iterator[str]:
    for test in tests:
        sets = [title for title, of_set in others.items() if of_set[test.name].differs(test)]
        if sets and test.family == family:
            yield f"{test.name} (analysed: {test.finding}; otherwise: {listed(sets)})"
