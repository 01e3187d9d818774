"""Group effects: the model is retrained with a whole group of samples acted on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from attribution.effects.base import BaseEnsemble
from attribution.effects.measures import (
    Misclassification,
    accuracy,
    mean_loss,
    measure_errors,
    measure_logits,
)
from attribution.effects.outcomes import logits_of
from attribution.training.intervention import Intervention
from attribution.training.retraining import Work
from attribution.training.run_folder import RunFolder
from attribution.training.shards import Shard, cut, load_shard
from core.arrays import Arrays, Booleans, Floats, Integers


@dataclass(frozen=True)
class ModelState:
    """Measures of an ensemble; all arrays are [seeds, checkpoints, ...].

    on_errors [..., errors, metrics]. is_right [..., errors]: whether a member classifies an error
    as labelled. errors_fixed and errors_made count test samples in comparison with the same member
    of the base ensemble, and are zero for that ensemble itself.
    """

    on_errors: Floats
    is_right: Booleans
    accuracy: Floats
    mean_loss: Floats
    errors_fixed: Integers
    errors_made: Integers


def group_shards(
    seeds: Sequence[int], groups: Sequence[Intervention], size: int
) -> dict[int, list[Shard]]:
    """The shards of groups by seed, without groups of one, which are trained as individuals."""
    plan = [group for group in groups if len(group.indices) > 1]
    return {seed: list(cut("groups", seed, plan, size)) for seed in seeds}


def base_state(
    base: BaseEnsemble, errors: Sequence[Misclassification], labels: Integers
) -> ModelState:
    logits = base.test_logits
    members = logits.shape[:2]
    return ModelState(
        on_errors=measure_errors(logits, errors),
        is_right=_is_right(logits[..., [error.sample for error in errors], :], errors),
        accuracy=accuracy(logits, labels),
        mean_loss=mean_loss(logits, labels),
        errors_fixed=np.zeros(members, dtype=np.int64),
        errors_made=np.zeros(members, dtype=np.int64),
    )


def group_states(
    folder: RunFolder,
    shards: Mapping[int, Iterable[Shard]],
    work: Mapping[int, Work],
    groups: Sequence[Intervention],
    errors: Sequence[Misclassification],
) -> dict[str, ModelState]:
    """The state under each group, by its key; `shards` are those of individuals and groups."""
    outcomes: dict[str, list[Arrays]] = {group.key: [] for group in groups}
    for seed, shards_of_seed in shards.items():
        for shard in shards_of_seed:
            chosen = [intervention.key in outcomes for intervention in shard.interventions]
            if any(chosen):
                stored = _on_errors(load_shard(folder, shard, work[seed].task), errors)
                for model in np.flatnonzero(chosen):
                    outcome = {name: array[model] for name, array in stored.items()}
                    outcomes[shard.interventions[model].key].append(outcome)
    return {key: _state(by_seed, errors) for key, by_seed in outcomes.items()}


def _on_errors(stored: Arrays, errors: Sequence[Misclassification]) -> Arrays:
    """The arrays of a shard that group effects need, [models, checkpoints, ...]."""
    samples = np.array([error.sample for error in errors], dtype=np.int64)
    names = ("accuracy", "mean_loss", "errors_fixed", "errors_made")
    return {"logits": logits_of(stored, samples), **{name: stored[name] for name in names}}


def _state(by_seed: Sequence[Arrays], errors: Sequence[Misclassification]) -> ModelState:
    stacked = {name: np.stack([arrays[name] for arrays in by_seed]) for name in by_seed[0]}
    return ModelState(
        on_errors=measure_logits(stacked["logits"], errors),
        is_right=_is_right(stacked["logits"], errors),
        accuracy=stacked["accuracy"],
        mean_loss=stacked["mean_loss"],
        errors_fixed=stacked["errors_fixed"],
        errors_made=stacked["errors_made"],
    )


def _is_right(logits: Floats, errors: Sequence[Misclassification]) -> Booleans:
    """argmax_c z_c = true class; logits [..., errors, classes]."""
    return np.asarray(logits.argmax(axis=-1) == [error.true_class for error in errors])
