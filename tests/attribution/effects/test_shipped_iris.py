"""The bundle to practise on holds one error, and its numbers are those of scikit-learn alone."""

from collections import Counter

import numpy as np
import pytest
from sklearn.datasets import load_iris
from sklearn.linear_model import SGDClassifier
from sklearn.model_selection import train_test_split

from attribution.axes import Metric
from attribution.effects.bundle import Bundle
from attribution.effects.bundle_reader import read_bundle
from attribution.scenarios import SEEDS, scenario_named
from tests.world import EFFECTS


@pytest.fixture(scope="module")
def bundle() -> Bundle:
    return read_bundle(EFFECTS / "iris")


def test_one_error_is_kept_to_practise_on(bundle: Bundle) -> None:
    (error,) = bundle.errors
    assert error.id == "row-0078"
    assert bundle.classes[error.true_class] == "Versicolor"
    assert bundle.classes[error.predicted_class] == "Virginica"
    assert error.value_of(Metric.TRUE_CLASS_PROBABILITY).mean < 0.4
    assert error.value_of(Metric.PREDICTED_CLASS_PROBABILITY).mean > 0.4


def test_every_setting_has_its_group_effect(bundle: Bundle) -> None:
    assert Counter(len(ranking.samples) for ranking in bundle.rankings) == {10: 9}
    assert len(bundle.group_effects) == len(bundle.actions) * len(Metric) * 10


def test_its_recipe_is_the_one_in_the_code(bundle: Bundle) -> None:
    shipped, current = bundle.provenance.recipe, scenario_named("iris").recipe.document
    for key in (shipped.keys() | current.keys()) - {"libraries", "platform"}:
        assert shipped[key] == current[key], key


def test_scikit_learn_alone_gives_the_same_effect(bundle: Bundle) -> None:
    # Two of ten samples removed together, without any code of this project.
    data = load_iris()
    training, test = train_test_split(
        np.arange(150), test_size=1 / 3, stratify=data.target, random_state=0
    )
    training, test = np.sort(training), np.sort(test)
    mean, deviation = data.data[training].mean(axis=0), data.data[training].std(axis=0)
    inputs = (data.data - mean) / deviation
    ranking = next(
        ranking
        for ranking in bundle.rankings
        if (ranking.action, ranking.metric) == ("removal", "loss")
    )
    removed = [int(sample.id.removeprefix("row-")) - 1 for sample in ranking.samples[:2]]

    def losses(weights: np.ndarray) -> np.ndarray:
        by_seed = []
        for seed in SEEDS:
            model = SGDClassifier(
                loss="log_loss", alpha=0.01, max_iter=50, tol=None, random_state=seed
            )
            model.fit(inputs[training], data.target[training], sample_weight=weights)
            by_seed.append(-np.log(model.predict_proba(inputs[[77]])[0, data.target[77]]))
        return np.array(by_seed)

    changes = losses(np.where(np.isin(training, removed), 0.0, 1.0)) - losses(np.ones(100))
    effect = next(
        group_effect.change_of(Metric.LOSS)
        for group_effect in bundle.group_effects
        if (group_effect.action, group_effect.metric, group_effect.number) == ("removal", "loss", 2)
    )
    assert effect.change == pytest.approx(changes.mean(), abs=1e-6)
    assert effect.standard_deviation == pytest.approx(changes.std(ddof=1), abs=1e-6)
