"""What a participant sees in a trial: the error given to them, and each setting they tried."""

from dataclasses import dataclass

from attribution import queries as effects
from attribution.effects import trial as shown
from attribution.effects.bundle import Bundle, ModelError
from core.prepared_query import PreparedQuery
from survey.design.scenarios import Settings
from survey.design.tool import Tool, in_order_of
from survey.participation.models import Exploration, Participant, Trial


@dataclass(frozen=True)
class Tried:
    """An Apply by its position, the setting in it, and the results as they were shown."""

    position: int
    setting: shown.Setting
    results: shown.Trial
    first_position: int
    """That of the first Apply of the same setting, which may be this one"""

    @property
    def is_repeated(self) -> bool:
        return self.first_position != self.position


@dataclass(frozen=True)
class TrialState:
    trial: Trial
    bundle: Bundle
    error: ModelError
    tried: tuple[Tried, ...]
    settings: Settings
    tool: Tool

    @property
    def metrics(self) -> list[str]:
        """The metrics offered, in this participant's order."""
        return in_order_of(self.trial.options.get("metric"), self.settings.metrics)

    @property
    def look(self) -> str:
        """All but effect and setting that decides how results look, for a key of a cache."""
        return f"{self.metrics} {self.tool}"

    @property
    def order(self) -> str:
        """The order of options, for a key of a cache."""
        return f"{self.trial.options}"

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
    study = participant.definition
    first_positions: dict[shown.Setting, int] = {}
    tried = tuple(
        _tried(trial, exploration, first_positions) for exploration in _tried_in(trial.pk)
    )
    return TrialState(trial, bundle, error, tried, study.settings_of(scenario), study.tool)


_tried_in = PreparedQuery(lambda trial: Exploration.objects.filter(trial=trial))


def _tried(
    trial: Trial, exploration: Exploration, first_positions: dict[shown.Setting, int]
) -> Tried:
    setting = shown.Setting.parse(exploration.action, exploration.metric, str(exploration.number))
    results = effects.trial(trial.bundle, trial.error, setting)
    first_position = first_positions.setdefault(setting, exploration.position)
    return Tried(exploration.position, setting, results, first_position)
