"""What a participant sees in a trial: their model error, every setting tried, the one submitted."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from attribution import queries as bundles
from attribution.errors import NotInBundle
from attribution.explanations import Explanations
from attribution.settings import Setting
from core.prepared_query import PreparedQuery
from survey.design.design_space import DesignSpace
from survey.design.tool import Tool
from survey.participation.models import Choice, Exploration, Participant, Trial


@dataclass(frozen=True)
class Tried:
    """An Apply: its position, its setting, and the results as they were shown."""

    position: int
    setting: Setting
    space: DesignSpace
    results: Any
    """A record of the bundle's kind"""
    first_position: int
    """The position of the first Apply of the same setting, which may be this one."""

    @property
    def words(self) -> str:
        """The setting as part of a sentence."""
        return self.space.words(self.setting)

    @property
    def short_words(self) -> str:
        """The setting in the words of a list of settings."""
        return self.space.short_words(self.setting)

    @property
    def values(self) -> str:
        """The values of the controls for the setting."""
        return " ".join(self.setting.values())

    @property
    def is_repeated(self) -> bool:
        return self.first_position != self.position


@dataclass(frozen=True)
class TrialState:
    trial: Trial
    explanations: Explanations
    space: DesignSpace
    tried: tuple[Tried, ...]
    tool: Tool

    @property
    def kind(self) -> str:
        return self.explanations.kind

    @property
    def templates(self) -> Mapping[str, str]:
        """The templates of the bundle's kind: for the error, the results and a comparison.

        Of training-data effects also those by modality: for the display of the error, and for
        training samples as they are listed and compared.
        """
        of_kind = f"trial/{self.kind}"
        parts = {part: f"{of_kind}/_{part}.html" for part in ("error", "results", "comparison")}
        if self.kind == "effects":
            shown_as = f"{of_kind}/{self.bundle.modality}"
            parts |= {
                part: f"{shown_as}/_{part}.html" for part in ("display", "samples", "compared")
            }
        return parts

    @property
    def error(self) -> Any:
        """The model error, as a record of the bundle's kind."""
        return self.explanations.error(self.trial.error)

    @property
    def bundle(self) -> Any:
        """The bundle, as a record of its kind."""
        return self.explanations.bundle

    @property
    def metrics(self) -> list[str]:
        """The metrics of training-data effects that are offered, in the participant's order."""
        options: list[str] = self.trial.options["metric"]
        return options

    @property
    def look(self) -> str:
        """What decides how results look besides bundle and setting, for the key of a cache."""
        return f"{self.order} {self.tool}"

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
    """The state of a trial. Raises NotInBundle where its bundle is not loaded."""
    trial = participant.trial_of(scenario)
    explanations = bundles.explanations(trial.bundle)
    study = participant.definition
    space = study.space_of(scenario)
    first_positions: dict[Setting, int] = {}
    tried = []
    for exploration in _tried_in(trial.pk):
        setting = stored_setting(exploration, space)
        first_position = first_positions.setdefault(setting, exploration.position)
        results = explanations.results(trial.error, setting)
        tried.append(Tried(exploration.position, setting, space, results, first_position))
    return TrialState(trial, explanations, space, tuple(tried), study.tool)


_tried_in = PreparedQuery(lambda trial: Exploration.objects.filter(trial=trial))


def stored_setting(exploration: Exploration, space: DesignSpace) -> Setting:
    """The setting of an Apply with its axes in their order, which databases do not keep."""
    return Setting({axis: exploration.setting[axis] for axis in space.axes})


@dataclass(frozen=True)
class Submitted:
    """A submitted setting. `state` has it as the only one tried; None without its bundle."""

    setting: Setting
    space: DesignSpace
    state: TrialState | None


def submitted_in(participant: Participant, scenario: str) -> Submitted:
    """The choice of a trial that is over.

    Raises Participant.DoesNotExist for a participant who had everything deleted a moment ago.
    """
    trial = participant.trial_of(scenario)
    chosen = next(iter(_chosen_in(trial.pk)), None)
    if chosen is None:
        raise Participant.DoesNotExist(f"no choice in {trial}")
    study = participant.definition
    space = study.space_of(scenario)
    setting = stored_setting(chosen, space)
    try:
        explanations = bundles.explanations(trial.bundle)
        results = explanations.results(trial.error, setting)
    except NotInBundle:
        return Submitted(setting, space, None)
    tried = Tried(chosen.position, setting, space, results, chosen.position)
    return Submitted(setting, space, TrialState(trial, explanations, space, (tried,), study.tool))


_chosen_in = PreparedQuery(
    lambda trial: Exploration.objects.filter(
        pk__in=Choice.objects.filter(trial=trial).values("exploration")
    )
)
