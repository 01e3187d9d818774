"""Trains counterfactual networks from the state of the base model in which they begin to differ.

Up to the step in which its first sample is used, a counterfactual network equals the base model.
One network, the trunk, is therefore trained ahead, and each counterfactual one is a copy of it.
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

    `starts` holds the step before which each network equals the trunk. At most `abreast` networks
    are trained at once; where the device's memory holds fewer, that is logged.
    """
    waiting = sorted(range(len(starts)), key=starts.__getitem__)
    logits_by_network: dict[int, Tensor] = {}
    while waiting:
        chosen = waiting[:abreast]
        logits = _finished_if_memory_allows(trunk, starts[chosen[0]], base, forks[chosen])
        if logits is None:
            # Only now are the networks freed, which the error's traceback held.
            abreast = _fewer(len(chosen))
            continue
        logits_by_network.update(zip(chosen, logits, strict=True))
        waiting = waiting[len(chosen) :]
    return torch.stack([logits_by_network[network] for network in range(len(starts))])


def _finished_if_memory_allows(
    trunk: Learner, start: int, base: Targets, forks: Targets
) -> Tensor | None:
    """None where the device's memory does not hold as many networks."""
    try:
        trunk.advance(start, base)
        return _finished(trunk.copies(len(forks)), forks)
    except torch.OutOfMemoryError:
        return None


def _finished(networks: Learner, targets: Targets) -> Tensor:
    evaluated = []
    for checkpoint in networks.schedule.checkpoints:
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
