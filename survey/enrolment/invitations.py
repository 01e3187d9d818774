"""Invitations: links that each admit one person, once."""

import secrets
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.dispatch import Signal

from survey.enrolment.models import Invitation
from survey.enrolment.slots import open_for_participants, require_slot
from survey.errors import InvitationRefused
from survey.studies.models import EnrolmentWindow, Study, StudyVersion

invitations_made = Signal()
"""Rows created together send no signal each, so one signal names the study and the number."""

TOKEN_BYTES = 16
"""128 random bits, as text of 22 characters."""


@transaction.atomic
def make_invitations(study: Study, number: int, *, made_at: datetime) -> None:
    Invitation.objects.bulk_create(
        Invitation(study=study, token=secrets.token_urlsafe(TOKEN_BYTES), made_at=made_at)
        for _ in range(number)
    )
    invitations_made.send(Invitation, study=study, number=number)


def require_admission(version: StudyVersion, invitation: str, *, now: datetime) -> None:
    """Check that an invitation admits a person now, or that none is needed; nothing is stored.

    Raises StudyClosed where the study is not open, InvitationRefused where the invitation is
    unknown, used or missing, and EverySlotTaken where no slot is left.
    """
    window = open_for_participants(version, now=now)
    _require_invitation(version, window, invitation)
    require_slot(window, now=now)


def _require_invitation(version: StudyVersion, window: EnrolmentWindow, invitation: str) -> None:
    if not invitation:
        if window.invited_only:
            raise InvitationRefused(
                "This study is open to people who were invited. If you were, please open the "
                "whole link of your invitation."
            )
        return
    stored_invitation = Invitation.objects.filter(study=version.study_id, token=invitation).first()
    if stored_invitation is None:
        raise InvitationRefused(
            "This invitation is not known here. Please check that you opened the whole link."
        )
    if stored_invitation.used_on is not None:
        raise InvitationRefused(
            "Somebody began with this invitation already. If it was you, please go on with the "
            "address of the page you were on; if not, ask for another invitation."
        )


def admit(version: StudyVersion, invitation: str, *, now: datetime) -> None:
    """Admit a person and mark the invitation as used, in the transaction of the caller.

    Raises what `require_admission` raises, except EverySlotTaken: the slot is reserved later.
    """
    window = open_for_participants(version, now=now)
    _require_invitation(version, window, invitation)
    if invitation:
        own = Invitation.objects.filter(study=version.study_id, token=invitation)
        own.update(used_on=now.date())


def unused_invitations(study: Study) -> QuerySet[Invitation]:
    """The invitations that are not used yet, the newest first."""
    return Invitation.objects.filter(study=study, used_on=None)
