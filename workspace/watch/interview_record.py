"""How a study of interviews is going, as one record."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from analysis.interviews.read import interview_sample
from survey.population import Population
from survey.studies.models import StudyVersion


@dataclass(frozen=True)
class InterviewSample:
    """How one population of a study of interviews is doing.

    `consented` counts everybody who ever did, and `recorded` those of whom something is there. Of
    these `without_interview` have no transcript yet. `languages` are those of the words that are
    coded, each with its interviews.
    """

    moment: datetime
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


def interviews_in(
    version: StudyVersion, population: Population, *, now: datetime
) -> InterviewSample:
    """The number of queries does not grow with the participants."""
    study = version.study
    sample = interview_sample(study, population)
    interviews = [one for person in sample.people for one in person.transcripts]
    return InterviewSample(
        moment=now,
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
    )
