"""From consent to a place in the study: all of it in one transaction, or none of it."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from attribution.queries import bundle, current_bundle
from survey.actions.invitations import TOKEN_BYTES, admit
from survey.actions.places import reserve_place
from survey.actions.studies import SEED_BITS
from survey.design.allocation import drawn_error, order_of_slot
from survey.design.path import Section
from survey.models import Answer, PageVisit, Participant, StudyVersion, Trial, TurnedAway


@dataclass(frozen=True)
class ConsentGiven:
    """What somebody ticked, and when; `start` is random and tells one beginning from another."""

    start: str
    digest: str
    language: str
    given_at: datetime


@transaction.atomic
def enrol(
    version: StudyVersion,
    consent: ConsentGiven,
    *,
    inclusion: Mapping[str, Any],
    now: datetime,
    is_pilot: bool = False,
    invitation: str = "",
    from_panel: bool = False,
) -> Participant:
    """Begin a participation: the consent, the answers about inclusion, a place, the trials.

    The same beginning sent again gives the participant it made. Raises StudyClosed where there is
    no place, InvitationRefused where the invitation lets nobody begin, and NotInBundle where a
    scenario's effects are not loaded. A pilot needs neither an open study nor an invitation.
    """
    # Whoever begins waits here for whoever began a moment ago: places are given one by one.
    version = StudyVersion.objects.select_for_update().get(pk=version.pk)
    begun = Participant.objects.filter(start=consent.start).first()
    if begun is not None:
        return begun
    if not is_pilot:
        admit(version, invitation, now=now)
    participant = Participant.objects.create(
        version=version,
        token=secrets.token_urlsafe(TOKEN_BYTES),
        start=consent.start,
        consented_at=consent.given_at,
        consent_digest=consent.digest,
        consent_language=consent.language,
        is_pilot=is_pilot,
        from_panel=from_panel,
        last_active_at=now,
    )
    visit = PageVisit.objects.create(
        participant=participant, page=Section.INCLUSION, shown_at=now, submitted_at=now
    )
    for question, value in inclusion.items():
        Answer.objects.create(participant=participant, visit=visit, question=question, value=value)
    _give_trials(participant, _order(participant, now))
    return participant


def _order(participant: Participant, now: datetime) -> list[str]:
    if not participant.is_pilot:
        return list(reserve_place(participant, now=now).order)
    # A pilot takes nobody's place; its order is drawn for it alone.
    return list(order_of_slot(participant.version.definition, 0, seed=secrets.randbits(SEED_BITS)))


def _give_trials(participant: Participant, order: list[str]) -> None:
    definition = participant.version.definition
    for position, scenario in enumerate(order, start=1):
        effects = current_bundle(definition.scenarios[scenario].bundle)
        errors = [error.id for error in bundle(effects.digest).errors]
        seed = secrets.randbits(SEED_BITS)
        Trial.objects.create(
            participant=participant,
            scenario=scenario,
            position=position,
            bundle=effects.digest,
            error=drawn_error(errors, seed=seed),
            seed=seed,
        )


@transaction.atomic
def count_turned_away(version: StudyVersion, reason: TurnedAway.Reason) -> None:
    """Count somebody who did not begin; nothing else about them is kept."""
    TurnedAway.objects.get_or_create(version=version, reason=reason)
    TurnedAway.objects.filter(version=version, reason=reason).update(count=F("count") + 1)
