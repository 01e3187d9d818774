"""900 bird heads on cached features, side by side and one at a time: CPU seconds and agreement.

Run from the repository root with the folder CUB_200_2011: python -m checks.speed.bird_heads FOLDER
"""

import resource
import sys
from dataclasses import replace
from itertools import product
from pathlib import Path
from time import process_time

import numpy as np

from attribution.axes import Action
from attribution.scenarios import scenario_named
from attribution.training.intervention import Intervention
from attribution.training.network import NetworkTrainer
from attribution.training.task import TrainingTask

EVERY = 10
"""One head at a time trains every tenth, and its time is multiplied accordingly."""


def main() -> None:
    start = process_time()
    scenario = scenario_named("birds", cub_root=Path(sys.argv[1]))
    print(f"features: {process_time() - start:.1f} CPU s for all photographs")
    training, test, trainer = scenario.dataset.training, scenario.dataset.test, scenario.trainer
    if not isinstance(trainer, NetworkTrainer):
        raise TypeError(trainer)
    classes = len(scenario.dataset.class_names)
    changed = (training.labels + 1) % classes
    task = TrainingTask(training.inputs, training.labels, changed, test.inputs, classes, seed=0)
    interventions = [
        Intervention(action, [sample]) for action, sample in product(Action, range(len(training)))
    ]
    some = interventions[::EVERY]

    start = process_time()
    logits = trainer.train_many(task, interventions)
    abreast_seconds = process_time() - start
    start = process_time()
    expected = replace(trainer, abreast=1).train_many(task, some)
    alone_seconds = (process_time() - start) * EVERY

    print(f"{trainer.abreast} abreast: {abreast_seconds:.1f} CPU s for {len(interventions)} heads")
    print(f"one at a time: {alone_seconds:.1f} CPU s (from {len(some)} heads)")
    print(f"largest difference of a logit: {np.abs(logits[::EVERY] - expected).max():.1e}")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"memory: {memory / 1e6:.2f} GB at most")


if __name__ == "__main__":
    main()
