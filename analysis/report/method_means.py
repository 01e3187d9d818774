"""Attribution methods compared by their mean scores over the settings that people submitted."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

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


@dataclass(frozen=True, eq=False)
class MethodMeans:
    """All intervals come from the same resamples of people."""

    scored: ScoredChoices
    seed: int
    replicates: int

    @cached_property
    def means(self) -> tuple[MethodMean, ...]:
        """Place by place and measure by measure, every method that has a score there."""
        columns = [
            (place, at, number)
            for place in self.scored.places
            for at in range(len(MEASURES))
            for number in range(len(self.scored.methods))
        ]
        means = self._means([self._values(place, number, at) for place, at, number in columns])
        offered = {place.name: self.scored.offered(place) for place in self.scored.places}
        return tuple(
            MethodMean(
                place,
                MEASURES[at],
                self.scored.methods[number],
                mean,
                _mean(offered[place.name][:, number, at]),
            )
            for (place, at, number), mean in zip(columns, means, strict=True)
            if mean.answers
        )

    @cached_property
    def differences(self) -> tuple[MethodDifference, ...]:
        """Of the highest approximation from each other, in every place and by every measure.

        Over the submissions for which both have a score.
        """
        pairs = [
            pair
            for place in self.scored.places
            for measure in MEASURES
            for pair in _with_the_first(self.ranked(place, measure))
        ]
        differences = [
            self._values(higher.place, self._number(higher.method), MEASURES.index(higher.measure))
            - self._values(higher.place, self._number(other), MEASURES.index(higher.measure))
            for higher, other in pairs
        ]
        return tuple(
            MethodDifference(higher, other, by)
            for (higher, other), by in zip(pairs, self._means(differences), strict=True)
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

    def _number(self, method: ScoredMethod) -> int:
        return self.scored.methods.index(method)

    def _values(self, place: ScoredPlace, method: int, measure: int) -> Floats:
        """The scores of a method for what each pattern of people submitted in a place."""
        _people, values = self.scored.by_people
        return self.scored.in_place(place, values[..., method, measure])

    def _means(self, columns: Sequence[Floats]) -> tuple[MeanByPeople, ...]:
        if not columns:
            return ()
        people, _values = self.scored.by_people
        return means_by_people(
            people, np.stack(columns, axis=2), seed=self.seed, replicates=self.replicates
        )


def _with_the_first(ranked: Sequence[MethodMean]) -> list[tuple[MethodMean, ScoredMethod]]:
    return [(ranked[0], other.method) for other in ranked[1:]]


def _mean(values: Floats) -> float | None:
    known = values[~np.isnan(values)]
    return float(known.mean()) if len(known) else None
