"""Retrainings a second of models of one's own, beside a plain loop over scikit-learn.

Both train the same loan models in one process, by turns, with one thread for each fit. The loop is
the least that must be done: clone, fit with the sample's weight, predict probabilities. Ours also
checks every intervention, keeps the columns of all classes and shows each warning once. A second
table has whole shards in worker processes, which store what a run stores.
"""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

import numpy as np
from sklearn.base import clone
from sklearn.ensemble import (
    GradientBoostingClassifier,
    HistGradientBoostingClassifier,
    RandomForestClassifier,
)
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from threadpoolctl import threadpool_limits

from attribution.axes import Action
from attribution.data.dataset import Dataset
from attribution.effects.outcomes import Measurement
from attribution.scenarios import scenario_named
from attribution.training.classifier import ClassifierTrainer
from attribution.training.estimators import with_seed
from attribution.training.intervention import Intervention
from attribution.training.progress import silent
from attribution.training.retraining import Retraining, Work
from attribution.training.run_folder import RunFolder
from attribution.training.shards import cut
from attribution.training.task import TrainingTask

MODELS: dict[str, tuple[Any, int]] = {
    "scaler and logistic": (make_pipeline(StandardScaler(), LogisticRegression()), 64),
    "random forest of 100": (RandomForestClassifier(), 6),
    "gradient boosting": (GradientBoostingClassifier(), 6),
    "histogram boosting": (HistGradientBoostingClassifier(), 6),
}
"""With the number of retrainings in one turn."""

TURNS = 7


def main() -> None:
    dataset = scenario_named("loan").dataset
    training = dataset.training
    task = TrainingTask(
        training.inputs, training.labels, 1 - training.labels, dataset.test.inputs, 2, 0
    )
    print(f"{len(training)} training samples, {training.inputs.shape[1]} inputs")
    for name, (model, count) in MODELS.items():
        removals = [Intervention(Action.REMOVAL, [sample]) for sample in range(count)]
        plain, ours = _by_turns(model, task, removals)
        print(
            f"{name}: plain loop {count / plain:.1f}, ours {count / ours:.1f} models a CPU second: "
            f"{ours / plain - 1:+.1%} time",
            flush=True,
        )
    for name, (model, count) in MODELS.items():
        removals = [Intervention(Action.REMOVAL, [sample]) for sample in range(8 * count)]
        rates = [_models_a_second(model, task, dataset, removals, jobs) for jobs in (1, 2)]
        print(f"{name}: {rates[0]:.1f} models a second with one job, {rates[1]:.1f} with two")


def _by_turns(
    model: Any, task: TrainingTask, removals: Sequence[Intervention]
) -> tuple[float, float]:
    """Median CPU seconds of the plain loop and of ours, which have to agree."""
    trainer, seeded = ClassifierTrainer(model), with_seed(model, task.seed)
    weight = (
        f"{seeded.steps[-1][0]}__sample_weight" if hasattr(seeded, "steps") else "sample_weight"
    )
    seconds: tuple[list[float], list[float]] = ([], [])
    for _ in range(TURNS):
        start = process_time()
        with threadpool_limits(1):
            expected = [_probabilities(seeded, task, weight, removal) for removal in removals]
        seconds[0].append(process_time() - start)
        start = process_time()
        logits = trainer.train_many(task, removals)
        seconds[1].append(process_time() - start)
        np.testing.assert_allclose(np.exp(logits[:, 0]), np.maximum(expected, 1e-15), atol=1e-12)
    return median(seconds[0]), median(seconds[1])


def _probabilities(model: Any, task: TrainingTask, weight: str, removal: Intervention) -> Any:
    weights = np.ones(len(task.labels))
    weights[list(removal.indices)] = 0.0
    fitted = clone(model).fit(task.inputs, task.labels, **{weight: weights})
    return fitted.predict_proba(task.evaluated)


def _models_a_second(
    model: Any, task: TrainingTask, dataset: Dataset, removals: Sequence[Intervention], jobs: int
) -> float:
    tests = dataset.test
    everything = np.arange(len(tests))
    measurement = Measurement(
        tests.labels, np.zeros((1, len(tests)), dtype=np.bool_), everything, everything
    )
    shards = list(cut("individual", 0, removals, len(removals) // 8))
    work = {0: Work(task, measurement)}
    with tempfile.TemporaryDirectory() as folder:
        retraining = Retraining(
            RunFolder(Path(folder), "run"), ClassifierTrainer(model), jobs, silent
        )
        retraining.finish("warm-up", list(cut("warm-up", 0, removals[:jobs], 1)), work)
        start = perf_counter()
        retraining.finish("individual", shards, work)
        return len(removals) / (perf_counter() - start)


if __name__ == "__main__":
    main()
