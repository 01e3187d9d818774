"""The planned tests in words: what each is about, and which test decides."""

from collections.abc import Iterator

from analysis.preregistration.plan import PlannedTest, RegisteredPlan
from survey.design.definition import SurveyDefinition
from survey.design.design_space import Axis
from survey.design.plan import Hypothesis

CORRECTIONS = {
    "holm": "Holm's procedure over all of them",
    "bonferroni": "Bonferroni's correction over all of them",
    "none": "no correction for their number",
}


def axes_of(study: SurveyDefinition) -> dict[str, Axis]:
    """Every axis by its key, as the first scenario that has it shows it."""
    axes: dict[str, Axis] = {}
    for scenario in study.scenarios:
        for key, axis in study.space_of(scenario).axes.items():
            axes.setdefault(key, axis)
    return axes


def hypothesis_in_words(
    study: SurveyDefinition, hypothesis: Hypothesis, planned: RegisteredPlan
) -> str:
    """What a hypothesis is tested on, and against what."""
    tests = [test for test in planned.tests if test.hypothesis == hypothesis.key]
    if not tests:
        return "no test"
    against = _against(planned, tests[0])
    if hypothesis.question:
        where = f" after `{hypothesis.scenario}`" if hypothesis.scenario else ""
        return f"tested on the answers to `{hypothesis.question}`{where}: {against}"
    scenarios = ", ".join(f"`{test.scenario}`" for test in tests)
    if tests[0].kind == "change":
        where = "on people who submitted a setting in both of two scenarios"
    elif tests[0].is_pooled:
        people = "" if planned.is_published else ", counting people once"
        where = f"over all scenarios together{people}"
    elif len(tests) == 1:
        where = f"in the scenario {scenarios}"
    else:
        where = f"in each scenario by itself ({scenarios})"
    axis = axes_of(study)[tests[0].axis].name
    return f"tested on the settings submitted, by {axis}, {where}: {against}"


def tests_in_words(study: SurveyDefinition, planned: RegisteredPlan) -> Iterator[str]:
    """How many tests there are, at which alpha, and for each hypothesis the one that decides."""
    number = planned.tests_made
    if not number:
        yield "No test is planned. Every test is exploratory and will be called so."
        return
    tests = "1 test" if number == 1 else f"{number} tests"
    corrected = f" with {CORRECTIONS[planned.correction]}" if number > 1 else ""
    yield (
        f"{tests} at alpha {planned.alpha:g}{corrected}. Every other test is exploratory and will "
        "be called so."
    )
    yield ""
    if planned.is_published:
        yield (
            "The procedure of the founding study decides: every level against a uniform reference "
            "of the same size, by chi-square with Yates' correction, or by Fisher's exact test "
            "where expected counts are low. It counts people once for each scenario."
        )
        return
    hypotheses: dict[str, dict[str, None]] = {}
    for test in planned.tests:
        hypotheses.setdefault(_deciding(study, test), {})[test.hypothesis] = None
    for deciding, keys in hypotheses.items():
        yield f"- {', '.join(f'`{key}`' for key in keys)}: {deciding}."


def _against(planned: RegisteredPlan, test: PlannedTest) -> str:
    spread = "each level against an even spread" if planned.is_published else "an even spread"
    return {
        "even_spread": spread if planned.is_published else f"against {spread}",
        "trend": "against no trend along the scale",
        "change": "against no change",
    }[test.kind]


def _deciding(study: SurveyDefinition, test: PlannedTest) -> str:
    """The test that decides, as reports name it."""
    if test.kind == "change":
        if axes_of(study)[test.axis].ordered:
            return "Wilcoxon's signed-rank test"
        return "the Stuart–Maxwell test, by swaps of people's two answers"
    if test.kind == "trend":
        if test.is_pooled:
            return "the sign test of people's mean scores"
        return "the linear score test"
    if test.is_pooled:
        return (
            "the test that counts people once, by X² of all answers, the levels of each person "
            "exchanged at random"
        )
    return "the exact multinomial test, which orders samples by X²"
