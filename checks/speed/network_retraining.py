"""The fashion network: the trainer beside a bare PyTorch loop, and two processes beside one.

The bare loop trains, under an intervention, the same network from the same start in the same order
and evaluates the same checkpoints, first with PyTorch's defaults, then with the fused optimiser
and the memory format that the trainer uses. The three take turns.
Run from the repository root: python -m checks.speed.network_retraining
"""

import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time

import numpy as np
import torch
from torch.nn.functional import cross_entropy

from attribution.axes import Action
from attribution.effects.outcomes import WholeLogits
from attribution.scenarios import scenario_named
from attribution.training.intervention import NOTHING, Intervention
from attribution.training.progress import silent
from attribution.training.retraining import Retraining, Work
from attribution.training.run_folder import RunFolder
from attribution.training.shards import cut
from attribution.training.small_network import small_network
from attribution.training.task import TrainingTask

SCENARIO = scenario_named("fashion")
TRAINING, TEST = SCENARIO.dataset.training, SCENARIO.dataset.test
TASK = TrainingTask(TRAINING.inputs, TRAINING.labels, TRAINING.labels, TEST.inputs, 10, seed=0)
SAMPLES = range(0, 300, 10)
TURNS = 4


def main() -> None:
    upweighted = [Intervention(Action.UPWEIGHTING, [sample]) for sample in SAMPLES]
    contestants: dict[str, Callable[[], object]] = {
        "bare loop, PyTorch's defaults": lambda: [bare_loop(s, tuned=False) for s in SAMPLES],
        "bare loop, tuned": lambda: [bare_loop(s, tuned=True) for s in SAMPLES],
        "the trainer": lambda: SCENARIO.trainer.train_many(TASK, upweighted),
    }
    SCENARIO.trainer.train_many(TASK, [NOTHING])  # imported and warm
    seconds: dict[str, list[float]] = {name: [] for name in contestants}
    for _turn in range(TURNS):
        for name, contestant in contestants.items():
            start = process_time()
            contestant()
            seconds[name].append((process_time() - start) / len(SAMPLES))
    for name, measured in seconds.items():
        ratio = np.median(np.array(seconds["the trainer"]) / np.array(measured))
        print(
            f"{name}: {np.median(measured):.3f} CPU s a retraining; "
            f"the trainer takes {ratio:.2f} of it"
        )
    walls = np.array([[wall_seconds(jobs) for jobs in (1, 2)] for _turn in range(TURNS)])
    one_process, two_processes = walls.min(axis=0)
    print(f"two processes: {one_process / two_processes:.2f} times the throughput of one")


def bare_loop(upweighted: int, *, tuned: bool) -> torch.Tensor:
    """Logits [checkpoints, test samples, classes], on one thread."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    torch.manual_seed(TASK.seed)
    network = small_network(TASK.classes)
    if tuned:
        network = network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    optimiser = torch.optim.AdamW(
        network.parameters(), lr=0.001, weight_decay=0.005, fused=True if tuned else None
    )
    inputs, test = torch.from_numpy(TASK.inputs), torch.from_numpy(TASK.evaluated)
    labels, weights = torch.from_numpy(TASK.labels), torch.ones(len(TASK.labels))
    weights[upweighted] = 10.0
    random, checkpoints = np.random.RandomState(TASK.seed), []
    for epoch in range(1, 11):
        for batch in torch.split(torch.from_numpy(random.permutation(len(labels))), 64):
            losses = cross_entropy(network(inputs[batch]), labels[batch], reduction="none")
            optimiser.zero_grad()
            torch.autograd.backward((losses * weights[batch]).mean())
            optimiser.step()
        if epoch in SCENARIO.trainer.checkpoints:
            with torch.inference_mode():
                checkpoints.append(network(test))
    torch.set_num_threads(threads)
    return torch.stack(checkpoints)


def wall_seconds(jobs: int) -> float:
    """Seconds for 96 retrainings by worker processes that have trained before."""
    plan = [Intervention(Action.REMOVAL, [sample]) for sample in range(96)]
    with tempfile.TemporaryDirectory() as temporary:
        retraining = Retraining(RunFolder(Path(temporary), "run"), SCENARIO.trainer, jobs, silent)
        work = {0: Work(TASK, WholeLogits())}
        retraining.finish("warm", list(cut("warm", 0, plan[:16], 8)), work)
        start = perf_counter()
        retraining.finish("timed", list(cut("timed", 0, plan, 8)), work)
        return perf_counter() - start


if __name__ == "__main__":
    main()
