"""The results of a setting on a model error (paper, figure 5), looked up in a bundle."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from attribution.axes import Action, Metric
from attribution.data.curve import Scale, scale_of
from attribution.data.display import Series, Text
from attribution.data.shared_words import common_words
from attribution.effects.bundle import (
    BaseModel,
    Bundle,
    GroupEffect,
    ModelError,
    RankedSample,
    Ranking,
    TrainingSample,
)
from attribution.effects.same_samples import same_samples_sentences
from attribution.errors import NotInBundle
from attribution.explanations import Kind, Outcome
from attribution.settings import Axes, Setting, settings_of


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
class EffectsIndex:
    """A bundle of effects as trials read it, with dictionaries that are made at the first use."""

    bundle: Bundle
    kind: Kind = "effects"

    @property
    def name(self) -> str:
        return self.bundle.scenario

    @property
    def source(self) -> str:
        return self.bundle.source

    @cached_property
    def axes(self) -> Axes:
        return {
            "action": tuple(map(str, self.bundle.actions)),
            "metric": tuple(map(str, Metric)),
            "number": tuple(map(str, self.bundle.numbers)),
        }

    @property
    def errors(self) -> tuple[str, ...]:
        return tuple(self._errors)

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """The metrics, by which a group effect is a gain where it has the good direction."""
        return tuple(Outcome(metric, metric.description.short_title, "metric") for metric in Metric)

    def words_of(self, error: str) -> str:
        """Such as “Coat” taken for “Shirt” (test-12)."""
        true, predicted = self._classes_of(error)
        return f"“{true}” taken for “{predicted}” ({error})"

    def facts_of(self, error: str) -> dict[str, str]:
        true, predicted = self._classes_of(error)
        return {
            "": f"{true} is misclassified as {predicted}",
            "true_class": true,
            "predicted_class": predicted,
        }

    def results(self, error: str, setting: Setting) -> Trial:
        """The results of a setting; raises NotInBundle and NoSuchSetting."""
        model_error = self.error(error)
        setting = Setting.parse(setting, self.axes)
        action, metric = Action(setting["action"]), Metric(setting["metric"])
        ranking = self._rankings[error, action, metric]
        ranked = ranking.samples[: int(setting["number"])]
        return Trial(
            error=model_error,
            base_model=self.bundle.base_model,
            setting=setting,
            relevant=ranking.relevant,
            samples=tuple(
                RelevantSample(rank, self._samples[effect.id], effect)
                for rank, effect in enumerate(ranked, start=1)
            ),
            effect=self._groups.get((error, action, metric, len(ranked))),
        )

    def gains(self, error: str) -> Mapping[Setting, tuple[float, ...]]:
        """Good direction of a metric * its change; 0 where no training sample is relevant.

        Losses are in nats, probabilities run from 0 to 1.
        """
        return {setting: self._gains(error, setting) for setting in settings_of(self.axes)}

    def accuracy_changes(self, error: str) -> Mapping[Setting, float]:
        """0 where no training sample is relevant, so that nothing is retrained."""
        effects = {
            setting: self.results(error, setting).effect for setting in settings_of(self.axes)
        }
        return {
            setting: effect.test_accuracy.change if effect else 0.0
            for setting, effect in effects.items()
        }

    def shown_alike(self, error: str) -> Mapping[Setting, Hashable]:
        """The action and the samples that it is done to, which decide the effect.

        Settings differ then in the order of the samples or in the metric in front, at most.
        """
        return {
            setting: (
                setting["action"],
                frozenset(sample.sample.id for sample in self.results(error, setting).samples),
            )
            for setting in settings_of(self.axes)
        }

    def alike(self, offered: Axes) -> Mapping[str, tuple[str, ...]]:
        return same_samples_sentences(self.bundle, offered)

    def _gains(self, error: str, setting: Setting) -> tuple[float, ...]:
        effect = self.results(error, setting).effect
        if effect is None:
            return (0.0,) * len(Metric)
        return tuple(metric.good_direction * effect.change_of(metric).change for metric in Metric)

    def ranked_lists(self, error: str) -> list[RankedList]:
        """A list for each action and metric; raises NotInBundle as `results` does."""
        lists = []
        largest = str(max(self.bundle.numbers))
        for action, metric in product(self.bundle.actions, Metric):
            setting = Setting({"action": action, "metric": metric, "number": largest})
            longest = self.results(error, setting)
            effects = tuple(
                self._groups[error, action, metric, number]
                for number in range(1, len(longest.samples) + 1)
                if (error, action, metric, number) in self._groups
            )
            lists.append(RankedList(longest, effects))
        return lists

    def curve_scale(self, error: str) -> Scale:
        """The scale of an error's curve and of all that some setting shows beside it.

        So it is the same in every setting. For bundles of curves alone.
        """
        listed = {
            ranked.id
            for ranking in self.bundle.rankings
            if ranking.error == error
            for ranked in ranking.samples
        }
        beside = (self._samples[id_].display for id_ in listed)
        displays = (self.error(error).display, *beside)
        curves = [display for display in displays if isinstance(display, Series)]
        return scale_of(curves, self.bundle.features)

    @cached_property
    def common_words(self) -> frozenset[str]:
        """The words that are too common among the texts of the bundle to be marked."""
        displays = (sample.display for sample in self.bundle.shown)
        return common_words(display.text for display in displays if isinstance(display, Text))

    def error(self, error: str) -> ModelError:
        """The record of an error; raises NotInBundle."""
        if error not in self._errors:
            raise NotInBundle(
                f"The bundle {self.bundle.scenario} has no model error {error!r}: "
                f"its errors are {', '.join(self._errors)}."
            )
        return self._errors[error]

    def _classes_of(self, error: str) -> tuple[str, str]:
        """The true and the predicted class of an error."""
        model_error, classes = self.error(error), self.bundle.classes
        return classes[model_error.true_class], classes[model_error.predicted_class]

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
