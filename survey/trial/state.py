"""What a participant sees in a trial: their model error, every setting tried, the one submitted."""

from dataclasses import dataclass

from attribution import queries as effects
from attribution.axes import Setting
from attribution.effects import trial as shown
from attribution.effects.bundle import Bundle, ModelError
from attribution.errors import NotInBundle
from core.prepared_query import PreparedQuery
from survey.design.tool import Tool
from survey.participation.models import Choice, Exploration, Participant, Trial


@dataclass(frozen=True)
class Tried:
    """An Apply: its position, its setting, and the results as they were shown."""

    position: int
    setting: Setting
    results: shown.Trial
    first_position: int
    """The position of the first Apply of the same setting, which may be this one."""

    @property
    def is_repeated(self) -> bool:
        return self.first_position != self.position


@dataclass(frozen=True)
class TrialState:
    trial: Trial
    bundle: Bundle
    error: ModelError
    tried: tuple[Tried, ...]
    tool: Tool

    @property
    def metrics(self) -> list[str]:
        """The metrics offered, in the participant's order."""
        options: list[str] = self.trial.options["metric"]
        return options

    @property
    def look(self) -> str:
        """What decides how results look besides effect and setting, for the key of a cache."""
        return f"{self.metrics} {self.tool}"

    @property
    def order(self) -> str:
        """The order of options, for the key of a cache."""
        return f"{self.trial.options}"

    @property
    def newest(self) -> Tried | None:
        return self.tried[-1] if self.tried else None

    def at(self, position: str | None) -> Tried | None:
        """The Apply of a position that comes from an address; None where there is none."""
        return next(
            (exploration for exploration in self.tried if str(exploration.position) == position),
            None,
        )


def trial_state(participant: Participant, scenario: str) -> TrialState:
    """The state of a trial. Raises NotInBundle where its effects are not loaded."""
    trial = participant.trial_of(scenario)
    bundle = effects.bundle(trial.bundle)
    error = next(candidate for candidate in bundle.errors if candidate.id == trial.error)
    study = participant.definition
    first_positions: dict[Setting, int] = {}
    tried = tuple(
        _tried(trial, exploration, first_positions) for exploration in _tried_in(trial.pk)
    )
    return TrialState(trial, bundle, error, tried, study.tool)


_tried_in = PreparedQuery(lambda trial: Exploration.objects.filter(trial=trial))


def _tried(trial: Trial, exploration: Exploration, first_positions: dict[Setting, int]) -> Tried:
    setting = Setting.parse(exploration.action, exploration.metric, str(exploration.number))
    results = effects.trial(trial.bundle, trial.error, setting)
    first_position = first_positions.setdefault(setting, exploration.position)
    return Tried(exploration.position, setting, results, first_position)


@dataclass(frozen=True)
class Submitted:
    """A submitted setting. `state` has it as the only one tried; None without its effects."""

    setting: Setting
    state: TrialState | None


def submitted_in(participant: Participant, scenario: str) -> Submitted:
    """The choice of a trial that is over.

    Raises Participant.DoesNotExist for a participant who had everything deleted a moment ago.
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
    tool = participant.definition.tool
    state = TrialState(trial, bundle, results.error, (tried,), tool)
    return Submitted(setting, state)


_chosen_in = PreparedQuery(
    lambda trial: Exploration.objects.filter(
        pk__in=Choice.objects.filter(trial=trial).values("exploration")
    )
)
