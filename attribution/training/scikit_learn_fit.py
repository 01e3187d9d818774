"""The reference: scikit-learn itself, one model after another."""

import numpy as np
from sklearn.linear_model import SGDClassifier
from threadpoolctl import threadpool_limits

from attribution.errors import TrainingError
from attribution.training.logistic import LogisticSettings
from core.arrays import Floats, Integers


def fit_with_scikit_learn(
    settings: LogisticSettings, inputs: Floats, labels: Integers, weights: Floats, seed: int
) -> Floats:
    """Fit once for every checkpoint: with one seed, a shorter fit is the beginning of a longer one.

    `partial_fit` would shuffle every epoch alike, and `warm_start` would restart the learning rate.
    """
    # Many small models are fitted side by side.
    with threadpool_limits(1):
        return np.array(
            [
                [
                    _coefficients(settings.alpha, epochs, inputs, label, weight, seed)
                    for epochs in settings.checkpoints
                ]
                for label, weight in zip(labels, weights, strict=True)
            ]
        )


def _coefficients(
    alpha: float, epochs: int, inputs: Floats, labels: Integers, weights: Floats, seed: int
) -> Floats:
    model = SGDClassifier(
        loss="log_loss",
        penalty="l2",
        alpha=alpha,
        learning_rate="optimal",
        max_iter=epochs,
        tol=None,
        random_state=seed,
    )
    try:
        model.fit(inputs, labels, sample_weight=weights)
    except ValueError as problem:
        raise TrainingError(f"scikit-learn could not train the model: {problem}") from problem
    return np.append(model.coef_[0], model.intercept_)
