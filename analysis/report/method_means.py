"""Attribution methods compared by their mean scores over the settings that people submitted."""

from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, product

import numpy as np

from analysis.report.scored_choices import ScoredChoices, ScoredPlace
from analysis.statistics.means_by_people import MeanByPeople, means_by_people
from attribution.estimates.method_scores import MEASURES, Measure, ScoredMethod
from core.arrays import Floats
from core.rounding import rounded


@dataclass(frozen=True)
class MethodMean:
    """The mean score of a method, over the settings submitted and over all that are offered."""

    place: ScoredPlace
    measure: Measure
    method: ScoredMethod
    submitted: MeanByPeople
    offered: float | None


@dataclass(frozen=True)
class MethodDifference:
    """How much higher one mean score is than that of another method."""

    higher: MethodMean
    other: ScoredMethod
    by: MeanByPeople

    @property
    def is_told_apart(self) -> bool:
        """Whether the interval of the difference leaves zero out."""
        interval = self.by.interval
        return interval is not None and not interval.low <= 0 <= interval.high


_Column = tuple[int, int, int]
"""A place, a measure and a method, or a pair of methods, by their positions."""


@dataclass(frozen=True, eq=False)
class MethodMeans:
    """All means and intervals come from the same resamples of people, which take the longest."""

    scored: ScoredChoices
    seed: int
    replicates: int

    @cached_property
    def means(self) -> tuple[MethodMean, ...]:
        """Place by place and measure by measure, every method that has a score there."""
        offered = [self.scored.offered(place) for place in self.scored.places]
        columns = product(*map(range, self._shape))
        return tuple(
            MethodMean(
                self.scored.places[place],
                MEASURES[measure],
                self.scored.methods[method],
                mean,
                _mean(offered[place][:, method, measure]),
            )
            for place, measure, method in columns
            if (mean := self._of_methods[place, measure, method]).answers
        )

    @cached_property
    def differences(self) -> tuple[MethodDifference, ...]:
        """Of the highest approximation from each other, in every place and by every measure.

        Over the submissions for which both have a score.
        """
        return tuple(
            MethodDifference(ranked[0], other.method, self._difference(ranked[0], other))
            for place in self.scored.places
            for measure in MEASURES
            for ranked in [self.ranked(place, measure)]
            for other in ranked[1:]
        )

    def ranked(self, place: ScoredPlace, measure: Measure) -> list[MethodMean]:
        """The approximations by their means over the settings submitted, the highest first."""
        means = [
            mean
            for mean in self.means
            if mean.place is place and mean.measure is measure and not mean.method.is_yardstick
        ]
        # The last bits of a sum decide nothing.
        return sorted(means, key=lambda mean: -rounded(mean.submitted.mean or 0.0))

    @property
    def _shape(self) -> tuple[int, int, int]:
        return len(self.scored.places), len(MEASURES), len(self.scored.methods)

    @cached_property
    def _pairs(self) -> list[tuple[int, int]]:
        """The pairs of approximations, each once."""
        methods = enumerate(self.scored.methods)
        return [*combinations((at for at, method in methods if not method.is_yardstick), 2)]

    @cached_property
    def _resampled(self) -> tuple[dict[_Column, MeanByPeople], dict[_Column, MeanByPeople]]:
        """The means by method, and the differences by pair."""
        people, values = self.scored.by_people
        columns, pairs = [], []
        for place in self.scored.places:
            inside = self.scored.in_place(place, values)
            for measure in range(len(MEASURES)):
                of_measure = inside[..., measure]
                columns.append(of_measure)
                first, second = np.array(self._pairs, dtype=np.int64).reshape(-1, 2).T
                pairs.append(of_measure[..., first] - of_measure[..., second])
        means = means_by_people(
            people,
            np.concatenate([*columns, *pairs], axis=2),
            seed=self.seed,
            replicates=self.replicates,
        )
        places, measures, methods = self._shape
        of_methods = [*product(range(places), range(measures), range(methods))]
        of_pairs = [*product(range(places), range(measures), range(len(self._pairs)))]
        return (
            dict(zip(of_methods, means[: len(of_methods)], strict=True)),
            dict(zip(of_pairs, means[len(of_methods) :], strict=True)),
        )

    @property
    def _of_methods(self) -> dict[_Column, MeanByPeople]:
        return self._resampled[0] if self.scored.places else {}

    def _difference(self, higher: MethodMean, other: MethodMean) -> MeanByPeople:
        first, second = map(self.scored.methods.index, (higher.method, other.method))
        pair = self._pairs.index((min(first, second), max(first, second)))
        place = self.scored.places.index(higher.place)
        by = self._resampled[1][place, MEASURES.index(higher.measure), pair]
        return by if first < second else by.negative


def _mean(values: Floats) -> float | None:
    known = values[~np.isnan(values)]
    return float(known.mean()) if len(known) else None
