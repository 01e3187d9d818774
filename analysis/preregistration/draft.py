"""A preregistration as Markdown, to read, to complete and to hand in."""

from collections.abc import Iterator

from analysis.preregistration.drafted_power import power_in_words
from analysis.preregistration.drafted_tests import axes_of, hypothesis_in_words, tests_in_words
from analysis.preregistration.plan import RegisteredPlan
from analysis.preregistration.power import PowerOfShape
from survey.design.definition import SurveyDefinition
from survey.design.design_space import Axis
from survey.design.piping import in_brackets
from survey.design.plan import Plan

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
        ("Analysis", _analysis(study, file_plan, plan)),
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
        tested = hypothesis_in_words(study, hypothesis, planned)
        yield f"{number}. {hypothesis.text} (`{hypothesis.key}`; {tested})"


def _design(study: SurveyDefinition) -> Iterator[str]:
    meets = "every scenario once" if len(study.scenarios) > 1 else "one scenario"
    yield f"Each participant meets {meets}, tries settings in it, and submits one."
    yield ""
    of_study = axes_of(study)
    yield f"| Scenario | {' | '.join(_in_cell(axis.title) for axis in of_study.values())} |"
    yield f"|---|{'---|' * len(of_study)}"
    for key, scenario in study.scenarios.items():
        axes = study.space_of(key).axes
        cells = (_levels(axes[axis]) if axis in axes else "–" for axis in of_study)
        yield f"| {_in_cell(scenario.title)} (`{key}`) | {' | '.join(cells)} |"
    names = {key: axis.name for key, axis in of_study.items()}
    for key in study.scenarios:
        yield from ("", f"Asked after `{key}`:", "")
        for page in study.follow_up_of(key):
            yield from (f"- {in_brackets(question.text, names)}" for question in page.questions)


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
    of_each = " of each scenario" if len(study.scenarios) > 1 else ""
    yield (
        f"The model error{of_each} is drawn for each participant, each error of its bundle with "
        "the same chance. Every draw is stored with its seed."
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
    yield from power_in_words(planned, power)


def _exclusions(plan: Plan) -> Iterator[str]:
    named = (f"{rule.title}: {rule.text}" if rule.title else rule.text for rule in plan.exclusions)
    yield from [
        f"- {text} (`{rule.key}`)" for text, rule in zip(named, plan.exclusions, strict=True)
    ] or [MISSING]


def _analysis(study: SurveyDefinition, plan: Plan, planned: RegisteredPlan) -> Iterator[str]:
    yield from tests_in_words(study, planned)
    if planned.bayes_factor:
        yield ""
        yield (
            "Beside each test against an even spread of answers that people gave once stands a "
            "Bayes factor, with every spread of choices alike under the alternative (Dirichlet, "
            "all parameters 1)."
        )
    yield ""
    yield plan.analysis or MISSING


def _files(plan: RegisteredPlan) -> Iterator[str]:
    yield f"- Study file, version {plan.version}: SHA-256 `{plan.study_sha256}`"
    for scenario, digest in plan.effects.items():
        yield f"- Bundle shown in {scenario}: SHA-256 `{digest}`"
