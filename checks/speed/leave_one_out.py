"""The numba engine beside pyDVL's leave-one-out: the same 800 removals in one process.

pyDVL keeps one score for each removal, from the last epoch. The engine keeps the logits of all test
samples at three checkpoints. Needs an environment with `pip install pydvl`.
"""

from time import process_time

from joblib import parallel_config
from pydvl.valuation import Dataset, LOOValuation, ModelUtility, SupervisedScorer
from sklearn.linear_model import SGDClassifier

from attribution.axes import Action
from attribution.scenarios import scenario_named
from attribution.training.intervention import NOTHING, Intervention
from attribution.training.task import TrainingTask


def main() -> None:
    scenario = scenario_named("loan")
    training, test = scenario.dataset.training, scenario.dataset.test
    task = TrainingTask(training.inputs, training.labels, 1 - training.labels, test.inputs, 2, 0)
    removals = [Intervention(Action.REMOVAL, [sample]) for sample in range(len(training))]
    scenario.trainer.train_many(task, [NOTHING])  # compiled, or read from the cache

    start = process_time()
    scenario.trainer.train_many(task, removals)
    ours = process_time() - start

    model = SGDClassifier(loss="log_loss", alpha=0.01, max_iter=50, tol=None, random_state=0)
    scorer = SupervisedScorer("accuracy", Dataset(test.inputs, test.labels), default=0.0)
    valuation = LOOValuation(ModelUtility(model, scorer))
    start = process_time()
    with parallel_config(n_jobs=1):
        valuation.fit(Dataset(training.inputs, training.labels))
    theirs = process_time() - start
    print(f"numba: {ours:.2f} CPU s; pyDVL: {theirs:.2f} CPU s; ratio: {theirs / ours:.1f}")


if __name__ == "__main__":
    main()
