"""Compensation, kept apart from the answers."""

from datetime import date

from django.db import transaction

from survey.participation.models import Participant
from survey.recruitment.actions import keep_contact
from survey.recruitment.codes import give_code


@transaction.atomic
def give_contact(participant: Participant, address: str, *, day: date) -> None:
    """Store the first address that a participant gives, in the second database.

    The participant's row says only that one was given. Addresses of pilots and simulated
    participants are discarded.
    """
    waiting = Participant.objects.filter(pk=participant.pk, contact_given=False)
    if waiting.update(contact_given=True) and participant.is_person:
        keep_contact(participant.definition.study, address, day=day)


def give_personal_code(participant: Participant, *, day: date) -> None:
    """Give a participant who completed one of the study's codes, unless they have one already.

    Pilots and simulated participants get none. Once given codes are deleted, no more are given, as
    a participant could get a second one.
    """
    study = participant.definition
    has_codes = study.compensation.kind == "codes" and day <= study.retention.contacts_until
    if participant.is_person and has_codes:
        give_code(study.study, participant.token, day=day)
