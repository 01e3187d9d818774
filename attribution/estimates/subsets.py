"""Random subsets of training samples that are really acted on together, for the LDS."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from attribution.axes import Action
from attribution.effects.scenario import Scenario
from attribution.errors import TrainingError
from attribution.training.intervention import Intervention
from attribution.training.shards import Shard, cut
from attribution.training.task import TrainingTask

SHARES: Mapping[Action, float] = {
    Action.REMOVAL: 0.5,
    Action.LABEL_CHANGE: 0.1,
    Action.UPWEIGHTING: 0.1,
    Action.COLLECTION: 0.5,
}
"""Shares of the samples that an action can be done to. Half is removed as by Park et al. (2023); of
half of all labels changed, no task would be left."""

MOST_DRAWS = 100


@dataclass(frozen=True)
class SubsetPlan:
    """`number` subsets for each action, drawn by `seed`."""

    number: int = 50
    seed: int = 0
    shares: Mapping[Action, float] = field(default_factory=lambda: SHARES)

    def subsets(self, scenario: Scenario, task: TrainingTask) -> list[Intervention]:
        """The subsets of all actions, action by action; raises TrainingError.

        Every action has a generator of its own, so that its subsets do not depend on the others. A
        subset that would leave a single class is drawn again.
        """
        return [
            subset
            for action, possible in zip(scenario.actions, scenario.possible, strict=True)
            for subset in self._of_action(action, np.flatnonzero(possible).tolist(), task)
        ]

    def _of_action(
        self, action: Action, possible: Sequence[int], task: TrainingTask
    ) -> list[Intervention]:
        # NumPy promises that the stream of RandomState never changes.
        random = np.random.RandomState([self.seed, list(Action).index(action)])
        size = max(1, round(self.shares[action] * len(possible)))
        drawn: list[Intervention] = []
        for _ in range(self.number + MOST_DRAWS):
            if len(drawn) == self.number:
                break
            subset = Intervention(action, random.permutation(possible)[:size])
            if _can_be_trained(task, subset):
                drawn.append(subset)
        if len(drawn) < self.number:
            raise TrainingError(
                f"{action} of {size} of {len(possible)} training samples nearly always leaves a "
                "single class: use more training samples of every class."
            )
        return drawn


FIFTY_SUBSETS = SubsetPlan()


def subset_shards(scenario: Scenario, subsets: Sequence[Intervention]) -> dict[int, list[Shard]]:
    """The shards of all subsets by seed."""
    size = scenario.shard_size
    return {seed: list(cut("subsets", seed, subsets, size)) for seed in scenario.seeds}


def _can_be_trained(task: TrainingTask, subset: Intervention) -> bool:
    try:
        task.labels_under([subset])
    except TrainingError:
        return False
    return True
