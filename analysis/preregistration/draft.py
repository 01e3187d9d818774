"""A preregistration as Markdown, to read, to complete and to hand in."""

from collections.abc import Iterator

from analysis.preregistration.plan import PlannedTest, RegisteredPlan
from analysis.preregistration.power import SEED, PowerOfShape
from analysis.statistics.alternatives import ALTERNATIVES
from analysis.statistics.power import DRAWN
from survey.design.definition import SurveyDefinition
from survey.design.design_space import Axis
from survey.design.piping import in_brackets
from survey.design.plan import Hypothesis, Plan

CORRECTIONS = {
    "holm": "Holm's procedure over all of them",
    "bonferroni": "Bonferroni's correction over all of them",
    "none": "no correction for their number",
}
MISSING = "*The study file says nothing about this: add it to its plan, or write it here.*"


def draft(study: SurveyDefinition, plan: RegisteredPlan, power: tuple[PowerOfShape, ...]) -> str:
    """The draft, which follows from the study file, the bundles and the number of participants."""
    file_plan = study.plan
    assert file_plan is not None, "a registered plan was made from it"  # noqa: S101
    sections = (
        ("Hypotheses", _hypotheses(study, file_plan, plan)),
        ("Design", _design(study)),
        ("Allocation", _allocation(study)),
        ("Participants", _participants(study)),
        ("Sample size", _sample_size(study, file_plan, plan, power)),
        ("Exclusions", _exclusions(file_plan)),
        ("Analysis", _analysis(file_plan, plan)),
        ("Files", _files(plan)),
        ("The plan for programs", ["```json", plan.as_json().rstrip(), "```"]),
    )
    lines = [f"# Preregistration: {study.title}", ""]
    lines += [f"Study {plan.study}, version {plan.version}.", ""]
    for title, content in sections:
        lines += [f"## {title}", "", *content, ""]
    return "\n".join(lines).rstrip() + "\n"


def _hypotheses(study: SurveyDefinition, plan: Plan, planned: RegisteredPlan) -> Iterator[str]:
    for number, hypothesis in enumerate(plan.hypotheses, start=1):
        tested = _tested(study, hypothesis, planned)
        yield f"{number}. {hypothesis.text} (`{hypothesis.key}`; {tested})"


def _tested(study: SurveyDefinition, hypothesis: Hypothesis, planned: RegisteredPlan) -> str:
    tests = [test for test in planned.tests if test.hypothesis == hypothesis.key]
    if not tests:
        return "no test"
    if hypothesis.question:
        where = f" after `{hypothesis.scenario}`" if hypothesis.scenario else ""
        return f"tested on the answers to `{hypothesis.question}`{where}: {_kind(tests[0])}"
    scenarios = ", ".join(f"`{test.scenario}`" for test in tests)
    if tests[0].kind == "change":
        where = "on people who submitted a setting in both of two scenarios"
    elif tests[0].is_pooled:
        where = "over all scenarios together, counting people once"
    elif len(tests) == 1:
        where = f"in the scenario {scenarios}"
    else:
        where = f"in each scenario by itself ({scenarios})"
    axis = _axes(study)[tests[0].axis].name
    return f"tested on the settings submitted, by {axis}, {where}: {_kind(tests[0])}"


def _kind(test: PlannedTest) -> str:
    return {
        "even_spread": "against an even spread",
        "trend": "against no trend along the scale",
        "change": "against no change",
    }[test.kind]


def _axes(study: SurveyDefinition) -> dict[str, Axis]:
    """Every axis by its key, as the first scenario that has it shows it."""
    axes: dict[str, Axis] = {}
    for scenario in study.scenarios:
        for key, axis in study.space_of(scenario).axes.items():
            axes.setdefault(key, axis)
    return axes


def _design(study: SurveyDefinition) -> Iterator[str]:
    yield "Each participant meets every scenario once, tries settings in it, and submits one."
    yield ""
    of_study = _axes(study)
    yield f"| Scenario | {' | '.join(_in_cell(axis.title) for axis in of_study.values())} |"
    yield f"|---|{'---|' * len(of_study)}"
    for key, scenario in study.scenarios.items():
        axes = study.space_of(key).axes
        cells = (_levels(axes[axis]) if axis in axes else "–" for axis in of_study)
        yield f"| {_in_cell(scenario.title)} (`{key}`) | {' | '.join(cells)} |"
    for key in study.scenarios:
        yield from ("", f"Asked after `{key}`:", "")
        for page in study.follow_up_of(key):
            yield from (f"- {in_brackets(question.text)}" for question in page.questions)


def _levels(axis: Axis) -> str:
    """The levels in words, each with its key where that is another word."""
    return ", ".join(
        key if key == level.title else f"{_in_cell(level.title)} (`{key}`)"
        for key, level in axis.levels.items()
    )


