"""Individual effects are those of the closed form, and their steadiness is counted by seeds."""

from pathlib import Path

import numpy as np
import pytest

from attribution.axes import Action, Metric
from attribution.effects.relevance import effects_of
from tests.attribution.finished_runs import closed_form, finished
from tests.attribution.toys import bird_scenario


def test_a_removal_s_effect_is_that_of_the_closed_form(tmp_path: Path) -> None:
    scenario = bird_scenario()
    bundle = finished(scenario, tmp_path)
    training, labels = scenario.dataset.training, scenario.dataset.training.labels
    checked = 0
    for ranking in bundle.rankings:
        if (ranking.action, ranking.metric) != (Action.REMOVAL, Metric.TRUE_CLASS_PROBABILITY):
            continue
        test = scenario.dataset.test.ids.index(ranking.error)
        true = scenario.dataset.test.labels[test]
        before = closed_form(scenario, np.ones(len(training)), labels, test)[:, true]
        for sample in ranking.samples:
            weights = np.array([name != sample.id for name in training.ids], dtype=float)
            after = closed_form(scenario, weights, labels, test)[:, true]
            assert sample.mean == pytest.approx((after - before).mean(), rel=1e-9)
            assert sample.variance == pytest.approx((after - before).var(ddof=1), rel=1e-9)
            checked += 1
    assert checked > 10


def test_how_steady_an_effect_is_counts_seeds_and_not_checkpoints() -> None:
    # Three seeds of two checkpoints; twelve samples, the first with means over its checkpoints of
    # 1, 1 and -0.5, the others with the steady effects 0.1, 0.2, ... of a seed's checkpoints.
    first = np.array([[0.0, 2.0], [1.5, 0.5], [-2.0, 1.0]])[..., np.newaxis]
    others = np.broadcast_to(0.1 * np.arange(1, 12), (3, 2, 11))
    members = np.concatenate([first, others], axis=-1)
    shape = (3, 2, 3, 12, 1, 3)
    effects = effects_of(np.broadcast_to(members[:, :, None, :, None, None], shape).copy())
    true_class = (0, slice(None), 0, 1)
    assert effects.significance.mean[true_class][0] == pytest.approx(0.5)
    assert effects.same_sign[true_class].tolist() == [2] + [3] * 11
    # In seeds one and two the first sample and the nine largest others, in seed three the ten.
    assert effects.in_top[true_class].tolist() == [2, 0, 1] + [3] * 9
    # By the loss a fall helps; of the two effects of 1.0 the one that comes first is in.
    assert effects.in_top[(0, slice(None), 0, 0)].tolist() == [3] * 10 + [0, 0]


def test_with_one_seed_an_effect_s_steadiness_is_that_of_one_seed() -> None:
    members = np.random.RandomState(0).normal(size=(1, 3, 3, 20, 2, 3))
    effects = effects_of(members)
    assert set(np.unique(effects.same_sign)) == {1}
    assert np.unique(effects.in_top.sum(axis=1)).tolist() == [10]
