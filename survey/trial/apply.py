"""Applying settings in a trial, and submitting one of them."""

from datetime import datetime

from django.db import transaction

from attribution import queries as bundles
from attribution.settings import Setting
from core.prepared_query import PreparedQuery
from core.prepared_write import PreparedInsert
from survey.audit_chain.submissions import add_link, apply_rows, apply_subject
from survey.design.path import PathPage
from survey.errors import NothingApplied
from survey.participation.models import Choice, Exploration, Participant
from survey.participation.page_visits import lock_page, require_open_page, submit_visit
from survey.participation.submit import go_on


@transaction.atomic
def apply_setting(
    participant: Participant, page: PathPage, setting: Setting, *, now: datetime
) -> Exploration:
    """Store one Apply before its results are shown.

    Raises WrongPage once the trial is over, and NotInBundle where its bundle is not loaded or
    has nothing for the setting.
    """
    lock_page(participant, page, now=now)
    trial = participant.trial_of(page.scenario)
    bundles.explanations(trial.bundle).results(trial.error, setting)
    applied = _store(
        Exploration(
            trial=trial,
            position=len(_applied_in(trial.pk)) + 1,
            setting=dict(setting),
            applied_at=now,
        )
    )
    add_link(participant, apply_subject(trial.scenario, applied.position), apply_rows(applied))
    return applied


_store = PreparedInsert(Exploration)
_applied_in = PreparedQuery(lambda trial: Exploration.objects.filter(trial=trial).only("pk"))


@transaction.atomic
def submit_setting(
    participant: Participant, page: PathPage, position: int, *, now: datetime
) -> PathPage:
    """Submit the setting of an Apply, for good, and return the next page.

    Raises NothingApplied where there was no such Apply, and WrongPage once the trial is over.
    """
    visit = require_open_page(participant, page, now=now)
    trial = participant.trial_of(page.scenario)
    exploration = trial.explorations.filter(position=position).first()
    if exploration is None:
        raise NothingApplied("Please choose a setting and press Apply before you submit it.")
    submit_visit(visit, now=now)
    choice = Choice.objects.create(trial=trial, exploration=exploration, chosen_at=now)
    return go_on(participant, page, visit, {}, now=now, choice=choice)
