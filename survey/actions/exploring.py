"""Settings tried in a trial, and the one submitted."""

from datetime import datetime

from django.db import transaction
from django.db.models import Count

from attribution import queries as effects
from attribution.effects.trial import Setting
from survey.actions.answering import close_page, hold
from survey.actions.evidence import add_link
from survey.design.path import PathPage
from survey.errors import NothingApplied
from survey.models import Choice, Exploration, Participant
from survey.queries.submissions import apply_rows, apply_subject


@transaction.atomic
def apply_setting(
    participant: Participant, page: PathPage, setting: Setting, *, now: datetime
) -> Exploration:
    """Keep one Apply, before its results are shown.

    Raises WrongPage once the trial is over, and NotInBundle where its effects are gone.
    """
    hold(participant, page, now=now)
    trial = participant.trials.annotate(tried=Count("explorations")).get(scenario=page.scenario)
    effects.bundle(trial.bundle)
    applied = Exploration.objects.create(
        trial=trial,
        position=trial.tried + 1,
        action=setting.action,
        metric=setting.metric,
        number=setting.number,
        applied_at=now,
    )
    add_link(participant, apply_subject(trial.scenario, applied.position), apply_rows(applied))
    return applied


@transaction.atomic
def submit_setting(
    participant: Participant, page: PathPage, position: int, *, now: datetime
) -> PathPage:
    """Submit the setting of an Apply, for good; the next page is returned.

    Raises NothingApplied where there was no such Apply, WrongPage once the trial is over.
    """
    visit = hold(participant, page, now=now)
    explorations = Exploration.objects.select_related("trial")
    exploration = explorations.filter(
        trial__participant=participant, trial__scenario=page.scenario, position=position
    ).first()
    if exploration is None:
        raise NothingApplied("Please choose a setting and press Apply before you submit it.")
    trial = exploration.trial
    choice = Choice.objects.create(trial=trial, exploration=exploration, chosen_at=now)
    return close_page(participant, page, visit, {}, now=now, choice=choice)
