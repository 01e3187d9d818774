"""A registered plan in values that a program compares, and its JSON."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from survey.design.definition import SurveyDefinition
from survey.design.plan import Hypothesis


@dataclass(frozen=True)
class PlannedTest:
    """A test of one axis in one scenario, where the axis has so many choices."""

    hypothesis: str
    axis: str
    scenario: str
    choices: int


@dataclass(frozen=True)
class RegisteredPlan:
    """`effects` maps each scenario to the digest of the bundle it showed at the registration."""

    study: str
    version: str
    study_sha256: str
    effects: Mapping[str, str]
    participants: int
    scenario_order: str
    block_size: int
    hypotheses: Mapping[str, str]
    tests: tuple[PlannedTest, ...]
    alpha: float
    correction: str
    smallest_effect: float
    power: float
    exclusions: Mapping[str, str]

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
        alpha=plan.alpha,
        correction=plan.correction,
        smallest_effect=plan.smallest_effect,
        power=plan.power,
        exclusions={rule.key: rule.text for rule in plan.exclusions},
    )


def _tests(study: SurveyDefinition, hypothesis: Hypothesis) -> list[PlannedTest]:
    """One test for the hypothesis' scenario or for each; none without an axis to choose on."""
    axis = hypothesis.axis
    if axis is None:
        return []
    scenarios = [hypothesis.scenario] if hypothesis.scenario else list(study.scenarios)
    choices = {
        scenario: len(study.space_of(scenario).levels.get(axis, ())) for scenario in scenarios
    }
    return [
        PlannedTest(hypothesis.key, axis, scenario, number)
        for scenario, number in choices.items()
        if number > 1
    ]
