"""The loan bundle with collection, compared with scikit-learn alone."""

from collections.abc import Iterable

import numpy as np
import pytest
from sklearn.linear_model import SGDClassifier

from attribution.axes import Action, Metric
from attribution.data.dataset import Dataset
from attribution.effects.bundle import Bundle, GroupEffect
from attribution.effects.bundle_reader import read_bundle
from attribution.effects.trial import EffectsIndex
from attribution.scenarios import scenario_named
from core.arrays import Floats
from tests.effect_settings import effect_setting
from tests.folders import FIXTURES

NUMBERS = (1, 2, 3, 5, 10, 20, 50)


@pytest.fixture(scope="module")
def bundle() -> Bundle:
    return read_bundle(FIXTURES / "effects" / "loan-collection")


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return scenario_named("loan-collection").dataset


def test_it_has_four_actions_and_up_to_fifty_samples(bundle: Bundle) -> None:
    # Paper, figure 3: collecting data beside the three actions of the study.
    assert bundle.actions == tuple(Action)
    assert bundle.numbers == NUMBERS
    assert (bundle.base_model.training_samples, len(bundle.ensemble.seeds)) == (600, 10)
    lists = len(bundle.errors) * 4 * len(Metric)
    assert [len(ranking.samples) for ranking in bundle.rankings] == [50] * lists
    assert len(bundle.group_effects) == len(NUMBERS) * lists


def test_its_recipe_is_the_one_in_the_code(bundle: Bundle) -> None:
    shipped = bundle.provenance.recipe
    current = scenario_named("loan-collection").recipe.document
    for key in (shipped.keys() | current.keys()) - {"libraries", "platform"}:
        assert shipped[key] == current[key], key


def test_a_quarter_of_the_training_data_is_held_back_and_only_that_is_collected(
    bundle: Bundle, dataset: Dataset
) -> None:
    held_back = {dataset.training.ids[position] for position in dataset.held_back}
    assert len(held_back) == 200
    for ranking in bundle.rankings:
        listed = {sample.id for sample in ranking.samples}
        if ranking.action is Action.COLLECTION:
            assert listed <= held_back
        else:
            assert not listed & held_back


def test_collecting_really_retrains_with_the_samples(bundle: Bundle, dataset: Dataset) -> None:
    ids, test = dataset.training.ids, dataset.test
    in_use = np.array([float(position not in dataset.held_back) for position in range(len(ids))])
    error = bundle.errors[-1]
    at = test.ids.index(error.id)
    before = trained(dataset, in_use)
    for group in collections(bundle, error.id):
        added = listed(bundle, group)
        after = trained(dataset, in_use + [float(name in added) for name in ids])
        for metric, of_class in (
            (Metric.TRUE_CLASS_PROBABILITY, error.true_class),
            (Metric.PREDICTED_CLASS_PROBABILITY, error.predicted_class),
        ):
            change = group.change_of(metric)
            assert change.before == pytest.approx(before[:, at, of_class].mean(), rel=1e-6)
            assert change.after == pytest.approx(after[:, at, of_class].mean(), rel=1e-6)
        right = (after.argmax(axis=-1) == test.labels).mean()
        assert group.test_accuracy.after == pytest.approx(right, rel=1e-9)


def collections(bundle: Bundle, error: str) -> Iterable[GroupEffect]:
    wanted = (error, Action.COLLECTION, Metric.TRUE_CLASS_PROBABILITY)
    groups = [g for g in bundle.group_effects if (g.error, g.action, g.metric) == wanted]
    assert [group.number for group in groups] == list(NUMBERS)
    return groups[::3]  # 1, 5 and 50 samples


def listed(bundle: Bundle, group: GroupEffect) -> set[str]:
    setting = effect_setting(group.action, group.metric, group.number)
    return {shown.sample.id for shown in EffectsIndex(bundle).results(group.error, setting).samples}


def trained(dataset: Dataset, weights: Floats) -> Floats:
    """Probabilities of the loan's ensemble [members, test samples, classes].

    Its alpha and epochs: docs/decisions/0004 and the paper, appendix C.2.
    """
    training = dataset.training
    return np.array(
        [
            SGDClassifier(loss="log_loss", alpha=0.01, max_iter=epochs, tol=None, random_state=seed)
            .fit(training.inputs, training.labels, sample_weight=weights)
            .predict_proba(dataset.test.inputs)
            for seed in range(10)
            for epochs in (30, 40, 50)
        ]
    )
