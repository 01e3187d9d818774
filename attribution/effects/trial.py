"""The results of a setting on a model error (paper, figure 5), looked up in a bundle."""

from dataclasses import dataclass
from functools import cached_property
from itertools import product

from attribution.axes import LARGEST_NUMBER, Action, Metric, Setting
from attribution.effects.bundle import (
    BaseModel,
    Bundle,
    GroupEffect,
    ModelError,
    RankedSample,
    Ranking,
    TrainingSample,
)
from attribution.errors import NotInBundle


@dataclass(frozen=True)
class RelevantSample:
    """A training sample with its rank, from 1, and the effect of acting on it alone."""

    rank: int
    sample: TrainingSample
    effect: RankedSample


@dataclass(frozen=True)
class Trial:
    """The results of one setting on one model error.

    There are fewer `samples` than the setting's number where fewer are relevant. `effect` is that
    of acting on all of them together, and None where there are none.
    """

    error: ModelError
    base_model: BaseModel
    setting: Setting
    relevant: int
    samples: tuple[RelevantSample, ...]
    effect: GroupEffect | None


@dataclass(frozen=True)
class RankedList:
    """The results for one error, action and metric at every number of samples."""

    longest: Trial
    effects: tuple[GroupEffect, ...]


@dataclass(frozen=True)
class TrialIndex:
    """Looks up trials in a bundle by dictionaries that are made at the first use."""

    bundle: Bundle

    def trial(self, error: str, setting: Setting) -> Trial:
        """The results of a setting; raises NotInBundle where there is no such error."""
        if error not in self._errors:
            raise NotInBundle(
                f"The bundle {self.bundle.scenario} has no model error {error!r}: "
                f"its errors are {', '.join(self._errors)}."
            )
        ranking = self._rankings[error, setting.action, setting.metric]
        ranked = ranking.samples[: setting.number]
        return Trial(
            error=self._errors[error],
            base_model=self.bundle.base_model,
            setting=setting,
            relevant=ranking.relevant,
            samples=tuple(
                RelevantSample(rank, self._samples[effect.id], effect)
                for rank, effect in enumerate(ranked, start=1)
            ),
            effect=self._groups.get((error, setting.action, setting.metric, len(ranked))),
        )

    def ranked_lists(self, error: str) -> list[RankedList]:
        """A list for each action and metric; raises NotInBundle as `trial` does."""
        lists = []
        for action, metric in product(Action, Metric):
            longest = self.trial(error, Setting(action, metric, LARGEST_NUMBER))
            numbers = range(1, len(longest.samples) + 1)
            effects = tuple(self._groups[error, action, metric, number] for number in numbers)
            lists.append(RankedList(longest, effects))
        return lists

    @cached_property
    def _errors(self) -> dict[str, ModelError]:
        return {error.id: error for error in self.bundle.errors}

    @cached_property
    def _samples(self) -> dict[str, TrainingSample]:
        return {sample.id: sample for sample in self.bundle.training_samples}

    @cached_property
    def _rankings(self) -> dict[tuple[str, Action, Metric], Ranking]:
        return {
            (ranking.error, ranking.action, ranking.metric): ranking
            for ranking in self.bundle.rankings
        }

    @cached_property
    def _groups(self) -> dict[tuple[str, Action, Metric, int], GroupEffect]:
        return {
            (effect.error, effect.action, effect.metric, effect.number): effect
            for effect in self.bundle.group_effects
        }
