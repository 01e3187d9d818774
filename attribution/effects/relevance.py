"""Individual effects: every training sample is acted on alone, and every error is measured."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from attribution.axes import Action, Metric
from attribution.effects.base import BaseEnsemble
from attribution.effects.measures import Misclassification, measure_errors, measure_logits
from attribution.effects.outcomes import logits_of
from attribution.effects.scenario import Scenario
from attribution.effects.significance import (
    Significance,
    assess,
    benjamini_hochberg,
    by_seed,
    observations,
    stacked,
)
from attribution.training.intervention import Intervention
from attribution.training.retraining import Work
from attribution.training.run_folder import RunFolder
from attribution.training.shards import Shard, cut, load_shard
from core.arrays import Booleans, Floats, Integers

SAMPLES, ERRORS = 1, 2
"""Numbers of two of the axes of the arrays in `IndividualEffects`."""

TOP = 10
"""How many of the most helpful samples of a seed `in_top` counts."""


@dataclass(frozen=True)
class IndividualEffects:
    """effect = after - before; arrays are [actions, training samples, errors, metrics].

    Where an action cannot be done to a sample, `possible` [actions, training samples] is False and
    numbers are NaN or 0. q is computed among the possible samples of one action, error and metric.
    A seed's own effect is the mean over its checkpoints. same_sign counts the seeds whose own
    effect has the sign of the mean over all seeds, and in_top those in which the sample is among
    the ten most helpful.
    """

    actions: tuple[Action, ...]
    possible: Booleans
    significance: Significance
    q: Floats
    same_sign: Integers
    in_top: Integers


def individual_shards(scenario: Scenario) -> dict[int, list[Shard]]:
    """The shards of every action on every sample it can be done to by seed, action by action."""
    plan = [
        Intervention(action, [sample])
        for action, possible in zip(scenario.actions, scenario.possible, strict=True)
        for sample in np.flatnonzero(possible).tolist()
    ]
    size = scenario.shard_size
    return {seed: list(cut("individual", seed, plan, size)) for seed in scenario.seeds}


def individual_differences(
    folder: RunFolder,
    shards: Mapping[int, Sequence[Shard]],
    work: Mapping[int, Work],
    base: BaseEnsemble,
    errors: Sequence[Misclassification],
    possible: Booleans,
    *,
    averages: bool = False,
) -> Floats:
    """After - before, [seeds, checkpoints, actions, training samples, errors, metrics].

    It is NaN where an action is not possible [actions, training samples]. Shards are read one at a
    time, and only the measures of the errors stay in memory. With `averages`, each seed's mean over
    its checkpoints takes their place, which is all that tests need where there are several seeds.
    """
    before = measure_errors(base.test_logits, errors)
    samples = np.array([error.sample for error in errors], dtype=np.int64)
    differences = []
    for seed, seed_before in zip(shards, before, strict=True):
        after = [
            measure_logits(logits_of(load_shard(folder, shard, work[seed].task), samples), errors)
            for shard in shards[seed]
        ]
        change = np.concatenate(after) - seed_before
        # [interventions, checkpoints, ...] becomes [checkpoints, actions, samples, ...].
        by_action = np.full((*possible.shape, *change.shape[1:]), np.nan)
        by_action[possible] = change
        of_seed = np.moveaxis(by_action, 2, 0)
        differences.append(of_seed.mean(axis=0, keepdims=True) if averages else of_seed)
    return np.stack(differences)


def effects_of(
    differences: Floats, actions: tuple[Action, ...], possible: Booleans
) -> IndividualEffects:
    """Test and count the differences that `individual_differences` gives."""
    observed, of_seeds = observations(differences), by_seed(differences)
    # One action after another, since a test needs several times the memory of what it tests.
    significance = stacked([assess(of_action) for of_action in np.moveaxis(observed, 1, 0)])
    q = np.full(significance.p.shape, np.nan)
    for action, samples in enumerate(possible):
        q[action, samples] = benjamini_hochberg(significance.p[action, samples], axis=0)
    none = np.zeros(significance.mean.shape, dtype=np.int64)
    in_top = sum((_is_in_top(of_seed) for of_seed in of_seeds), start=none)
    signs = np.sign(significance.mean)
    return IndividualEffects(
        actions=actions,
        possible=possible,
        significance=significance,
        q=q,
        same_sign=sum((np.sign(of_seed) == signs for of_seed in of_seeds), start=none),
        in_top=np.where(possible[..., np.newaxis, np.newaxis], in_top, 0),
    )


def _is_in_top(effects: Floats) -> Integers:
    """1 for the ten most helpful samples of each list and 0 for others; of equal ones the first.

    NaN comes last.
    """
    directions = np.array([metric.good_direction for metric in Metric])
    order = np.argsort(-directions * effects, axis=SAMPLES, kind="stable")
    is_in_top = np.zeros(effects.shape, dtype=np.int64)
    top = np.take(order, range(min(TOP, effects.shape[SAMPLES])), axis=SAMPLES)
    np.put_along_axis(is_in_top, top, 1, axis=SAMPLES)
    return is_in_top
