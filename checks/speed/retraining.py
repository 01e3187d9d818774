"""The numba engine against sequential scikit-learn: 2,400 retrainings, three checkpoints each."""

from dataclasses import replace
from itertools import product
from time import process_time

import numpy as np

from attribution.axes import Action
from attribution.scenarios import scenario_named
from attribution.training.intervention import NOTHING, Intervention
from attribution.training.logistic import LogisticTrainer
from attribution.training.numba_fit import fit_with_numba
from attribution.training.scikit_learn_fit import fit_with_scikit_learn
from attribution.training.task import TrainingTask

EVERY = 10
"""scikit-learn trains every tenth model, and its time is multiplied accordingly."""


def main() -> None:
    scenario = scenario_named("loan")
    training, test = scenario.dataset.training, scenario.dataset.test
    task = TrainingTask(training.inputs, training.labels, 1 - training.labels, test.inputs, 2, 0)
    interventions = [
        Intervention(action, [sample]) for action, sample in product(Action, range(len(training)))
    ]
    some = interventions[::EVERY]
    if not isinstance(scenario.trainer, LogisticTrainer):
        raise TypeError(scenario.trainer)
    fast = replace(scenario.trainer, fit=fit_with_numba)
    reference = replace(scenario.trainer, fit=fit_with_scikit_learn)
    fast.train_many(task, [NOTHING])  # compiled, or read from the cache

    start = process_time()
    logits = fast.train_many(task, interventions)
    fast_seconds = process_time() - start
    start = process_time()
    expected = reference.train_many(task, some)
    reference_seconds = (process_time() - start) * EVERY

    print(f"numba: {fast_seconds:.2f} CPU s for {len(interventions)} retrainings")
    print(f"scikit-learn: {reference_seconds:.1f} CPU s (from {len(some)} retrainings)")
    print(f"ratio: {reference_seconds / fast_seconds:.1f}")
    print(f"bit for bit equal: {np.array_equal(logits[::EVERY], expected)}")


if __name__ == "__main__":
    main()
