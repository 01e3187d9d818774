"""A registered plan in values that a program compares, and its JSON."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from survey.design.definition import SurveyDefinition
from survey.design.plan import BOTH, Correction, Hypothesis, Procedure, TestKind
from survey.design.plan_rules import is_both, question_of, scenarios_with


@dataclass(frozen=True)
class PlannedTest:
    """A test of an axis or of a question, where so many levels or options can be chosen.

    One of `axis` and `question` is empty. `scenario` is empty for a question outside of scenarios,
    and BOTH where `is_pooled`, which is about people over all scenarios. A test of change is of
    two scenarios, the second in `second`.
    """

    hypothesis: str
    kind: TestKind
    scenario: str
    choices: int
    axis: str = ""
    question: str = ""
    second: str = ""
    is_pooled: bool = False


@dataclass(frozen=True)
class RegisteredPlan:
    """`effects` maps each scenario to the digest of the bundle it showed at the registration.

    `exclusions` maps the key of each rule to its text, and `exclusion_titles` to its name.
    """

    study: str
    version: str
    study_sha256: str
    effects: Mapping[str, str]
    participants: int
    scenario_order: str
    block_size: int
    hypotheses: Mapping[str, str]
    tests: tuple[PlannedTest, ...]
    procedure: Procedure
    alpha: float
    correction: Correction
    smallest_effect: float
    power: float
    bayes_factor: bool
    exclusions: Mapping[str, str]
    exclusion_titles: Mapping[str, str]

    @property
    def is_published(self) -> bool:
        return self.procedure == "published"

    @property
    def tests_made(self) -> int:
        """How many tests are corrected for: the procedure as published tests choice by choice."""
        return sum(test.choices for test in self.tests) if self.is_published else len(self.tests)

    def as_json(self) -> str:
        """Equal plans give equal bytes."""
        return json.dumps(asdict(self), indent=2, sort_keys=True, ensure_ascii=False) + "\n"

    @classmethod
    def parse(cls, text: str) -> Self:
        """A plan from its own JSON."""
        content: dict[str, Any] = json.loads(text)
        tests = tuple(PlannedTest(**test) for test in content["tests"])
        return cls(**{**content, "tests": tests})


def plan_of(
    study: SurveyDefinition, *, study_sha256: str, effects: Mapping[str, str], participants: int
) -> RegisteredPlan | None:
    """The plan of a study file for so many participants; None where the file has no plan."""
    if study.plan is None:
        return None
    plan = study.plan
    return RegisteredPlan(
        study=study.study,
        version=study.version,
        study_sha256=study_sha256,
        effects=dict(effects),
        participants=participants,
        scenario_order=study.randomisation.scenario_order,
        block_size=study.randomisation.block_size,
        hypotheses={hypothesis.key: hypothesis.text for hypothesis in plan.hypotheses},
        tests=tuple(test for hypothesis in plan.hypotheses for test in _tests(study, hypothesis)),
        procedure=plan.procedure,
        alpha=plan.alpha,
        correction=plan.correction,
        smallest_effect=plan.smallest_effect,
        power=plan.power,
        bayes_factor=plan.bayes_factor,
        exclusions={rule.key: rule.text for rule in plan.exclusions},
        exclusion_titles={rule.key: rule.title for rule in plan.exclusions if rule.title},
    )


def _tests(study: SurveyDefinition, hypothesis: Hypothesis) -> Iterator[PlannedTest]:
    """None of a hypothesis that is only written down."""
    if hypothesis.question:
        yield from _of_question(study, hypothesis, hypothesis.question)
    elif hypothesis.axis:
        yield from _of_axis(study, hypothesis, hypothesis.axis)


def _of_question(
    study: SurveyDefinition, hypothesis: Hypothesis, key: str
) -> Iterator[PlannedTest]:
    scenario = hypothesis.scenario
    question = question_of(study, key, scenario)
    assert question is not None, "held by survey.design.plan_rules"  # noqa: S101
    yield PlannedTest(
        hypothesis=hypothesis.key,
        kind=hypothesis.test,
        question=key,
        scenario=scenario or "",
        choices=len(question.options_by_key()),
    )


def _of_axis(study: SurveyDefinition, hypothesis: Hypothesis, axis: str) -> Iterator[PlannedTest]:
    """One for the scenario, for all together, for each, or for every two of them."""
    scenarios, key, kind = scenarios_with(study, axis), hypothesis.key, hypothesis.test
    choices = {scenario: len(study.space_of(scenario).levels[axis]) for scenario in scenarios}
    if not scenarios:
        return
    if kind == "change":
        for index, first in enumerate(scenarios):
            for second in scenarios[index + 1 :]:
                yield PlannedTest(key, kind, first, choices[first], axis, second=second)
    elif is_both(study, hypothesis.scenario):
        yield PlannedTest(key, kind, BOTH, choices[scenarios[0]], axis, is_pooled=True)
    else:
        for scenario in scenarios:
            if hypothesis.scenario in {None, scenario}:
                yield PlannedTest(key, kind, scenario, choices[scenario], axis)
