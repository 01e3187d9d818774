"""Group effects: what really acting on a whole group does to the errors and to the model."""

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
    """One ensemble, all arrays [seeds, checkpoints, ...].

    on_errors [..., errors, metrics]; is_right [..., errors] says which errors a member classifies
    as labelled; errors_fixed and errors_made count test samples against the same member of the
    base ensemble, and are zero in that ensemble itself.
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
    """For each seed the shards of groups; a single sample was trained as an individual already."""
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
    """Find the state under each group, by key; shards hold, by seed, individuals and groups."""
    wanted = {group.key for group in groups}
    outcomes: dict[str, list[Arrays]] = {key: [] for key in wanted}
    for seed, of_one_seed in shards.items():
        for shard in of_one_seed:
            chosen = [intervention.key in wanted for intervention in shard.interventions]
            if any(chosen):
                stored = _on_errors(load_shard(folder, shard, work[seed].task), errors)
                for place in np.flatnonzero(chosen):
                    outcome = {name: array[place] for name, array in stored.items()}
                    outcomes[shard.interventions[place].key].append(outcome)
    return {key: _state(by_seed, errors) for key, by_seed in outcomes.items()}


def _on_errors(stored: Arrays, errors: Sequence[Misclassification]) -> Arrays:
    """All of a shard that group effects need, [models, checkpoints, ...]."""
    samples = np.array([error.sample for error in errors], dtype=np.int64)
    names = ("accuracy", "mean_loss", "errors_fixed", "errors_made")
    return {"logits": logits_of(stored, samples), **{name: stored[name] for name in names}}


def _state(by_seed: Sequence[Arrays], errors: Sequence[Misclassification]) -> ModelState:
    stacked = {name: np.stack([one[name] for one in by_seed]) for name in by_seed[0]}
    return ModelState(
        on_errors=measure_logits(stacked["logits"], errors),
        is_right=_is_right(stacked["logits"], errors),
        accuracy=stacked["accuracy"],
        mean_loss=stacked["mean_loss"],
        errors_fixed=stacked["errors_fixed"],
        errors_made=stacked["errors_made"],
    )


def _is_right(logits: Floats, errors: Sequence[Misclassification]) -> Booleans:
    """Compare with the labels; logits [..., errors, classes]."""
    return np.asarray(logits.argmax(axis=-1) == [error.true_class for error in errors])
