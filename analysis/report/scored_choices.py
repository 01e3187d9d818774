"""The scores of attribution methods that go with the settings submitted, as arrays."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from analysis.records.observations import NO_LEVEL, StudyObservations
from analysis.report.choices import SubmittedChoices
from analysis.report.exploration_measures import offered_settings
from analysis.statistics.preferences.choices import POOLED
from attribution.estimates.method_scores import MEASURES, ScoredMethod
from core.arrays import Booleans, Floats, Integers

NO_ANSWER = -1


@dataclass(frozen=True, eq=False)
class ScoredPlace:
    """A scenario with scores, or all of these; `trials` [trials] are those with a score there."""

    name: str
    scenarios: tuple[str, ...]
    trials: Booleans


@dataclass(frozen=True, eq=False)
class ScoredChoices:
    """Scores are [..., methods, measures], in the order of `methods` and MEASURES.

    NaN where there is none. Settings stand in the order of their levels, and bundles in that of
    their digests, so that nothing hangs on the order in which they were read.
    """

    observations: StudyObservations
    choices: SubmittedChoices

    @cached_property
    def methods(self) -> tuple[ScoredMethod, ...]:
        """All that some bundle has scores of, the yardsticks last."""
        scores = self.observations.methods
        methods = {
            method.key: method for digest in self._bundles for method in scores[digest].methods
        }
        return tuple(sorted(methods.values(), key=lambda method: method.is_yardstick))

    @cached_property
    def _bundles(self) -> list[str]:
        """The digests of those with scores."""
        return sorted(self.observations.methods)

    @cached_property
    def settings(self) -> Integers:
        """All settings by their levels [settings, axes], in the order of levels."""
        return self.observations.settings[self._order]

    @cached_property
    def _order(self) -> Integers:
        return np.lexsort(self.observations.settings.T[::-1])

    @cached_property
    def chosen(self) -> Integers:
        """The setting of each trial by its place in `settings` [trials]; after all for none."""
        number = len(self._order)
        places = np.full(number + 1, number, dtype=np.int64)
        places[self._order] = np.arange(number)
        return places[self.observations.trials.chosen]

    @cached_property
    def bundle(self) -> Integers:
        """The bundle of each trial [trials]; after all for one without scores."""
        places = {digest: at for at, digest in enumerate(self._bundles)}
        of_stimuli = [
            places.get(stimulus.bundle, len(places)) for stimulus in self.observations.stimuli
        ]
        return np.array(of_stimuli, dtype=np.int64)[self.observations.trials.stimulus]

    @cached_property
    def table(self) -> Floats:
        """The scores of every setting [bundles and none, settings and none, methods, measures]."""
        shape = (len(self._bundles) + 1, len(self.settings) + 1, len(self.methods), len(MEASURES))
        table = np.full(shape, np.nan)
        numbers = {method.key: number for number, method in enumerate(self.methods)}
        for at, digest in enumerate(self._bundles):
            for place, levels in enumerate(self.settings.tolist()):
                scores = self.observations.methods[digest].of(self.setting(levels))
                for method, values in scores.items():
                    table[at, place, numbers[method]] = [
                        np.nan if value is None else value for value in values
                    ]
        return table

    def setting(self, levels: list[int]) -> dict[str, str]:
        """The keys of levels by that of their axis."""
        return {
            axis.key: axis.levels[level]
            for axis, level in zip(self.observations.axes, levels, strict=True)
            if level != NO_LEVEL
        }

    @cached_property
    def scores(self) -> Floats:
        """The scores of what was submitted [trials, methods, measures]."""
        return self.table[self.bundle, self.chosen]

    @cached_property
    def is_scored(self) -> Booleans:
        """Whether a submitted setting has a score by some method [trials]."""
        return np.asarray(~np.isnan(self.scores).all(axis=(1, 2)))

    @cached_property
    def places(self) -> tuple[ScoredPlace, ...]:
        """Each scenario with scores, then all of these where there are several."""
        places = [
            ScoredPlace(self.choices.scenario_name(self.choices.counted_as(key)), (key,), here)
            for index, key in enumerate(self.observations.scenarios)
            if (here := self.choices.in_scenario(index) & self.is_scored).any()
        ]
        if len(places) > 1:
            among = tuple(key for place in places for key in place.scenarios)
            all_are = among == self.observations.scenarios
            name = self.choices.scenario_name(POOLED) if all_are else "All with scores"
            places.append(ScoredPlace(name, among, self.is_scored))
        return tuple(places)

    @cached_property
    def by_people(self) -> tuple[Integers, Floats]:
        """How many people submitted the same, and the scores of that [patterns, scenarios, ...]."""
        trials, number = self.observations.trials, self.table.shape[1]
        scored = self.is_scored
        person = trials.person[scored]
        shape = int(person.max(initial=-1)) + 1, len(self.observations.scenarios)
        cells = np.full(shape, NO_ANSWER)
        cells[person, trials.scenario[scored]] = (self.bundle * number + self.chosen)[scored]
        answered = cells[(cells != NO_ANSWER).any(axis=1)]
        patterns, people = np.unique(answered, axis=0, return_counts=True)
        # The last of all cells, at NO_ANSWER, is no bundle and no setting, and has no score.
        values = self.table.reshape(-1, *self.table.shape[2:])[patterns]
        return people.astype(np.int64), values

    def in_place(self, place: ScoredPlace, values: Floats) -> Floats:
        """Values [patterns, scenarios, ...] with those of other scenarios left out."""
        outside = [scenario not in place.scenarios for scenario in self.observations.scenarios]
        inside = values.copy()
        inside[:, outside] = np.nan
        return inside

    def offered(self, place: ScoredPlace) -> Floats:
        """The scores of all settings offered there [settings of bundles, methods, measures]."""
        of_scenarios = []
        for scenario in place.scenarios:
            at = self.observations.scenarios.index(scenario)
            bundles = np.unique(
                self.bundle[place.trials & (self.observations.trials.scenario == at)]
            )
            offered = offered_settings(self.observations, self.choices, scenario)[self._order]
            of_scenarios += [self.table[bundle, :-1][offered] for bundle in bundles.tolist()]
        return np.concatenate(of_scenarios)

    def deciding_axes(self, measure: int) -> tuple[int, ...]:
        """The positions of the axes on whose level a measure depends."""
        values = np.nan_to_num(self.table[:, :-1, :, measure], nan=np.inf).swapaxes(0, 1)
        return tuple(
            at for at in range(len(self.observations.axes)) if _decides(self.settings, values, at)
        )


def _decides(settings: Integers, values: Floats, axis: int) -> bool:
    """Whether two settings that differ on an axis alone have other values [settings, ...]."""
    first: dict[tuple[int, ...], int] = {}
    for at, levels in enumerate(np.delete(settings, axis, axis=1).tolist()):
        other = first.setdefault(tuple(levels), at)
        if not np.array_equal(values[at], values[other]):
            return True
    return False
