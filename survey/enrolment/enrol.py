"""Enrolment: from a consent to an allocated slot, in one transaction."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from attribution.errors import NotInBundle
from attribution.queries import current_bundle, explanations
from attribution.settings import require_levels
from survey.audit_chain.models import Anchor
from survey.audit_chain.submissions import (
    CONSENT,
    add_anchor,
    add_link,
    begin_chain,
    consent_rows,
    page_rows,
)
from survey.design.allocation import drawn_error, errors_to_draw, order_of_slot
from survey.design.definition import SurveyDefinition
from survey.design.options import Options, drawn_options, written_options
from survey.design.panel import PanelIdentifier
from survey.design.path import Section
from survey.enrolment.invitations import TOKEN_BYTES, admit
from survey.enrolment.models import ScreenedOut, Tombstone, beginning_of
from survey.enrolment.slots import locked_version, reserve_slot
from survey.errors import BeginningDeleted
from survey.participation.models import Answer, PageVisit, Participant, Trial
from survey.participation.numbers import next_number
from survey.participation.page_visits import current_page, show_page
from survey.population import Population
from survey.recruitment.actions import name_noted
from survey.studies.load import SEED_BITS
from survey.studies.models import StudyVersion


@dataclass(frozen=True)
class ConsentGiven:
    """A consent as given. `start` is random and tells one beginning from another."""

    start: str
    digest: str
    language: str
    given_at: datetime


def drawn_seed() -> int:
    """A new seed of SEED_BITS bits. It cannot be foreseen, and its record replays the draw."""
    return secrets.randbits(SEED_BITS)


def enrol(
    version: StudyVersion,
    consent: ConsentGiven,
    *,
    inclusion: Mapping[str, Any],
    now: datetime,
    population: Population = Population.PEOPLE,
    draw: Callable[[], int] = drawn_seed,
    invitation: str = "",
    panel: PanelIdentifier | None = None,
) -> Participant:
    """Begin a participation: store the consent and inclusion answers, allocate a slot, draw trials.

    The same beginning sent again returns the participant it made. `draw` gives the seeds of the
    trials, of up to SEED_BITS bits. Pilots and simulated participants need neither an open study
    nor an invitation, and no panel name is stored for them.

    Raises BeginningDeleted where the participant had everything deleted, StudyClosed where no slot
    is left, InvitationRefused where the invitation does not admit anybody, BeganBefore where the
    panel has sent this name before, and NotInBundle where the effects of a scenario or of the
    practice trial are not loaded.
    """
    with name_noted(version.study.slug, panel, day=now.date()) as note, transaction.atomic():
        version = locked_version(version)
        begun = begun_with(consent.start)
        if begun is not None:
            return begun
        _require_not_deleted(consent.start)
        if population is Population.PEOPLE:
            admit(version, invitation, now=now)
        participant = Participant.objects.create(
            version=version,
            number=next_number(version.study_id, population),
            chain=begin_chain(version) if population is Population.PEOPLE else None,
            token=secrets.token_urlsafe(TOKEN_BYTES),
            start=consent.start,
            consented_at=consent.given_at,
            consent_digest=consent.digest,
            consent_language=consent.language,
            population=population,
            from_panel=panel is not None,
            last_active_at=now,
        )
        order = _order(participant, now, is_invited=bool(invitation))
        _begin(participant, order, inclusion, draw, now=now)
        if participant.is_person:
            note()
    return participant


def begun_with(start: str) -> Participant | None:
    """The participant who began with this consent, if there is one."""
    return Participant.objects.filter(start=start).first()


def _require_not_deleted(start: str) -> None:
    if Tombstone.objects.filter(beginning=beginning_of(start)).exists():
        raise BeginningDeleted(
            "Everything you gave was deleted, and this form belonged to it. "
            "To take part after all, please open the link to the study again."
        )


def _begin(
    participant: Participant,
    order: list[str],
    inclusion: Mapping[str, Any],
    draw: Callable[[], int],
    *,
    now: datetime,
) -> None:
    """Store what was given before the first page, and show that page."""
    visit = PageVisit.objects.create(
        participant=participant, page=Section.INCLUSION, shown_at=now, submitted_at=now
    )
    participant.visits_by_page = {visit.page: visit}
    answers = Answer.objects.bulk_create(
        Answer(participant=participant, visit=visit, question=question, value=value)
        for question, value in inclusion.items()
    )
    trials = _give_trials(participant, order, draw)
    participant.trials_by_scenario = {trial.scenario: trial for trial in trials}
    if participant.chain_id is not None:
        rows = consent_rows(participant, trials) | page_rows(visit, answers)
        add_link(participant, CONSENT, rows)
        add_anchor(participant.version, participant.chain_id, Anchor.Kind.BEGAN)
    first = current_page(participant)
    assert first is not None, "no study is without pages"  # noqa: S101
    show_page(participant, first, now=now)


def _order(participant: Participant, now: datetime, *, is_invited: bool) -> list[str]:
    if participant.population != Population.PILOTS:
        return list(reserve_slot(participant, now=now, is_invited=is_invited).order)
    # A pilot takes nobody's slot; its order is drawn for it alone.
    return list(order_of_slot(participant.definition, 0, seed=drawn_seed()))


def _give_trials(
    participant: Participant, order: list[str], draw: Callable[[], int]
) -> list[Trial]:
    definition = participant.definition
    if practice := definition.tutorial.practice:
        current_bundle(practice.bundle)
    trials: list[Trial] = []
    for position, scenario in enumerate(order, start=1):
        effects = current_bundle(definition.scenarios[scenario].bundle)
        shown = explanations(effects.digest)
        # A bundle that was loaded after the study may lack what the study offers.
        require_levels(definition.space_of(scenario).levels, shown.axes)
        errors = errors_to_draw(definition, scenario, shown.errors)
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
        # One order for a participant, in all of their scenarios: that of their first trial's seed.
        trial.options = _options(definition, scenario, seed=trials[0].seed if trials else seed)
        trials.append(trial)
    return Trial.objects.bulk_create(trials)


def _options(definition: SurveyDefinition, scenario: str, *, seed: int) -> Options:
    space = definition.space_of(scenario)
    if definition.tool.option_order == "as_written":
        return written_options(space)
    return drawn_options(space, seed=seed)


@transaction.atomic
def count_screened_out(version: StudyVersion, reason: ScreenedOut.Reason) -> None:
    """Count a person who was screened out. Nothing else about them is stored."""
    ScreenedOut.objects.get_or_create(version=version, reason=reason)
    ScreenedOut.objects.filter(version=version, reason=reason).update(count=F("count") + 1)
