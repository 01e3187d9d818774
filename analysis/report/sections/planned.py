"""The registered plan: its tests and what each concludes, then where people departed from it."""

from collections.abc import Iterator
from math import ceil

from analysis.preregistration.plan import RegisteredPlan
from analysis.preregistration.power import strictest_alpha
from analysis.records.observations import PlanObserved
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
from analysis.report.levels_alike import levels_alike
from analysis.report.planned.results import PlannedResult, PlannedResults
from analysis.report.planned.sentences import (
    NO_PLAN,
    family_in_words,
    name_of_test,
    planned_sentences,
)
from analysis.report.sections.plan_deviations import plan_deviations
from analysis.report.wording import capitalised, counted
from core.rounding import significant

TESTS = (
    ReportColumn("hypothesis", "Hypothesis"),
    ReportColumn("of", "Tested"),
    ReportColumn("method", "Test"),
    ReportColumn("n", "n", ColumnKind.COUNT),
    ReportColumn("effect", "Effect"),
    ReportColumn("pvalue", "p", ColumnKind.PVALUE),
    ReportColumn("corrected", "p corrected", ColumnKind.PVALUE),
    ReportColumn("conclusion", "Conclusion"),
)
DEVIATIONS = (
    ReportColumn("subject", "Subject"),
    ReportColumn("planned", "Planned"),
    ReportColumn("done", "Done"),
)


def planned_section(context: ReportContext) -> ReportSection:
    registered, planned = context.observations.plan, context.planned
    if registered is None or planned is None:
        return ReportSection("registered_plan", "Registered plan", (Paragraph(NO_PLAN),))
    blocks: list[Block] = [Paragraph(_introduction(registered, planned))]
    blocks += [Paragraph(sentence) for sentence in planned_sentences(context)]
    blocks += [Caution(sentence) for sentence in _close_calls(context, planned)]
    blocks += [Caution(sentence) for sentence in _alike(context, planned)]
    if planned.results:
        blocks.append(_tests_table(context, planned))
    blocks += _only_written_down(planned.plan)
    blocks += _deviations(context)
    return ReportSection("registered_plan", "Registered plan", tuple(blocks))


def _introduction(registered: PlanObserved, planned: PlannedResults) -> str:
    plan = planned.plan
    words = (
        f"The plan of version {plan.version} was registered on {registered.registered_on} "
        f"(SHA-256 {registered.digest})."
    )
    if not planned.results:
        return f"{words} It names no test."
    return (
        f"{words} Below are exactly its tests: {family_in_words(planned)}. "
        "Every other test in this report is exploratory."
    )


def _close_calls(context: ReportContext, planned: PlannedResults) -> Iterator[str]:
    """Simulated p-values so close to alpha that another seed could conclude otherwise."""
    for result in planned.results:
        if not result.standard_error or not result.pvalue or result.pvalue_corrected is None:
            continue
        if 1 / (context.replicates + 1) >= strictest_alpha(planned.plan):
            yield (
                f"{capitalised(name_of_test(context, result.test))}: no p from "
                f"{context.replicates:,} replicates is as small as the plan asks for. Take at "
                f"least {ceil(10 / strictest_alpha(planned.plan)):,} with --replicates."
            )
            continue
        error = result.standard_error * result.pvalue_corrected / result.pvalue
        if abs(result.pvalue_corrected - planned.plan.alpha) < 3 * error:
            yield (
                f"{capitalised(name_of_test(context, result.test))}: p is simulated, and so close "
                "to alpha that another seed could decide otherwise (standard error "
                f"{significant(error, 2)}, {context.replicates:,} replicates, "
                f"seed {context.seed}). Take more replicates with --replicates."
            )


def _alike(context: ReportContext, planned: PlannedResults) -> Iterator[str]:
    """Which levels that planned tests compare mostly show the same; each sentence once."""
    sentences: dict[str, None] = {}
    for result in planned.results:
        test, scenarios = result.test, context.observations.scenarios
        if test.axis:
            named = [key for key in scenarios if key in (test.scenario, test.second)]
            for scenario in scenarios if test.is_pooled else named:
                sentences |= dict.fromkeys(levels_alike(context, scenario, test.axis))
    yield from sentences


def _tests_table(context: ReportContext, planned: PlannedResults) -> ReportTable:
    rows: tuple[tuple[CellValue, ...], ...] = tuple(
        (
            planned.plan.hypotheses.get(result.test.hypothesis, result.test.hypothesis),
            capitalised(name_of_test(context, result.test)),
            result.method,
            result.n,
            result.effect or None,
            result.pvalue,
            result.pvalue_corrected,
            _short_conclusion(result),
        )
        for result in planned.results
    )
    errors = [result.standard_error for result in planned.results if result.standard_error]
    simulated = (
        f" Simulated p-values: seed {context.seed}, standard error at most "
        f"{significant(max(errors), 2)}."
        if errors
        else ""
    )
    return ReportTable(
        "registered_tests",
        "The registered tests.",
        TESTS,
        rows,
        f"{capitalised(family_in_words(planned))}; {planned.made} could be made.{simulated}",
        grouped=1,
    )


def _short_conclusion(result: PlannedResult) -> str:
    if result.pvalue is None:
        return "not testable"
    return "finding" if result.is_significant else "nothing found"


def _only_written_down(plan: RegisteredPlan) -> Iterator[Block]:
    tested = {test.hypothesis for test in plan.tests}
    texts = [text for key, text in plan.hypotheses.items() if key not in tested]
    if texts:
        one = "One hypothesis is" if len(texts) == 1 else f"{len(texts)} hypotheses are"
        yield Paragraph(f"{one} written down without a test: {' '.join(texts)}")


def _deviations(context: ReportContext) -> Iterator[Block]:
    deviating = plan_deviations(context)
    if not deviating:
        yield Paragraph("The study was carried out as planned in everything that the plan names.")
        return
    yield Caution(f"The study departs from its plan in {counted(len(deviating), 'point')}.")
    rows = tuple((deviation.subject, deviation.planned, deviation.done) for deviation in deviating)
    yield ReportTable("deviations", "Deviations from the plan.", DEVIATIONS, rows)
