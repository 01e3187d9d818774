"""The same people in several scenarios: whether they chose differently, and what they changed."""

from collections.abc import Iterator, Sequence

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
from analysis.report.paired_comparisons import (
    STUART_MAXWELL,
    ChangeTest,
    PairedComparison,
    paired_comparisons,
)
from analysis.report.sections.transitions import axis_section
from analysis.report.wording import counted, listed, p_equals, people, percent
from analysis.statistics.changes import SelfAgreement, self_agreement
from analysis.statistics.corrections import holm
from core.rounding import significant

INTERVAL = "95% interval"
TESTS = (
    ReportColumn("axis", "Axis"),
    ReportColumn("scenarios", "Scenarios"),
    ReportColumn("people", "People", ColumnKind.COUNT),
    ReportColumn("test", "Test"),
    ReportColumn("family", "Family"),
    ReportColumn("statistic", "Statistic", ColumnKind.NUMBER, digits=2),
    ReportColumn("df", "df", ColumnKind.COUNT),
    ReportColumn("pvalue", "p", ColumnKind.PVALUE),
    ReportColumn("error", "± error", ColumnKind.NUMBER, digits=4),
    ReportColumn("corrected", "p corrected", ColumnKind.PVALUE),
)
AGREEMENT = (
    ReportColumn("axis", "Axis"),
    ReportColumn("scenarios", "Scenarios"),
    ReportColumn("people", "People", ColumnKind.COUNT),
    ReportColumn("same", "Times", ColumnKind.COUNT, over="Chose the same"),
    ReportColumn("share", "Share", ColumnKind.SHARE, over="Chose the same"),
    ReportColumn("low", "from", ColumnKind.SHARE, over=INTERVAL),
    ReportColumn("high", "to", ColumnKind.SHARE, over=INTERVAL),
    ReportColumn("chance", "By chance", ColumnKind.SHARE),
    ReportColumn("kappa", "Kappa", ColumnKind.NUMBER, digits=2),
    ReportColumn("pvalue", "p", ColumnKind.PVALUE),
    ReportColumn("holm", "p Holm", ColumnKind.PVALUE),
)


def paired_scenarios_section(context: ReportContext) -> ReportSection | None:
    """None where no axis is the same in several scenarios."""
    if not context.people:
        return None
    title = "The same people in each scenario"
    compared = [pair for pair in paired_comparisons(context) if pair.people]
    if not compared:
        nobody = "Nobody submitted a setting in two scenarios, so there is nothing to compare."
        return ReportSection("same_people", title, (Paragraph(nobody),))
    agreements = [
        self_agreement(pair.table, seed=context.seed, replicates=context.replicates)
        for pair in compared
    ]
    blocks: list[Block] = [
        Paragraph(_change_sentence(context, compared)),
        _tests_table(context, compared),
        Paragraph(_agreement_sentence(context, compared, agreements)),
        _agreement_table(context, compared, agreements),
    ]
    changed = {
        pair.key
        for pair, test, corrected in _corrected(compared)
        if test.name == STUART_MAXWELL and _is_finding(test, corrected)
    }
    sections = tuple(
        axis_section(context, pair, is_changed=pair.key in changed) for pair in compared
    )
    return ReportSection("same_people", title, tuple(blocks), sections)


def _is_finding(test: ChangeTest, corrected: float | None) -> bool:
    if test.planned:
        return test.planned.is_significant
    return corrected is not None and corrected < ALPHA


def _change_sentence(context: ReportContext, compared: Sequence[PairedComparison]) -> str:
    """One sentence of all exploratory tests; those planned have their own in their section."""
    both = max(pair.people for pair in compared)
    begun = f"{people(both).capitalize()} submitted a setting in two scenarios."
    made = [
        (corrected, pair, test)
        for pair, test, corrected in _corrected(compared)
        if corrected is not None and not test.planned
    ]
    if not made:
        if any(test.planned for pair in compared for test in pair.tests):
            return begun
        return f"{begun} Nobody chose otherwise in the second, so there was nothing to test."
    smallest, pair, test = min(made, key=lambda of: of[0])
    of = _family(len(made), "test of a change")
    if smallest >= ALPHA:
        where = f"{context.choices.name(pair.axis)}, {pair.scenarios}, {test.name}"
        return (
            f"{begun} {of}, none finds one (smallest {p_equals(smallest)}: {where}). The intervals "
            "of the differences below say how large a change may have been missed."
        )
    significant = [
        f"{context.choices.name(pair.axis)}, {pair.scenarios}, {test.name} ({p_equals(pvalue)})"
        for pvalue, pair, test in made
        if pvalue < ALPHA
    ]
    number = len(significant)
    return f"{begun} {of}, {number:,} {_find(number)} one: {'; '.join(significant)}."


def _find(tests: int) -> str:
    return "finds" if tests == 1 else "find"


