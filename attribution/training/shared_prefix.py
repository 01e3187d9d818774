"""Counterfactual networks that share with the base model what they have in common with it.

Until its first sample comes up in the data order, a counterfactual network is the base model. One
trunk therefore goes ahead, and from it each network forks off where its own way begins.
"""

import logging
from collections.abc import Sequence

import torch
from torch import Tensor

from attribution.errors import TrainingError
from attribution.training.learners import Learner
from attribution.training.sample_order import Targets

log = logging.getLogger(__name__)


def fork_and_finish(
    trunk: Learner, base: Targets, forks: Targets, starts: Sequence[int], abreast: int
) -> Tensor:
    """Logits [networks, checkpoints, evaluated samples, classes]; raises TrainingError.

    `starts` are the steps until which each of the forks learns what the trunk learns. At most
    `abreast` are trained at once, fewer where the device's memory holds fewer, which is logged.
    """
    waiting = sorted(range(len(starts)), key=starts.__getitem__)
    found: dict[int, Tensor] = {}
    while waiting:
        chosen = waiting[:abreast]
        logits = _finished_if_held(trunk, starts[chosen[0]], base, forks[chosen])
        if logits is None:
            # Only now are the networks gone that the error's traceback held in memory.
            abreast = _fewer(len(chosen))
            continue
        found.update(zip(chosen, logits, strict=True))
        waiting = waiting[len(chosen) :]
    return torch.stack([found[place] for place in range(len(starts))])


def _finished_if_held(trunk: Learner, start: int, base: Targets, forks: Targets) -> Tensor | None:
    """None where the device's memory does not hold so many networks."""
    try:
        trunk.advance(start, base)
        return _finished(trunk.copies(len(forks)), forks)
    except torch.OutOfMemoryError:
        return None


def _finished(networks: Learner, targets: Targets) -> Tensor:
    evaluated = []
    for checkpoint in networks.course.checkpoints:
        networks.advance(checkpoint, targets)
        evaluated.append(networks.evaluate().cpu())
    return torch.stack(evaluated, dim=1)


def _fewer(abreast: int) -> int:
    if abreast == 1:
        raise TrainingError(
            "The device's memory does not hold a single network in training: "
            "use smaller batches, smaller pictures or a smaller network."
        )
    log.warning(
        "The device's memory does not hold %d networks: going on with %d.", abreast, abreast // 2
    )
    torch.cuda.empty_cache()
    return abreast // 2
