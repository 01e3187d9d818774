"""Individual effects are those of the closed form, and their steadiness is counted by seeds."""

from dataclasses import replace
from itertools import product
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

from attribution.axes import Action, Metric
from attribution.effects.relevance import IndividualEffects, effects_of
from core.arrays import Booleans, Floats
from tests.attribution.finished_runs import closed_form, finished, setting_of
from tests.attribution.toys import bird_scenario, birds

ACTIONS = (Action.REMOVAL, Action.LABEL_CHANGE, Action.UPWEIGHTING)


def all_possible(differences: Floats) -> IndividualEffects:
    return effects_of(differences, ACTIONS, np.ones(differences.shape[2:4], dtype=np.bool_))


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
    effects = all_possible(np.broadcast_to(members[:, :, None, :, None, None], shape).copy())
    true_class = (0, slice(None), 0, 1)
    assert effects.significance.mean[true_class][0] == pytest.approx(0.5)
    assert effects.same_sign[true_class].tolist() == [2] + [3] * 11
    # In seeds one and two the first sample and the nine largest others, in seed three the ten.
    assert effects.in_top[true_class].tolist() == [2, 0, 1] + [3] * 9
    # By the loss a fall helps; of the two effects of 1.0 the one that comes first is in.
    assert effects.in_top[(0, slice(None), 0, 0)].tolist() == [3] * 10 + [0, 0]


def test_with_one_seed_an_effect_s_steadiness_is_that_of_one_seed() -> None:
    members = np.random.RandomState(0).normal(size=(1, 3, 3, 20, 2, 3))
    effects = all_possible(members)
    assert set(np.unique(effects.same_sign)) == {1}
    assert np.unique(effects.in_top.sum(axis=1)).tolist() == [10]


def test_samples_that_an_action_cannot_be_done_to_have_no_share_in_its_tests() -> None:
    members = np.random.RandomState(1).normal(size=(10, 2, 2, 30, 2, 3))
    possible = np.array([np.arange(30) < 24, np.arange(30) >= 24])
    whole = effects_of(np.where(_of(possible), members, np.nan), REMOVE_OR_COLLECT, possible)
    for action, samples in enumerate(possible):
        alone = effects_of(
            members[:, :, [action]][:, :, :, samples],
            (REMOVE_OR_COLLECT[action],),
            np.ones((1, samples.sum()), dtype=np.bool_),
        )
        assert np.array_equal(whole.q[action, samples], alone.q[0])
        assert np.array_equal(whole.significance.p[action, samples], alone.significance.p[0])
        assert np.array_equal(whole.in_top[action, samples], alone.in_top[0])
        assert np.array_equal(whole.same_sign[action, samples], alone.same_sign[0])
    assert np.isnan(whole.q[~possible]).all()
    assert not whole.in_top[~possible].any()
    assert not whole.same_sign[~possible].any()


REMOVE_OR_COLLECT = (Action.REMOVAL, Action.COLLECTION)


def _of(possible: Booleans) -> Booleans:
    """In the axes of differences."""
    return np.asarray(possible[np.newaxis, np.newaxis, :, :, np.newaxis, np.newaxis])


def test_what_is_held_back_is_collected_and_what_is_in_use_is_not(tmp_path: Path) -> None:
    # Every third bird of either class is held back, and a mean without them is not one with them.
    data = birds(per_class=24)
    scenario = bird_scenario(replace(data, held_back=tuple(range(0, len(data.training), 3))))
    bundle = finished(scenario, tmp_path)
    training, labels = scenario.dataset.training, scenario.dataset.training.labels
    held_back = {training.ids[position] for position in scenario.dataset.held_back}
    in_use = np.array([float(name not in held_back) for name in training.ids])
    assert bundle.base_model.training_samples == in_use.sum() == 32
    assert bundle.actions == tuple(Action)
    for ranking in bundle.rankings:
        listed = {sample.id for sample in ranking.samples}
        collects = ranking.action is Action.COLLECTION
        assert listed.isdisjoint(set(training.ids) - held_back if collects else held_back)
    groups = [g for g in bundle.group_effects if g.action is Action.COLLECTION]
    lists = {setting_of(ranking): ranking for ranking in bundle.rankings}
    assert {group.number for group in groups} > {1, 2, 3}
    for group in groups:
        test = scenario.dataset.test.ids.index(group.error)
        true = scenario.dataset.test.labels[test]
        added = {sample.id for sample in lists[setting_of(group)].samples[: group.number]}
        weights = in_use + [float(name in added) for name in training.ids]
        before = closed_form(scenario, in_use, labels, test)[:, true].mean()
        after = closed_form(scenario, weights, labels, test)[:, true].mean()
        change = group.change_of(Metric.TRUE_CLASS_PROBABILITY)
        assert change.before == pytest.approx(before, rel=1e-9)
        assert change.after == pytest.approx(after, rel=1e-9)


def test_one_action_on_every_possible_sample_is_in_the_table(tmp_path: Path) -> None:
    scenario = bird_scenario(replace(birds(), held_back=(1, 5, 20)))
    finished(scenario, tmp_path)
    table = pq.read_table(tmp_path / "effects.parquet", columns=["action", "training_sample"])
    done = {(row["action"], row["training_sample"]) for row in table.to_pylist()}
    held_back = {scenario.dataset.training.ids[position] for position in (1, 5, 20)}
    in_use = set(scenario.dataset.training.ids) - held_back
    assert done == {*product(ACTIONS, in_use), *product([Action.COLLECTION], held_back)}
