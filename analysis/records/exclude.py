"""Excluding participants from analysis, and readmitting them."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.text import capfirst

from analysis.errors import CannotExclude
from analysis.records.exclusion_reasons import (
    REASONS_TO_READMIT,
    reason_in_words,
    reasons_to_exclude,
    rules_of,
)
from analysis.records.models import Assessment, Exclusion, ExclusionStep
from survey.enrolment.slots import release_slot
from survey.participation.models import Participant, State
from survey.participation.page_visits import lock_participant
from survey.population import Population

Kind = ExclusionStep.Kind


@transaction.atomic
def exclude(
    participant: Participant,
    reason: str,
    *,
    by: User,
    now: datetime,
    note: str = "",
    frees_slot: bool = False,
) -> ExclusionStep:
    """Exclude a participant from every later report. Their data stay as they are.

    The reason is the key of an exclusion rule of the study, or a `Reason` that no rule names.
    With `frees_slot`, the participant's slot and its order of scenarios go to the next person;
    readmitting does not take the slot back. The slots of simulated participants are not passed on.
    Raises CannotExclude for pilots, for participants who are still active or excluded already, and
    for a reason that the study does not have.
    """
    participant = lock_participant(participant)
    if participant.population == Population.PILOTS:
        raise CannotExclude(
            f"{capfirst(participant.label)} is in no report anyway, as no pilot is."
        )
    if participant.state == State.ACTIVE:
        raise CannotExclude(f"{participant.label} is still taking part: wait until they are done.")
    step = _step(participant, Kind.EXCLUDED, reason, by=by, now=now, note=note)
    if frees_slot and participant.is_person:
        release_slot(participant, reason="excluded", now=now)
    return step


@transaction.atomic
def exclude_several(
    people: Iterable[Participant],
    reason: str,
    *,
    by: User,
    now: datetime,
    note: str = "",
    frees_slot: bool = False,
) -> int:
    """Exclude all of them for one reason, or nobody; return how many they were.

    Raises CannotExclude where one of them cannot be excluded; nothing is stored then.
    """
    rows = sorted(people, key=lambda person: person.pk)
    for person in rows:
        exclude(person, reason, by=by, now=now, note=note, frees_slot=frees_slot)
    return len(rows)


@transaction.atomic
def readmit(
    participant: Participant,
    reason: str,
    *,
    by: User,
    now: datetime,
    note: str = "",
) -> ExclusionStep:
    """Readmit an excluded participant, who is thereby assessed. The log keeps both steps.

    Raises CannotExclude where the participant is not excluded.
    """
    return _step(lock_participant(participant), Kind.READMITTED, reason, by=by, now=now, note=note)


def _step(
    participant: Participant,
    kind: ExclusionStep.Kind,
    reason: str,
    *,
    by: User,
    now: datetime,
    note: str,
) -> ExclusionStep:
    excludes = kind == Kind.EXCLUDED
    if Exclusion.objects.filter(participant=participant).exists() == excludes:
        state = "excluded already" if excludes else "not excluded"
        raise CannotExclude(f"{participant.label} is {state}; nothing was changed.")
    study = participant.version.study
    fitting = reasons_to_exclude(study) if excludes else REASONS_TO_READMIT
    if reason not in fitting:
        words = reason_in_words(reason, rules_of(study))
        raise CannotExclude(f"“{words}” is no reason here; nothing was changed.")
    if excludes:
        Exclusion.objects.create(participant=participant, reason=reason)
        Assessment.objects.filter(participant=participant).delete()
    else:
        Exclusion.objects.filter(participant=participant).delete()
        Assessment.objects.create(participant=participant, by=by, assessed_at=now)
    return ExclusionStep.objects.create(
        participant=participant,
        number=participant.exclusion_steps.count() + 1,
        kind=kind,
        reason=reason,
        note=note,
        by=by,
        happened_at=now,
    )
