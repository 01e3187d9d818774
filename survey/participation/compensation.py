"""How somebody is thanked, without anybody knowing what they answered."""

from datetime import date

from django.db import transaction

from survey.participation.models import Participant
from survey.recruitment.actions import keep_contact
from survey.recruitment.codes import give_code


@transaction.atomic
def give_contact(participant: Participant, address: str, *, day: date) -> None:
    """Keep the first address that a participant gives, and of the participant only that they did.

    That of a pilot or a simulated participant is thrown away.
    """
    waiting = Participant.objects.filter(pk=participant.pk, contact_given=False)
    if waiting.update(contact_given=True) and participant.is_person:
        keep_contact(participant.definition.study, address, day=day)


def give_personal_code(participant: Participant, *, day: date) -> None:
    """Give somebody who completed one of the study's codes, where one is left and they have none.

    Pilots and simulated participants are given none, and nobody is once codes given are deleted:
    whoever had one would be given another.
    """
    study = participant.definition
    has_codes = study.compensation.kind == "codes" and day <= study.retention.contacts_until
    if participant.is_person and has_codes:
        give_code(study.study, participant.token, day=day)
