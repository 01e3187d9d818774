"""TracIn: what the steps of the training that used a sample did to an error.

sum_k eta_k / B <grad m, d_i> over the ends of all epochs k, with the learning rate eta and B
samples in a step; the gradients are those at the end of epoch k. An epoch uses every sample once.
To first order, this is what all steps with sample i changed in the metric m, whatever later steps
undid. A step of AdamW is no multiple of a gradient: for networks the sizes therefore mean nothing,
and only the order counts. Source: Pruthi, Liu, Kale and Sundararajan (2020), Estimating Training
Data Influence by Tracing Gradient Descent, TracInCP.
"""

from collections.abc import Sequence

import numpy as np

from attribution.axes import Action
from attribution.effects.measures import Misclassification
from attribution.estimates.differentiable import error_gradients
from attribution.estimates.ensemble import TrainingStage
from attribution.estimates.products import estimates_by_products, inner_products
from attribution.training.task import TrainingTask
from core.arrays import Floats


def tracin(
    stages: Sequence[TrainingStage],
    task: TrainingTask,
    errors: Sequence[Misclassification],
    actions: Sequence[Action],
) -> Floats:
    """-sum_k eta_k / B <grad m, d_i>, [actions, samples, errors, metrics]."""
    terms = [
        estimates_by_products(
            stage.model,
            task,
            error_gradients(stage.model, errors) * (stage.learning_rate / stage.batch),
            actions,
            inner_products,
        )
        for stage in stages
    ]
    return np.asarray(np.sum(terms, axis=0))
