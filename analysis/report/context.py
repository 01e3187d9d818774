"""What the sections of a report share: the observations and the tests made of them."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from analysis.records.observations import StudyObservations
from analysis.report.choices import Choices
from analysis.report.labels import AXES, CHOICES
from analysis.statistics.preferences.choices import POOLED, ChoiceCounts
from analysis.statistics.preferences.conclusions import Conclusion, conclusions
from analysis.statistics.preferences.people import People
from analysis.statistics.preferences.published import AsPublished, as_published
from analysis.statistics.preferences.recommended import AsRecommended, as_recommended

ALPHA = 0.05


@dataclass(frozen=True, eq=False)
class Material:
    """`seed` and `replicates` are those of everything that is simulated or resampled."""

    observations: StudyObservations
    seed: int
    replicates: int

    @cached_property
    def choices(self) -> Choices:
        return Choices(self.observations)

    @cached_property
    def published(self) -> AsPublished:
        return as_published(self.choices.counts, alpha=ALPHA)

    @cached_property
    def recommended(self) -> AsRecommended:
        return as_recommended(
            self.choices.counts, seed=self.seed, alpha=ALPHA, replicates=self.replicates
        )

    @cached_property
    def conclusions(self) -> tuple[Conclusion, ...]:
        return conclusions(self.published, self.recommended)

    @cached_property
    def places(self) -> tuple[str, ...]:
        """The scenarios by their names in the counts, in order; then the pooled ones, if any."""
        return tuple(dict.fromkeys(each.scenario for each in self.counts_by_place))

    @cached_property
    def counts_by_place(self) -> tuple[ChoiceCounts, ...]:
        """The counts, those of pooled answers last."""
        return tuple(sorted(self.choices.counts, key=lambda each: each.scenario == POOLED))

    def counts_of(self, axis: str) -> tuple[ChoiceCounts, ...]:
        return tuple(each for each in self.choices.counts if each.axis == axis)

    @cached_property
    def people(self) -> tuple[People, ...]:
        """Who chose what together, on each axis that is the same in several scenarios."""
        several = len(self.observations.scenarios) > 1
        axes = [axis for axis in AXES if several and axis not in self.choices.unpooled]
        return tuple(self._people(axis) for axis in axes)

    def _people(self, axis: str) -> People:
        found, trials = self.choices, self.observations.trials
        size = int(trials.person.max()) + 1 if len(trials.person) else 0
        chosen = np.full((size, len(self.observations.scenarios)), -1)
        kept = found.submitted
        chosen[trials.person[kept], trials.scenario[kept]] = found.codes[axis][kept]
        patterns, numbers = np.unique(chosen, axis=0, return_counts=True)
        words = [*CHOICES[axis], None]
        counts = [each for each in self.counts_of(axis) if each.scenario != POOLED]
        return People(
            axis=axis,
            scenarios=tuple(each.scenario for each in counts),
            choices=tuple(counts[0].counts),
            patterns={
                tuple(words[place] for place in pattern): number
                for pattern, number in zip(patterns.tolist(), numbers.tolist(), strict=True)
            },
        )
