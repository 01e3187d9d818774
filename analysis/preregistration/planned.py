"""The plan of a study of either kind as JSON, and its draft to read."""

from collections.abc import Mapping

from analysis.errors import NoPlan
from analysis.preregistration.draft import draft
from analysis.preregistration.interview_draft import interview_draft
from analysis.preregistration.interview_plan import RegisteredInterviewPlan, interview_plan_of
from analysis.preregistration.plan import RegisteredPlan, plan_of
from analysis.preregistration.power import power_of
from survey.design.interviews.definition import InterviewStudy
from survey.design.reading import AnyStudy


def planned(
    study: AnyStudy,
    *,
    study_sha256: str,
    effects: Mapping[str, str],
    participants: int | None = None,
) -> str:
    """The plan, for as many participants as the study aims at where no number is given.

    `effects` maps each scenario of a survey to the digest of its bundle. Raises NoPlan.
    """
    number = participants or study.target_sample_size
    plan: RegisteredPlan | RegisteredInterviewPlan | None
    if isinstance(study, InterviewStudy):
        plan = interview_plan_of(study, study_sha256=study_sha256, participants=number)
    else:
        plan = plan_of(study, study_sha256=study_sha256, effects=effects, participants=number)
    if plan is None:
        page = "study-of-interviews" if isinstance(study, InterviewStudy) else "study-file"
        raise NoPlan(
            f"{study.study} {study.version} has no plan. Add a section plan to its study file; "
            f"docs/reference/{page}.md says what it holds."
        )
    return plan.as_json()


def drafted(study: AnyStudy, plan: str) -> str:
    """The draft of a plan as Markdown, with the power of its tests."""
    if isinstance(study, InterviewStudy):
        return interview_draft(study, RegisteredInterviewPlan.parse(plan))
    parsed = RegisteredPlan.parse(plan)
    return draft(study, parsed, power_of(parsed))
