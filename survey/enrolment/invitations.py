"""Invitations: links that each admit one person, once."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Count, QuerySet
from django.db.models.functions import TruncDate
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
def make_invitations(
    study: Study, number: int, *, made_at: datetime, label: str = "", is_mailed: bool = False
) -> list[str]:
    """Their tokens. The label is that of the batch."""
    made = Invitation.objects.bulk_create(
        Invitation(
            study=study,
            token=secrets.token_urlsafe(TOKEN_BYTES),
            made_at=made_at,
            label=label,
            is_mailed=is_mailed,
        )
        for _ in range(number)
    )
    invitations_made.send(Invitation, study=study, number=number)
    return [invitation.token for invitation in made]


def require_admission(version: StudyVersion, invitation: str, *, now: datetime) -> None:
    """Check that an invitation admits a person now, or that none is needed; nothing is stored.

    Raises StudyClosed where the study is not open, InvitationRefused where the invitation is
    unknown, used or missing, and EverySlotTaken where no slot is left.
    """
    window = open_for_participants(version, now=now)
    _require_invitation(version, window, invitation)
    require_slot(version, window, now=now)


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
    """The invitations to give away that are not used yet, the newest first; none that was mailed.

    A mailed one is somebody's already.
    """
    return Invitation.objects.filter(study=study, used_on=None, is_mailed=False)


@transaction.atomic
def delete_unused(study: Study, tokens: Collection[str]) -> int:
    """Delete those of these invitations that nobody used yet; return how many they were.

    They are deleted one by one, so that each is in the log of changes.
    """
    unused = Invitation.objects.select_for_update().filter(study=study, used_on=None)
    chosen = list(unused.filter(token__in=tokens))
    for invitation in chosen:
        invitation.delete()
    return len(chosen)


@dataclass(frozen=True)
class Batch:
    """Invitations of one label that were made on one day, or mailed on it."""

    label: str
    is_mailed: bool
    made_on: date
    made: int
    used: int


def batches(study: Study) -> tuple[Batch, ...]:
    """All invitations of a study, the newest batch first."""
    rows = (
        Invitation.objects.filter(study=study)
        .annotate(made_on=TruncDate("made_at"))
        .order_by("-made_on", "is_mailed", "label")
        .values_list("label", "is_mailed", "made_on")
        .annotate(made=Count("pk"), used=Count("used_on"))
    )
    return tuple(Batch(*row) for row in rows)