def _in_cell(text: str) -> str:
    return text.replace("|", "\\|")


def _allocation(study: SurveyDefinition) -> Iterator[str]:
    chance = study.randomisation
    if len(study.scenarios) > 1:
        yield (
            f"The order of scenarios is balanced in permuted blocks of {chance.block_size}."
            if chance.scenario_order == "balanced_blocks"
            else "Everybody meets the scenarios in the order written above."
        )
    is_order_drawn = len(study.scenarios) > 1 and chance.scenario_order == "balanced_blocks"
    yield (
        "The model error of each scenario is drawn for each participant, each error of its bundle "
        "with the same chance. "
        + (
            "Both draws are stored with their seeds."
            if is_order_drawn
            else "The draw is stored with its seed."
        )
    )


def _participants(study: SurveyDefinition) -> Iterator[str]:
    yield "Somebody takes part who is eligible by each of these questions:"
    yield ""
    for question in study.inclusion.criteria:
        eligible = ", ".join(question.options[option] for option in question.eligible)
        yield f"- {question.text} Eligible: {eligible}."


def _sample_size(
    study: SurveyDefinition, plan: Plan, planned: RegisteredPlan, power: tuple[PowerOfShape, ...]
) -> Iterator[str]:
    yield (
        "1 completed participation is planned."
        if planned.participants == 1
        else f"{planned.participants} completed participations are planned."
    )
    yield ""
    yield plan.sample_size or MISSING
    if not power:
        return
    yield ""
    yield (
        "Power of the tests against an even spread, drawn from the very test that decides (exact "
        f"multinomial, ordered by X²; seed {SEED}, {DRAWN:,} samples, standard error at most "
        f"{0.5 / DRAWN**0.5:.3f}) at alpha {power[0].alpha:.3g}, for an effect of Cohen's w = "
        f"{plan.smallest_effect:g}. It depends on the shape of a preference. A test on people over "
        "several scenarios has at least the power shown:"
    )
    yield ""
    yield (
        f"| Tests | Shape | Power with {planned.participants} | Participants for a power of "
        f"{plan.power:g} | Smallest w found with that power |"
    )
    yield "|---|---|---|---|---|"
    for row in power:
        number = "1 test" if len(row.tests) == 1 else f"{len(row.tests)} tests"
        likely = "w not reached" if row.power is None else f"{row.power.power:.2f}"
        needed = "–" if row.needed is None else f"{row.needed:,}"
        smallest = "none" if row.findable is None else f"{row.findable:.2f}"
        yield (
            f"| {number} of {row.choices} choices | {ALTERNATIVES[row.shape]} | {likely} | "
            f"{needed} | {smallest} |"
        )


def _exclusions(plan: Plan) -> Iterator[str]:
    named = (f"{rule.title}: {rule.text}" if rule.title else rule.text for rule in plan.exclusions)
    yield from [
        f"- {text} (`{rule.key}`)" for text, rule in zip(named, plan.exclusions, strict=True)
    ] or [MISSING]


def _analysis(plan: Plan, planned: RegisteredPlan) -> Iterator[str]:
    yield f"{_tests(planned)} Every other test is exploratory and will be called so."
    if planned.bayes_factor:
        yield ""
        yield (
            "Beside each test against an even spread stands a Bayes factor, with every spread of "
            "choices alike under the alternative (Dirichlet, all parameters 1)."
        )
    yield ""
    yield plan.analysis or MISSING


def _tests(planned: RegisteredPlan) -> str:
    number = planned.tests_made
    if not number:
        return "No test is planned."
    tests = "1 test" if number == 1 else f"{number} tests"
    corrected = f" with {CORRECTIONS[planned.correction]}" if number > 1 else ""
    named = list(dict.fromkeys(_deciding(planned, test) for test in planned.tests))
    return f"{tests} at alpha {planned.alpha:g}{corrected}: {'; '.join(named)}."


def _deciding(planned: RegisteredPlan, test: PlannedTest) -> str:
    """The test that decides, as the report will name it."""
    if planned.is_published:
        return (
            "every choice against a uniform reference of the same size, by chi-square with Yates' "
            "correction, or by Fisher's exact test where expected counts are low"
        )
    if test.kind == "change":
        return "Stuart–Maxwell's test of change, on an ordered axis Wilcoxon's signed-rank test"
    if test.kind == "trend":
        return "a linear-score test of trend"
    if test.is_pooled:
        return "X² of all answers, with a person's choices relabelled at random as its reference"
    return "the exact multinomial test, ordered by X²"


def _files(plan: RegisteredPlan) -> Iterator[str]:
    yield f"- Study file, version {plan.version}: SHA-256 `{plan.study_sha256}`"
    for scenario, digest in plan.effects.items():
        yield f"- Bundle shown in {scenario}: SHA-256 `{digest}`"
