"""Group effects: what really acting on a whole group does to the errors and to the model."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from attribution.arrays import Booleans, Floats, Integers
from attribution.effects.base import BaseEnsemble
from attribution.effects.measures import (
    Misclassification,
    accuracy,
    mean_loss,
    measure_errors,
)
from attribution.training.intervention import Intervention
from attribution.training.run_folder import RunFolder
from attribution.training.shards import Shard, cut, load_shard


@dataclass(frozen=True)
class ModelState:
    """One ensemble: on_errors [members, errors, metrics]; accuracy and mean_loss [members].

    wrong [members, test samples] says which samples a member misclassifies.
    """

    on_errors: Floats
    accuracy: Floats
    mean_loss: Floats
    wrong: Booleans


def group_shards(
    seeds: Sequence[int], groups: Sequence[Intervention], size: int
) -> dict[int, list[Shard]]:
    """For each seed the shards of groups; a single sample was trained as an individual already."""
    plan = [group for group in groups if len(group.indices) > 1]
    return {seed: list(cut("groups", seed, plan, size)) for seed in seeds}


def base_state(
    base: BaseEnsemble, errors: Sequence[Misclassification], labels: Integers
) -> ModelState:
    logits = base.test_logits.reshape(-1, *base.test_logits.shape[2:])
    return _state(logits, errors, labels)


def group_states(
    folder: RunFolder,
    shards: Sequence[Iterable[Shard]],
    groups: Sequence[Intervention],
    errors: Sequence[Misclassification],
    labels: Integers,
) -> dict[str, ModelState]:
    """Find the state under each group, by key; shards hold, by seed, individuals and groups."""
    wanted = {group.key for group in groups}
    logits: dict[str, list[Floats]] = {key: [] for key in wanted}
    for of_one_seed in shards:
        for shard in of_one_seed:
            chosen = [intervention.key in wanted for intervention in shard.interventions]
            if any(chosen):
                stored = load_shard(folder, shard)
                for place in np.flatnonzero(chosen):
                    logits[shard.interventions[place].key].append(stored[place])
    return {key: _state(np.concatenate(parts), errors, labels) for key, parts in logits.items()}


def _state(logits: Floats, errors: Sequence[Misclassification], labels: Integers) -> ModelState:
    """From logits [members, test samples, classes]."""
    return ModelState(
        on_errors=measure_errors(logits, errors),
        accuracy=accuracy(logits, labels),
        mean_loss=mean_loss(logits, labels),
        wrong=np.asarray(logits.argmax(axis=-1) != labels),
    )
