"""Changes of a participant of interviews that reach what they said: a number, an order."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from analysis.coding.cases.models import Case, Transcript, Unit
from survey.errors import UnfitInterviewee
from survey.interviews.models import Interviewee
from survey.interviews.write import Details, change_details

FAR = 1_000_000_000
"""Added to positions while they change: two units never have the same one."""


@transaction.atomic
def change_interviewee(interviewee: Interviewee, details: Details, *, now: datetime) -> Interviewee:
    """Change the number, the consent or the channel; the number is changed in coding as well.

    Raises UnfitInterviewee as `change_details` does, and for a consent after an interview.
    """
    changed = change_details(interviewee, details, now=now)
    held = Transcript.objects.filter(
        case__interviewee=changed.pk, held_on__lt=changed.consented_on
    ).first()
    if held is not None:
        raise UnfitInterviewee(
            f"{changed} was interviewed on {held.held_on}, before a consent on "
            f"{changed.consented_on}. Correct the day that is wrong."
        )
    Case.objects.filter(interviewee=changed.pk).update(label=changed.label)
    return changed


@transaction.atomic
def move_transcript(transcript: Transcript, *, up: bool) -> None:
    """Let an interview change places with the one before it, or after it, if there is one."""
    case = Case.objects.select_for_update(of=("self",)).get(pk=transcript.case_id)
    ordered = list(case.transcripts.select_for_update().order_by("position"))
    at = next(index for index, row in enumerate(ordered) if row.pk == transcript.pk)
    other = at - 1 if up else at + 1
    if not 0 <= other < len(ordered):
        return
    ordered[at], ordered[other] = ordered[other], ordered[at]
    places = sorted(row.position for row in ordered)
    case.transcripts.update(position=F("position") + FAR)
    for row, place in zip(ordered, places, strict=True):
        row.position = place
    Transcript.objects.bulk_update(ordered, ["position"])
    _renumber_turns(case, [row.pk for row in ordered])


def _renumber_turns(case: Case, transcripts: list[int]) -> None:
    """The turns of all interviews follow one another in the order of the interviews."""
    place = {pk: index for index, pk in enumerate(transcripts)}
    units = sorted(
        case.units.order_by("position"), key=lambda unit: place.get(unit.transcript_id or 0, -1)
    )
    case.units.update(position=F("position") + FAR)
    for position, unit in enumerate(units, start=1):
        unit.position = position
    Unit.objects.bulk_update(units, ["position"], batch_size=400)