def _family(tests: int, noun: str) -> str:
    if tests == 1:
        return f"Of one exploratory {noun}"
    first, *rest = noun.split(" ", 1)
    return f"Of {tests:,} exploratory {' '.join([f'{first}s', *rest])}, corrected by Holm"


def _corrected(
    compared: Sequence[PairedComparison],
) -> Iterator[tuple[PairedComparison, ChangeTest, float | None]]:
    """Each test with its p-value corrected: as planned, or by Holm among the exploratory ones."""
    tests = [(pair, test) for pair in compared for test in pair.tests]
    by_holm = iter(holm([test.pvalue for _, test in tests if not test.planned]))
    for pair, test in tests:
        yield pair, test, test.planned.pvalue_corrected if test.planned else next(by_holm)


def _tests_table(context: ReportContext, compared: Sequence[PairedComparison]) -> ReportTable:
    rows: tuple[tuple[CellValue, ...], ...] = tuple(
        (
            context.choices.title(pair.axis),
            pair.scenarios,
            pair.people,
            test.name,
            "planned" if test.planned else "exploratory",
            test.statistic,
            test.df,
            test.pvalue,
            test.standard_error,
            corrected,
        )
        for pair, test, corrected in _corrected(compared)
    )
    exploratory = sum(
        test.pvalue is not None and not test.planned for pair in compared for test in pair.tests
    )
    return ReportTable(
        "same_people",
        "Changes between two scenarios of the same people.",
        TESTS,
        rows,
        "Stuart–Maxwell (χ²) asks whether every level is as frequent in both scenarios, Bowker "
        "(χ²) whether as many change one way as back, Wilcoxon’s signed rank (V, on ordered axes) "
        "whether people move up or down. p by swapping each person’s answers: exact, or at random "
        f"with the standard error given ({context.replicates:,} replicates, seed {context.seed}). "
        "Planned tests are corrected as their plan says, the "
        f"{counted(exploratory, 'exploratory test')} of this table by Holm. – : nobody chose "
        "otherwise, so there is nothing to test; no error: exact.",
        grouped=2,
    )


def _agreement_sentence(
    context: ReportContext,
    compared: Sequence[PairedComparison],
    agreements: Sequence[SelfAgreement],
) -> str:
    corrected = holm([agreement.pvalue for agreement in agreements])
    shares = listed(
        f"{context.choices.name(pair.axis)} {percent(agreement.share or 0, 0)} "
        f"(by chance {percent(agreement.by_chance or 0, 0)}{_p_after_holm(pvalue)})"
        for pair, agreement, pvalue in zip(compared, agreements, corrected, strict=True)
    )
    made = sum(pvalue is not None for pvalue in corrected)
    if not made:
        return f"How many chose the same twice: {shares}. There was nothing to test."
    found = sum(pvalue is not None and pvalue < ALPHA for pvalue in corrected)
    of = _family(made, "test whether people agree with themselves otherwise than by chance")
    finds = "none finds that they do" if not found else f"{found:,} {_find(found)} that they do"
    return f"How many chose the same twice: {shares}. {of}, {finds}."


def _p_after_holm(pvalue: float | None) -> str:
    return "" if pvalue is None else f", {p_equals(pvalue)}"


def _agreement_table(
    context: ReportContext,
    compared: Sequence[PairedComparison],
    agreements: Sequence[SelfAgreement],
) -> ReportTable:
    return ReportTable(
        "self_agreement",
        "How many people chose the same in both scenarios.",
        AGREEMENT,
        tuple(_agreement_rows(context, compared, agreements)),
        "By chance: the share that would be expected if a person’s second choice were anybody’s, "
        "from how often each level was chosen in each scenario. Kappa is Cohen’s, 0 by chance and "
        "1 where everybody chose the same. Wilson’s intervals. p by dealing the second choices to "
        f"people at random{_simulated(context, agreements)}. Exploratory; Holm’s correction is for "
        "the tests of this table. – : everybody made the same choice in one of the scenarios.",
        grouped=2,
    )


def _simulated(context: ReportContext, agreements: Sequence[SelfAgreement]) -> str:
    errors = [agreement.standard_error for agreement in agreements if agreement.standard_error]
    if not errors:
        return ""
    return (
        f": {context.replicates:,} replicates, seed {context.seed}, standard error at most "
        f"{significant(max(errors), 2)}"
    )


def _agreement_rows(
    context: ReportContext,
    compared: Sequence[PairedComparison],
    agreements: Sequence[SelfAgreement],
) -> Iterator[tuple[CellValue, ...]]:
    corrected = holm([agreement.pvalue for agreement in agreements])
    for pair, agreement, pvalue in zip(compared, agreements, corrected, strict=True):
        yield (
            context.choices.title(pair.axis),
            pair.scenarios,
            agreement.n,
            agreement.same,
            agreement.share,
            agreement.interval.low if agreement.interval else None,
            agreement.interval.high if agreement.interval else None,
            agreement.by_chance,
            agreement.kappa,
            agreement.pvalue,
            pvalue,
        )
