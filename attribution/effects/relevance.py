"""Individual relevance: how every single training sample, acted on alone, moves every error."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from attribution.arrays import Floats
from attribution.effects.axes import Action
from attribution.effects.base import BaseEnsemble
from attribution.effects.measures import Misclassification, measure_errors
from attribution.effects.significance import (
    Significance,
    assess,
    benjamini_hochberg,
    replicates,
)
from attribution.training.intervention import Intervention
from attribution.training.run_folder import RunFolder
from attribution.training.shards import Shard, cut, load_shard

SAMPLES, ERRORS = 1, 2
"""Two of the axes of every array in `IndividualEffects`."""


@dataclass(frozen=True)
class IndividualEffects:
    """After minus before; arrays are [actions, training samples, errors, metrics].

    q is taken among the training samples of one action, error and metric.
    """

    significance: Significance
    q: Floats


def individual_shards(seeds: Sequence[int], samples: int, size: int) -> dict[int, list[Shard]]:
    """For each seed the shards of every action on every sample, action by action."""
    plan = [Intervention(action, [sample]) for action in Action for sample in range(samples)]
    return {seed: list(cut("individual", seed, plan, size)) for seed in seeds}


def individual_effects(
    folder: RunFolder,
    shards: Mapping[int, Sequence[Shard]],
    base: BaseEnsemble,
    errors: Sequence[Misclassification],
) -> IndividualEffects:
    """Read the finished shards one at a time, keeping only what happens to the errors."""
    before = measure_errors(base.test_logits, errors)
    differences = []
    for seed, seed_before in zip(shards, before, strict=True):
        after = [measure_errors(load_shard(folder, shard), errors) for shard in shards[seed]]
        change = np.concatenate(after) - seed_before
        # [interventions, checkpoints, ...] becomes [checkpoints, actions, samples, ...].
        by_action = change.reshape(len(Action), -1, *change.shape[1:])
        differences.append(np.moveaxis(by_action, 2, 0))
    observed = replicates(np.stack(differences))
    significance = assess(observed)
    return IndividualEffects(significance, benjamini_hochberg(significance.p, axis=SAMPLES))
