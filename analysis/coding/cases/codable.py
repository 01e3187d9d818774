"""The people, interviews and answers that can be coded."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet

from analysis.coding.cases.models import Case, Transcript
from analysis.records.free_texts import answered, free_text, read_along
from analysis.records.people import excluded
from survey.population import Population
from survey.studies.models import Study

if TYPE_CHECKING:
    from survey.participation.models import Answer, Participant


def codable(study: Study, population: Population) -> QuerySet[Case]:
    """The cases of people, or of simulated ones, in the order of the participants.

    Without those excluded, and without participants of interviews who have no transcript.
    """
    cases = Case.objects.filter(study=study, synthetic=population is Population.SIMULATED)
    read = cases.exclude(participant__in=excluded(study).values("participant"))
    interviewed = Exists(Transcript.objects.filter(case=OuterRef("pk")))
    return read.filter(Q(interviewee=None) | interviewed).order_by("interviewee__position", "pk")


@dataclass(frozen=True)
class Uncoded:
    """A participant who is no case yet, with their free text in reading order."""

    label: str
    participant: "Participant"
    answers: "tuple[Answer, ...]"


def uncoded(study: Study, population: Population) -> Iterator[Uncoded]:
    """Participants with free text that analysis may read who are no case yet, as they began."""
    without_case = read_along(answered(study, population).filter(case=None))
    for participant in without_case.order_by("pk"):
        if answers := free_text(participant):
            yield Uncoded(participant.label, participant, answers)


def offered_cases(study: Study, population: Population) -> tuple[tuple[str, str], ...]:
    """The label and the title of every case, made already or not, that a round could code.

    The title of somebody who was interviewed names the interviews.
    """
    left_out = set(excluded(study).values_list("participant", flat=True))
    there = codable(study, population).prefetch_related("transcripts")
    new = uncoded(study, population)
    return (
        *((case.label, case.title) for case in there),
        *((case.label, case.label) for case in new if case.participant.pk not in left_out),
    )
