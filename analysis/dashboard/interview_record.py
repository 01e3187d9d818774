"""The dashboard of a study of interviews as one record."""

from collections import Counter
from dataclasses import dataclass

from analysis.coding.rounds.coding_state import CodingState, coding_state
from analysis.coding.visibility import Account
from analysis.dashboard.record import PlanState, plan_state
from analysis.interviews.read import interview_sample
from survey.population import Population
from survey.studies.models import StudyVersion


@dataclass(frozen=True)
class InterviewDashboard:
    """How one population of a study of interviews is doing.

    `consented` counts everybody who ever did, and `recorded` those of whom something is there. Of
    these `without_interview` have no transcript yet. `languages` are those of the words that are
    coded, each with its interviews. `coding` is None for accounts that may not see rounds.
    """

    title: str
    version: str
    planned: int
    consented: int
    recorded: int
    withdrawn: int
    expired: int
    interviews: int
    without_interview: int
    without_attributes: int
    languages: tuple[tuple[str, int], ...]
    translated: int
    plan: PlanState | None
    coding: CodingState | None


def interview_dashboard(
    version: StudyVersion,
    user: Account,
    population: Population,
    *,
    sees_rounds: bool,
    runs_rounds: bool,
) -> InterviewDashboard:
    """The number of queries grows neither with the participants nor with the rounds."""
    study = version.study
    sample = interview_sample(study, population)
    interviews = [one for person in sample.people for one in person.transcripts]
    coding = coding_state(study, user, population, runs_rounds=runs_rounds) if sees_rounds else None
    return InterviewDashboard(
        title=version.definition.title,
        version=version.label,
        planned=version.definition.target_sample_size,
        consented=sample.consented,
        recorded=len(sample.people),
        withdrawn=sample.withdrawn,
        expired=sample.expired,
        interviews=len(interviews),
        without_interview=sum(not person.transcripts for person in sample.people),
        without_attributes=sum(bool(person.missing) for person in sample.people),
        languages=tuple(sorted(Counter(one.language for one in interviews).items())),
        translated=sum(bool(one.parallel_language) for one in interviews),
        plan=plan_state(study),
        coding=coding,
    )
