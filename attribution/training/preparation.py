"""The steps of a Pipeline before its classifier, which stay as they are under interventions."""

from typing import Any

import numpy as np
from scipy.sparse import issparse, vstack
from sklearn.pipeline import Pipeline

from attribution.training.estimators import with_seed
from attribution.training.task import TrainingTask

Inputs = Any
"""An array [samples, ...] or a sparse matrix [samples, inputs]."""


def prepared_inputs(preparation: Pipeline | None, task: TrainingTask) -> tuple[Inputs, Inputs]:
    """What the classifier gets for the training samples and for the evaluated ones.

    The steps are fitted on the training samples that are not held back, with their labels, as
    `Pipeline.fit` does it, and then transform the held-back and the evaluated samples.
    """
    if preparation is None:
        return task.inputs, task.evaluated
    steps = with_seed(preparation, task.seed)
    held_back = list(task.held_back)
    in_use = np.setdiff1d(np.arange(len(task.labels)), held_back)
    learned_from = steps.fit_transform(task.inputs[in_use], task.labels[in_use])
    if not held_back:
        return learned_from, steps.transform(task.evaluated)
    both = _stacked(learned_from, steps.transform(task.inputs[held_back]))
    # Back to the order of the training samples.
    inputs = both[np.argsort(np.concatenate([in_use, held_back]))]
    return inputs, steps.transform(task.evaluated)


def _stacked(first: Inputs, second: Inputs) -> Inputs:
    if issparse(first):
        return vstack([first, second], format="csr")
    return np.concatenate([first, second])
