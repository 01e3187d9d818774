"""A preregistration as Markdown, to read, to complete and to hand in."""

from collections.abc import Iterator

from analysis.preregistration.plan import RegisteredPlan
from analysis.preregistration.power import PowerOfTest
from survey.design.definition import StudyDefinition
from survey.design.plan import Hypothesis, Plan

AXES = {"action": "action", "metric": "metric", "number": "number of training samples"}
CORRECTIONS = {
    "holm": "Holm's procedure over all of them",
    "bonferroni": "Bonferroni's correction over all of them",
    "none": "no correction for their number",
}
MISSING = "*The study file says nothing about this: add it to its plan, or write it here.*"


def draft(study: StudyDefinition, plan: RegisteredPlan, power: tuple[PowerOfTest, ...]) -> str:
    """The draft, which follows from the study file, the effects and the number of participants."""
    file_plan = study.plan
    assert file_plan is not None, "a registered plan was made from it"  # noqa: S101
    sections = (
        ("Hypotheses", _hypotheses(file_plan)),
        ("Design", _design(study)),
        ("Allocation", _allocation(study)),
        ("Participants", _participants(study)),
        ("Sample size", _sample_size(file_plan, plan, power)),
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


def _hypotheses(plan: Plan) -> Iterator[str]:
    for number, hypothesis in enumerate(plan.hypotheses, start=1):
        yield f"{number}. {hypothesis.text} (`{hypothesis.key}`; {_tested(hypothesis)})"


def _tested(hypothesis: Hypothesis) -> str:
    if not hypothesis.axis:
        return "no test of settings"
    where = "in each scenario by itself"
    if hypothesis.scenario:
        where = f"in the scenario {hypothesis.scenario}"
    return f"tested on the {AXES[hypothesis.axis]} submitted, {where}"


def _design(study: StudyDefinition) -> Iterator[str]:
    yield "Each participant meets every scenario once, tries settings in it, and submits one."
    yield ""
    yield "| Scenario | Actions | Metrics | Numbers of training samples |"
    yield "|---|---|---|---|"
    for key, scenario in study.scenarios.items():
        settings = study.settings_of(key)
        cells = (settings.actions, settings.metrics, settings.numbers)
        listed = " | ".join(", ".join(map(str, cell)) for cell in cells)
        title = scenario.title.replace("|", "\\|")
        yield f"| {title} (`{key}`) | {listed} |"
    for key in study.scenarios:
        yield from ("", f"Asked after `{key}`:", "")
        for page in study.follow_up_of(key):
            yield from (f"- {question.text}" for question in page.questions)


def _allocation(study: StudyDefinition) -> Iterator[str]:
    chance = study.randomisation
    if len(study.scenarios) > 1:
        yield (
            f"The order of scenarios is balanced in permuted blocks of {chance.block_size}."
            if chance.scenario_order == "balanced_blocks"
            else "Everybody meets the scenarios in the order written above."
        )
    yield (
        "The model error of each scenario is drawn for each participant, each error of the "
        "effects bundle with the same chance. Both draws are stored with their seeds."
    )


def _participants(study: StudyDefinition) -> Iterator[str]:
    yield "Somebody takes part who is eligible by each of these questions:"
    yield ""
    for question in study.inclusion.criteria:
        eligible = ", ".join(question.options[option] for option in question.eligible)
        yield f"- {question.text} Eligible: {eligible}."


def _sample_size(
    plan: Plan, planned: RegisteredPlan, power: tuple[PowerOfTest, ...]
) -> Iterator[str]:
    yield f"{planned.participants} completed participations are planned."
    yield ""
    yield plan.sample_size or MISSING
    if not power:
        return
    yield ""
    yield (
        f"Power of the goodness-of-fit test (noncentral chi-square; Cohen, 1988, chapter 7) at "
        f"alpha {power[0].alpha:.3g} for each of {len(power)} tests, for an effect of Cohen's w = "
        f"{plan.smallest_effect:g}:"
    )
    yield ""
    yield (
        f"| Test | Choices | Power with {planned.participants} | Participants for a power of "
        f"{plan.power:g} | Smallest w found with that power |"
    )
    yield "|---|---|---|---|---|"
    for planned_test in power:
        test, findable = planned_test.test, planned_test.findable
        smallest = "none" if findable is None else f"{findable:.2f}"
        yield (
            f"| {AXES[test.axis]}, {test.scenario} | {test.choices} | "
            f"{planned_test.power:.2f} | {planned_test.needed} | {smallest} |"
        )


def _exclusions(plan: Plan) -> Iterator[str]:
    yield from [f"- {rule.text} (`{rule.key}`)" for rule in plan.exclusions] or [MISSING]


def _analysis(plan: Plan, planned: RegisteredPlan) -> Iterator[str]:
    yield (
        f"{len(planned.tests)} tests of goodness of fit against an even spread of the settings "
        f"submitted, at alpha {planned.alpha:g} with {CORRECTIONS[planned.correction]}. Every "
        "other test is exploratory and will be called so."
    )
    yield ""
    yield plan.analysis or MISSING


def _files(plan: RegisteredPlan) -> Iterator[str]:
    yield f"- Study file, version {plan.version}: SHA-256 `{plan.study_sha256}`"
    for scenario, digest in plan.effects.items():
        yield f"- Effects shown in {scenario}: SHA-256 `{digest}`"
