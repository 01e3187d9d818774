"""The scores that ship with effects; those of the loan are recomputed in part."""

from itertools import product

import numpy as np
import pytest

from attribution.axes import Action, Metric
from attribution.effects.base import BaseEnsemble
from attribution.effects.measures import measure_errors
from attribution.effects.scenario import Scenario
from attribution.effects.selection import choose_errors
from attribution.estimates.estimators import Questions, estimate
from attribution.estimates.method_names import Method
from attribution.estimates.method_scores import MethodScores
from attribution.estimates.methods_file import require_of_bundle
from attribution.estimates.scores import datamodeling_score
from attribution.estimates.subsets import FIFTY_SUBSETS
from attribution.scenarios import EFFECTS, loan
from attribution.training.intervention import NOTHING
from attribution.training.task import TrainingTask
from core.digests import digest
from core.rounding import rounded


def shipped(scenario: str) -> MethodScores:
    return MethodScores.read((EFFECTS / scenario / "methods.json").read_bytes())


def tasks(scenario: Scenario) -> list[TrainingTask]:
    """Tasks without what a label change needs, for removals only."""
    training, test = scenario.dataset.training, scenario.dataset.test
    return [
        TrainingTask(training.inputs, training.labels, training.labels, test.inputs, 2, seed)
        for seed in scenario.seeds
    ]


def test_the_lds_of_the_influence_function_is_recomputed() -> None:
    """All 50 removals of half of the training samples, with all ten seeds."""
    scenario = loan()
    of_seeds = tasks(scenario)
    subsets = [
        subset
        for subset in FIFTY_SUBSETS.subsets(scenario, of_seeds[0])
        if subset.action is Action.REMOVAL
    ]
    logits = np.stack(
        [scenario.trainer.train_many(of_seed, [NOTHING, *subsets]) for of_seed in of_seeds]
    )
    base = BaseEnsemble(logits[:, 0], logits[:, 0])
    labels = scenario.dataset.test.labels
    errors = choose_errors(base.test_probabilities, labels, scenario.selection)
    after = measure_errors(logits, errors)
    truth = (after[:, 1:] - after[:, :1]).mean(axis=(0, 2))
    questions = Questions(scenario.trainer, tuple(of_seeds), errors, (Action.REMOVAL,))
    estimates = estimate(Method.INFLUENCE, questions).values[0]
    for at, metric in enumerate(Metric):
        line = shipped("loan").line(Method.INFLUENCE, Action.REMOVAL, metric)
        assert line is not None
        members = [subset.indices for subset in subsets]
        score = datamodeling_score(estimates[..., at], members, truth[..., at])
        assert score.mean is not None
        assert line.lds.mean == pytest.approx(rounded(score.mean), abs=1e-9)
        assert line.lds.errors == score.errors == 6


@pytest.mark.parametrize("scenario", ["loan", "fashion"])
def test_the_scores_are_those_of_the_bundle_beside_them(scenario: str) -> None:
    methods, bundle = shipped(scenario), EFFECTS / scenario / "bundle.json"
    require_of_bundle(methods.file, digest(bundle.read_bytes()), "methods.json")
    assert [method.key for method in methods.methods] == list(Method)
    scored = {(line.method, line.action, line.metric) for line in methods.file.scores}
    actions = (Action.REMOVAL, Action.LABEL_CHANGE, Action.UPWEIGHTING)
    assert scored == set(product(Method, actions, Metric))


def rank_correlations(scenario: str, method: Method) -> list[float]:
    """Means over the errors, for every action and metric."""
    lines = [line for line in shipped(scenario).file.scores if line.method is method]
    means = [line.rank_correlation.mean for line in lines]
    return [mean for mean in means if mean is not None]


def test_the_influence_function_orders_the_loan_as_retraining_does() -> None:
    correlations = rank_correlations("loan", Method.INFLUENCE)
    assert len(correlations) == 9
    assert min(correlations) > 0.999


def test_the_influence_function_comes_nearest_on_the_network() -> None:
    influence = rank_correlations("fashion", Method.INFLUENCE)
    assert len(influence) == 9
    for method in set(Method) - {Method.INFLUENCE, Method.HALF_OF_SEEDS}:
        others = rank_correlations("fashion", method)
        assert all(a > b + 0.1 for a, b in zip(influence, others, strict=True))
