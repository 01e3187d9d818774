"""The setting somebody submitted in a trial, and what they saw of it."""

from dataclasses import dataclass

from attribution import queries as effects
from attribution.effects.trial import Setting
from attribution.errors import NotInBundle
from core.prepared_query import PreparedQuery
from survey.participation.models import Choice, Exploration, Participant
from survey.trial.state import TrialState, Tried


@dataclass(frozen=True)
class Submitted:
    """`state` has this setting as the only one tried; it is None where its effects are gone."""

    setting: Setting
    state: TrialState | None


def submitted_in(participant: Participant, scenario: str) -> Submitted:
    """The choice of a trial that is over.

    Raises Participant.DoesNotExist for somebody who had everything deleted a moment ago.
    """
    trial = participant.trial_of(scenario)
    chosen = next(iter(_chosen_in(trial.pk)), None)
    if chosen is None:
        raise Participant.DoesNotExist(f"no choice in {trial}")
    setting = Setting.parse(chosen.action, chosen.metric, str(chosen.number))
    try:
        bundle = effects.bundle(trial.bundle)
        results = effects.trial(trial.bundle, trial.error, setting)
    except NotInBundle:
        return Submitted(setting, None)
    tried = Tried(chosen.position, setting, results, chosen.position)
    study = participant.definition
    settings = study.settings_of(scenario)
    state = TrialState(trial, bundle, results.error, (tried,), settings, study.tool)
    return Submitted(setting, state)


_chosen_in = PreparedQuery(
    lambda trial: Exploration.objects.filter(
        pk__in=Choice.objects.filter(trial=trial).values("exploration")
    )
)
