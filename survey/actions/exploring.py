"""Settings tried in a trial, and the one submitted."""

from datetime import datetime

from django.db import transaction

from attribution.effects.trial import Setting
from survey.actions.answering import close_page, locked, require_current
from survey.design.path import PathPage
from survey.errors import NothingApplied
from survey.models import Choice, Exploration, Participant


@transaction.atomic
def apply_setting(
    participant: Participant, page: PathPage, setting: Setting, *, now: datetime
) -> Exploration:
    """Keep one Apply, before its results are shown; raises WrongPage once the trial is over."""
    participant = locked(participant)
    require_current(participant, page)
    trial = participant.trials.get(scenario=page.scenario)
    Participant.objects.filter(pk=participant.pk).update(last_active_at=now)
    return Exploration.objects.create(
        trial=trial,
        position=trial.explorations.count() + 1,
        action=setting.action,
        metric=setting.metric,
        number=setting.number,
        applied_at=now,
    )


@transaction.atomic
def submit_setting(
    participant: Participant, page: PathPage, position: int, *, now: datetime
) -> Choice:
    """Submit the setting of an Apply, for good.

    Raises NothingApplied where there was no such Apply, WrongPage once the trial is over.
    """
    participant = locked(participant)
    require_current(participant, page)
    trial = participant.trials.get(scenario=page.scenario)
    exploration = trial.explorations.filter(position=position).first()
    if exploration is None:
        raise NothingApplied("Please choose a setting and press Apply before you submit it.")
    choice = Choice.objects.create(trial=trial, exploration=exploration, chosen_at=now)
    close_page(participant, page, {}, now=now)
    return choice
