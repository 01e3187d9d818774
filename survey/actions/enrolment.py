"""From consent to a place in the study: all of it in one transaction, or none of it."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from attribution.errors import NotInBundle
from attribution.queries import bundle, current_bundle
from survey.actions.evidence import add_anchor, add_link, begin_chain
from survey.actions.invitations import TOKEN_BYTES, admit
from survey.actions.places import reserve_place
from survey.actions.studies import SEED_BITS
from survey.actions.turns import give_page
from survey.design.allocation import drawn_error, errors_to_draw, order_of_slot
from survey.design.path import Section
from survey.errors import BeginningDeleted
from survey.models import (
    Anchor,
    Answer,
    PageVisit,
    Participant,
    StudyVersion,
    Tombstone,
    Trial,
    TurnedAway,
)
from survey.models.allocation import beginning_of
from survey.queries.progress import current_page
from survey.queries.submissions import CONSENT, consent_rows, page_rows


@dataclass(frozen=True)
class ConsentGiven:
    """What somebody ticked, and when; `start` is random and tells one beginning from another."""

    start: str
    digest: str
    language: str
    given_at: datetime


def drawn_seed() -> int:
    """For a draw that nobody can foresee, and that its record replays."""
    return secrets.randbits(SEED_BITS)


@transaction.atomic
def enrol(
    version: StudyVersion,
    consent: ConsentGiven,
    *,
    inclusion: Mapping[str, Any],
    now: datetime,
    is_pilot: bool = False,
    is_simulated: bool = False,
    draw: Callable[[], int] = drawn_seed,
    invitation: str = "",
    from_panel: bool = False,
) -> Participant:
    """Begin a participation: the consent, the answers about inclusion, a place, the trials.

    The same beginning sent again gives the participant it made. Raises BeginningDeleted where they
    had everything deleted, StudyClosed where there is no place, InvitationRefused where the
    invitation lets nobody begin, and NotInBundle where effects of a scenario or of the practice
    trial are not loaded. Neither a pilot nor a simulated participant needs an open study or an
    invitation. `draw` gives the seeds of trials, of up to SEED_BITS bits.
    """
    # Whoever begins waits here for whoever began a moment ago: places are given one by one.
    version = StudyVersion.objects.select_for_update().get(pk=version.pk)
    begun = Participant.objects.filter(start=consent.start).first()
    if begun is not None:
        return begun
    if Tombstone.objects.filter(beginning=beginning_of(consent.start)).exists():
        raise BeginningDeleted(
            "Everything you gave was deleted, and this form belonged to it. "
            "To take part after all, please open the link to the study again."
        )
    if not (is_pilot or is_simulated):
        admit(version, invitation, now=now)
    participant = Participant.objects.create(
        version=version,
        chain=None if is_pilot or is_simulated else begin_chain(version),
        token=secrets.token_urlsafe(TOKEN_BYTES),
        start=consent.start,
        consented_at=consent.given_at,
        consent_digest=consent.digest,
        consent_language=consent.language,
        is_pilot=is_pilot,
        is_simulated=is_simulated,
        from_panel=from_panel,
        last_active_at=now,
    )
    visit = PageVisit.objects.create(
        participant=participant, page=Section.INCLUSION, shown_at=now, submitted_at=now
    )
    participant.pages = {visit.page: visit}
    answers = Answer.objects.bulk_create(
        Answer(participant=participant, visit=visit, question=question, value=value)
        for question, value in inclusion.items()
    )
    trials = _give_trials(participant, _order(participant, now), draw)
    participant.given = {trial.scenario: trial for trial in trials}
    if participant.chain_id is not None:
        rows = consent_rows(participant, trials) | page_rows(visit, answers)
        add_link(participant, CONSENT, rows)
        add_anchor(version, participant.chain_id, Anchor.Kind.BEGAN)
    first = current_page(participant)
    assert first is not None, "no study is without pages"  # noqa: S101
    give_page(participant, first, now=now)
    return participant


def _order(participant: Participant, now: datetime) -> list[str]:
    if not participant.is_pilot:
        return list(reserve_place(participant, now=now).order)
    # A pilot takes nobody's place; its order is drawn for it alone.
    return list(order_of_slot(participant.definition, 0, seed=drawn_seed()))


def _give_trials(
    participant: Participant, order: list[str], draw: Callable[[], int]
) -> list[Trial]:
    definition = participant.definition
    if practice := definition.tutorial.practice:
        current_bundle(practice.bundle)
    trials = []
    for position, scenario in enumerate(order, start=1):
        effects = current_bundle(definition.scenarios[scenario].bundle)
        known = [error.id for error in bundle(effects.digest).errors]
        errors = errors_to_draw(definition, scenario, known)
        if not errors:
            raise NotInBundle(f"{effects} holds no error but the one that is practised on.")
        seed = draw()
        trial = Trial(
            participant=participant,
            scenario=scenario,
            position=position,
            bundle=effects.digest,
            error=drawn_error(errors, seed=seed),
            seed=seed,
        )
        trials.append(trial)
    return Trial.objects.bulk_create(trials)


@transaction.atomic
def count_turned_away(version: StudyVersion, reason: TurnedAway.Reason) -> None:
    """Count somebody who did not begin; nothing else about them is kept."""
    TurnedAway.objects.get_or_create(version=version, reason=reason)
    TurnedAway.objects.filter(version=version, reason=reason).update(count=F("count") + 1)
