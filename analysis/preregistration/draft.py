"""A preregistration as Markdown, to read, to complete and to hand in."""

from collections.abc import Iterator

from analysis.preregistration.plan import RegisteredPlan
from analysis.preregistration.power import PowerOfTest
from survey.design.definition import SurveyDefinition
from survey.design.design_space import Axis
from survey.design.plan import Hypothesis, Plan

CORRECTIONS = {
    "holm": "Holm's procedure over all of them",
    "bonferroni": "Bonferroni's correction over all of them",
    "none": "no correction for their number",
}
MISSING = "*The study file says nothing about this: add it to its plan, or write it here.*"


def draft(study: SurveyDefinition, plan: RegisteredPlan, power: tuple[PowerOfTest, ...]) -> str:
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
    scenarios = [test.scenario for test in planned.tests if test.hypothesis == hypothesis.key]
    if not hypothesis.axis or not scenarios:
        return "no test of settings"
    where = "in each scenario by itself"
    if len(scenarios) < len(study.scenarios) or hypothesis.scenario:
        noun = "scenario" if len(scenarios) == 1 else "scenarios"
        where = f"in the {noun} {', '.join(scenarios)}"
    return f"tested on the settings submitted, by {_axes(study)[hypothesis.axis].name}, {where}"


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
            yield from (f"- {question.text}" for question in page.questions)


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
    study: SurveyDefinition, plan: Plan, planned: RegisteredPlan, power: tuple[PowerOfTest, ...]
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
        f"Power of the goodness-of-fit test (noncentral chi-square; Cohen, 1988, chapter 7) at "
        f"alpha {power[0].alpha:.3g} for {_each_of(len(power))}, for an effect of Cohen's w = "
        f"{plan.smallest_effect:g}:"
    )
    yield ""
    yield (
        f"| Test | Choices | Power with {planned.participants} | Participants for a power of "
        f"{plan.power:g} | Smallest w found with that power |"
    )
    yield "|---|---|---|---|---|"
    axes = _axes(study)
    for planned_test in power:
        test, findable = planned_test.test, planned_test.findable
        smallest = "none" if findable is None else f"{findable:.2f}"
        yield (
            f"| {axes[test.axis].name}, {test.scenario} | {test.choices} | "
            f"{planned_test.power:.2f} | {planned_test.needed} | {smallest} |"
        )


def _exclusions(plan: Plan) -> Iterator[str]:
    yield from [f"- {rule.text} (`{rule.key}`)" for rule in plan.exclusions] or [MISSING]


def _each_of(tests: int) -> str:
    return "the one test" if tests == 1 else f"each of {tests} tests"


def _analysis(plan: Plan, planned: RegisteredPlan) -> Iterator[str]:
    yield f"{_tests(planned)} Every other test is exploratory and will be called so."
    yield ""
    yield plan.analysis or MISSING


def _tests(planned: RegisteredPlan) -> str:
    number = len(planned.tests)
    if not number:
        return "No test of the settings submitted is planned."
    tests = "1 test" if number == 1 else f"{number} tests"
    corrected = f" with {CORRECTIONS[planned.correction]}" if number > 1 else ""
    return (
        f"{tests} of goodness of fit against an even spread of the settings submitted, at alpha "
        f"{planned.alpha:g}{corrected}."
    )


def _files(plan: RegisteredPlan) -> Iterator[str]:
    yield f"- Study file, version {plan.version}: SHA-256 `{plan.study_sha256}`"
    for scenario, digest in plan.effects.items():
        yield f"- Bundle shown in {scenario}: SHA-256 `{digest}`"
