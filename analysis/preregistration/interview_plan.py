"""The registered plan of a study of interviews in values that a program compares, and its JSON."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from survey.design.interviews.definition import InterviewStudy


@dataclass(frozen=True)
class PlannedTopic:
    """A topic of the guide, with all that may be asked about it."""

    key: str
    title: str
    aim: str
    prompts: tuple[str, ...]


@dataclass(frozen=True)
class PlannedSaturation:
    """Enough people were interviewed once few themes are new (Guest, Namey & Chen, 2020)."""

    base_size: int
    run_length: int
    threshold: float


@dataclass(frozen=True)
class RegisteredInterviewPlan:
    """What a study of interviews decided before the first of them.

    `agreement` and `basis` name the figure that is reported, and are empty where none is claimed.
    `criteria` maps each criterion of inclusion to its text.
    """

    kind: str
    study: str
    version: str
    study_sha256: str
    consent_sha256: str
    research_questions: tuple[str, ...]
    participants: int
    sample: str
    sampling: str
    criteria: Mapping[str, str]
    attributes: tuple[str, ...]
    groups: str
    guide: tuple[PlannedTopic, ...]
    saturation: PlannedSaturation
    coding: str
    approach: str
    agreement: str
    basis: str
    exclusions: Mapping[str, str]
    analysis: str

    def as_json(self) -> str:
        """Equal plans give equal bytes."""
        return json.dumps(asdict(self), indent=2, sort_keys=True, ensure_ascii=False) + "\n"

    @classmethod
    def parse(cls, text: str) -> Self:
        """A plan from its own JSON."""
        content: dict[str, Any] = json.loads(text)
        guide = (
            PlannedTopic(**topic | {"prompts": tuple(topic["prompts"])})
            for topic in content["guide"]
        )
        changed = {
            "research_questions": tuple(content["research_questions"]),
            "attributes": tuple(content["attributes"]),
            "guide": tuple(guide),
            "saturation": PlannedSaturation(**content["saturation"]),
        }
        return cls(**content | changed)


def interview_plan_of(
    study: InterviewStudy, *, study_sha256: str, participants: int
) -> RegisteredInterviewPlan | None:
    """The plan of a study file for so many participants; None where the file has no plan."""
    plan = study.plan
    if plan is None:
        return None
    claims = study.coding.claims_agreement
    return RegisteredInterviewPlan(
        kind=study.kind,
        study=study.study,
        version=study.version,
        study_sha256=study_sha256,
        consent_sha256=study.consent_digest,
        research_questions=study.research_questions,
        participants=participants,
        sample=plan.sample,
        sampling=study.sampling.approach,
        criteria={criterion.key: criterion.text for criterion in study.inclusion},
        attributes=tuple(study.attributes),
        groups=study.groups or "",
        guide=tuple(
            PlannedTopic(topic.key, topic.title, topic.aim, topic.prompts)
            for topic in study.guide.topics
        ),
        saturation=PlannedSaturation(
            plan.saturation.base_size, plan.saturation.run_length, plan.saturation.threshold
        ),
        coding=plan.coding,
        approach=study.coding.approach,
        agreement=study.coding.agreement if claims else "",
        basis=study.coding.basis if claims else "",
        exclusions={rule.key: rule.text for rule in plan.exclusions},
        analysis=plan.analysis or "",
    )
