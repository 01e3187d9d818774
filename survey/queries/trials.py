"""What a participant sees in a trial: the error given to them, and each setting they tried."""

from dataclasses import dataclass

from attribution import queries as effects
from attribution.effects import trial as shown
from attribution.effects.bundle import Bundle, ModelError
from survey.models import Exploration, Participant, Trial
from survey.models.remembered import Remembered


@dataclass(frozen=True)
class Tried:
    """An Apply by its position, the setting in it, and the results as they were shown."""

    position: int
    setting: shown.Setting
    results: shown.Trial


@dataclass(frozen=True)
class TrialState:
    trial: Trial
    bundle: Bundle
    error: ModelError
    tried: tuple[Tried, ...]

    @property
    def newest(self) -> Tried | None:
        return self.tried[-1] if self.tried else None

    def at(self, position: str | None) -> Tried | None:
        """The Apply of a position, as text from an address; None for any that is not there."""
        return next((each for each in self.tried if str(each.position) == position), None)


def trial_state(participant: Participant, scenario: str) -> TrialState:
    """Raises NotInBundle where the effects of the trial are gone."""
    trial = participant.trial_of(scenario)
    bundle = effects.bundle(trial.bundle)
    error = next(each for each in bundle.errors if each.id == trial.error)
    tried = tuple(_tried(trial, exploration) for exploration in _tried_in(trial.pk))
    return TrialState(trial, bundle, error, tried)


_tried_in = Remembered(lambda trial: Exploration.objects.filter(trial=trial))


def _tried(trial: Trial, exploration: Exploration) -> Tried:
    setting = shown.Setting.parse(exploration.action, exploration.metric, str(exploration.number))
    results = effects.trial(trial.bundle, trial.error, setting)
    return Tried(exploration.position, setting, results)
