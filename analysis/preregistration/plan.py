"""A plan in values that a program compares, and their JSON."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from survey.design.definition import StudyDefinition
from survey.design.plan import Hypothesis


@dataclass(frozen=True)
class PlannedTest:
    """Of one axis in one scenario, with as many choices as the axis has there."""

    hypothesis: str
    axis: str
    scenario: str
    choices: int


@dataclass(frozen=True)
class RegisteredPlan:
    """`effects` are the digests of the bundles that the scenarios showed when it was registered."""

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
        """The same plan, the same bytes."""
        return json.dumps(asdict(self), indent=2, sort_keys=True, ensure_ascii=False) + "\n"

    @classmethod
    def parse(cls, text: str) -> Self:
        found: dict[str, Any] = json.loads(text)
        return cls(**{**found, "tests": tuple(PlannedTest(**each) for each in found["tests"])})


def plan_of(
    study: StudyDefinition, *, study_sha256: str, effects: Mapping[str, str], participants: int
) -> RegisteredPlan | None:
    """The plan of a study file, for so many participants; None where it has none."""
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
        hypotheses={each.key: each.text for each in plan.hypotheses},
        tests=tuple(test for each in plan.hypotheses for test in _tests(study, each)),
        alpha=plan.alpha,
        correction=plan.correction,
        smallest_effect=plan.smallest_effect,
        power=plan.power,
        exclusions={each.key: each.text for each in plan.exclusions},
    )


def _tests(study: StudyDefinition, hypothesis: Hypothesis) -> list[PlannedTest]:
    if hypothesis.axis is None:
        return []
    scenarios = [hypothesis.scenario] if hypothesis.scenario else list(study.scenarios)
    return [
        PlannedTest(hypothesis.key, hypothesis.axis, each, _choices(study, each, hypothesis.axis))
        for each in scenarios
    ]


def _choices(study: StudyDefinition, scenario: str, axis: str) -> int:
    settings = study.settings_of(scenario)
    return len({"action": settings.actions, "metric": settings.metrics}.get(axis, settings.numbers))
