"""What the registered tests conclude, in words."""

from collections.abc import Iterator

from analysis.preregistration.plan import PlannedTest
from analysis.preregistration.power import strictest_alpha
from analysis.report.context import ReportContext
from analysis.report.planned.results import PlannedResult, PlannedResults
from analysis.report.smallest_effects import could_have_been_found
from analysis.report.wording import capitalised, counted, equals, listed, p_equals
from analysis.statistics.bayes_factor import evenness
from analysis.statistics.bayes_factor import evidence as evidence_of
from core.rounding import significant

NO_PLAN = (
    "No plan was registered for this study, so every test in this report is exploratory: take its "
    "p-values as hints for a study to come."
)
CORRECTED = {
    "holm": "corrected by Holm",
    "bonferroni": "corrected by Bonferroni",
    "none": "not corrected for their number",
}


def planned_headline(context: ReportContext) -> str:
    """The first sentence of a report on a study with a plan."""
    planned = context.planned
    if planned is None:
        return NO_PLAN
    if not planned.results:
        return "The registered plan names no test, so every test in this report is exploratory."
    made = [result for result in planned.results if result.pvalue is not None]
    if not made:
        return "None of the registered tests could be made: nobody can be analysed for them yet."
    number, missing = len(planned.results), len(planned.results) - len(made)
    tests = "The one registered test" if number == 1 else f"The {number} registered tests"
    terms = terms_in_words(planned)
    if not planned.findings:
        but = f", and {missing} could not be made" if missing else ""
        return f"{tests} ({terms}) {'finds' if number == 1 else 'find'} nothing{but}."
    what = listed(_finding(context, result) for result in planned.findings)
    if number == 1:
        return f"{tests} ({terms}) finds {what}."
    verb = "finds" if len(planned.findings) == 1 else "find"
    which = "all" if len(planned.findings) == number else str(len(planned.findings))
    return f"Of the {number} registered tests ({terms}), {which} {verb} something: {what}."


def _finding(context: ReportContext, result: PlannedResult) -> str:
    kind = {"even_spread": "an uneven spread", "trend": "a trend", "change": "a change"}
    name = name_of_test(context, result.test, with_kind=False)
    pvalue = p_equals(result.pvalue_corrected or 0.0)
    return f"{kind[result.test.kind]} of {name} ({pvalue})"


def planned_sentences(context: ReportContext) -> Iterator[str]:
    """What each planned test concludes, with its evidence."""
    planned = context.planned
    for result in planned.results if planned else ():
        yield f"{capitalised(name_of_test(context, result.test))}: {_conclusion(context, result)}"


def short_sentences(context: ReportContext) -> Iterator[str]:
    """What each planned test concludes, for the first page."""
    planned = context.planned
    for result in planned.results if planned else ():
        name = capitalised(name_of_test(context, result.test))
        if result.pvalue_corrected is None:
            yield f"{name}: it could not be tested."
            continue
        corrected = "corrected " if planned and planned.plan.tests_made > 1 else ""
        pvalue, n = p_equals(result.pvalue_corrected), equals("n", f"{result.n:,}")
        evidence = f"{corrected}{pvalue}, {n}"
        yield f"{name}: {_answer(result)} ({evidence}).{_standing_out(result)}"


def name_of_test(context: ReportContext, test: PlannedTest, *, with_kind: bool = True) -> str:
    """Such as action, Image, or the text of a question."""
    choices = context.choices
    name = f"“{_question(context, test)}”" if test.question else choices.name(test.axis)
    kinds = {"even_spread": "", "trend": ", trend", "change": ", change"}
    kind = kinds[test.kind] if with_kind else ""
    if test.second:
        first, second = map(choices.scenario_name, (test.scenario, test.second))
        return f"{name}{kind} from {first} to {second}"
    if not test.scenario:
        return f"{name}{kind}"
    scenario = context.pooled_name if test.is_pooled else choices.scenario_name(test.scenario)
    return f"{name}{kind}, {scenario}"


def _question(context: ReportContext, test: PlannedTest) -> str:
    for answered in context.asked(test.scenario):
        if answered.question.key == test.question:
            return answered.text
    return test.question


def _conclusion(context: ReportContext, result: PlannedResult) -> str:
    if result.pvalue is None or result.pvalue_corrected is None:
        return f"it could not be tested. {' '.join(result.caveats)}"
    planned = context.planned
    evidence = [f"{result.method}, {p_equals(result.pvalue)}"]
    if planned is not None and planned.plan.tests_made > 1:
        evidence.append(f"corrected {p_equals(result.pvalue_corrected)}")
    if result.effect:
        evidence.append(result.effect)
    evidence.append(equals("n", f"{result.n:,}"))
    if planned is not None and planned.plan.bayes_factor and result.test.kind == "even_spread":
        evidence.append(_bayes_factor(result))
    shown = "; ".join(evidence)
    if not result.is_significant:
        size = _could_have_been_found(context, result)
        return f"{_answer(result)} ({shown}). {size}".rstrip()
    return f"{_answer(result)} ({shown}).{_standing_out(result)}"


def _answer(result: PlannedResult) -> str:
    finding, none = {
        "even_spread": (
            "what was chosen is not spread evenly",
            "no departure from an even spread is found",
        ),
        "trend": ("there is a trend along the scale", "no trend along the scale is found"),
        "change": ("people chose differently", "no change is found"),
    }[result.test.kind]
    return finding if result.is_significant else none


def _standing_out(result: PlannedResult) -> str:
    if not result.is_significant or not result.standing_out:
        return ""
    return f" Above the even share: {listed(result.standing_out)}."


def _bayes_factor(result: PlannedResult) -> str:
    """How much the answers speak for an even spread, where people answered once."""
    if result.test.is_pooled:
        return "no Bayes factor, as people answered several times"
    factor = evenness(result.counts)
    shown = "" if factor.bf01 is None else f"BF₀₁ = {significant(factor.bf01, 3)}, "
    return f"{shown}{evidence_of(factor)}"


def _could_have_been_found(context: ReportContext, result: PlannedResult) -> str:
    """Of tests against an even spread, as recommended: the others have no such size."""
    planned = context.planned
    if planned is None or planned.plan.is_published or result.test.kind != "even_spread":
        return ""
    return could_have_been_found(
        result.n,
        result.test.choices,
        alpha=strictest_alpha(planned.plan),
        power=planned.plan.power,
        seed=context.seed,
    )


def family_in_words(planned: PlannedResults) -> str:
    """Such as 6 tests, alpha 0.05, corrected by Holm."""
    plan = planned.plan
    return f"{counted(plan.tests_made, 'test')}, {terms_in_words(planned)}"


def terms_in_words(planned: PlannedResults) -> str:
    """Such as alpha 0.05, corrected by Holm."""
    plan = planned.plan
    if plan.tests_made == 1:
        return f"alpha {plan.alpha:g}"
    return f"alpha {plan.alpha:g}, {CORRECTED[plan.correction]}"
