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

AT_ONCE = 500
"""Participants whose answers are in memory together."""


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
    """Participants with free text that analysis may read who are no case yet, as they began.

    What they wrote is read some hundred participants at a time.
    """
    without_case = answered(study, population).filter(case=None).order_by("pk")
    keys = list(without_case.values_list("pk", flat=True))
    for start in range(0, len(keys), AT_ONCE):
        some = without_case.filter(pk__in=keys[start : start + AT_ONCE])
        for participant in read_along(some):
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
