from dataclasses import replace

import numpy as np
import pytest

from attribution.axes import Action
from attribution.effects.scenario import Scenario
from attribution.errors import TrainingError
from attribution.estimates.subsets import SubsetPlan, subset_shards
from attribution.training.task import TrainingTask
from tests.attribution.toys import bird_scenario, birds

HELD_BACK = (0, 5, 12, 20)
SCENARIO = bird_scenario(replace(birds(), held_back=HELD_BACK), seeds=(0, 3))


def task(scenario: Scenario) -> TrainingTask:
    training = scenario.dataset.training
    return TrainingTask(
        training.inputs,
        training.labels,
        1 - training.labels,
        scenario.dataset.test.inputs,
        classes=2,
        seed=0,
        held_back=scenario.dataset.held_back,
    )


def test_every_action_has_its_number_of_subsets_with_its_share_of_samples() -> None:
    subsets = SubsetPlan(number=7).subsets(SCENARIO, task(SCENARIO))
    sizes = [
        (action, {len(subset.indices) for subset in subsets if subset.action is action})
        for action in SCENARIO.actions
    ]
    # 20 samples in use, of which half and a tenth; 4 held back, of which half.
    assert sizes == [
        (Action.REMOVAL, {10}),
        (Action.LABEL_CHANGE, {2}),
        (Action.UPWEIGHTING, {2}),
        (Action.COLLECTION, {2}),
    ]
    assert len(subsets) == 28


def test_subsets_hold_only_samples_that_the_action_can_be_done_to() -> None:
    for subset in SubsetPlan().subsets(SCENARIO, task(SCENARIO)):
        is_held_back = set(subset.indices) <= set(HELD_BACK)
        assert is_held_back is (subset.action is Action.COLLECTION)
        assert is_held_back or not set(subset.indices) & set(HELD_BACK)


def test_the_seed_decides_and_other_actions_do_not() -> None:
    first, again, other = (
        SubsetPlan(seed=seed).subsets(SCENARIO, task(SCENARIO)) for seed in (0, 0, 1)
    )
    assert first == again != other
    longer = SubsetPlan(number=60).subsets(SCENARIO, task(SCENARIO))
    assert [subset for subset in longer if subset.action is Action.UPWEIGHTING][:50] == [
        subset for subset in first if subset.action is Action.UPWEIGHTING
    ]


def test_every_sample_is_drawn_about_as_often() -> None:
    scenario = bird_scenario()
    subsets = SubsetPlan(number=400).subsets(scenario, task(scenario))
    removed = [subset.indices for subset in subsets if subset.action is Action.REMOVAL]
    counts = np.bincount(np.concatenate(removed), minlength=24)
    # Binomial with n = 400 and p = 1/2: four standard deviations of 10.
    assert counts.min() >= 160
    assert counts.max() <= 240


def test_a_subset_that_leaves_one_class_is_drawn_again() -> None:
    of = replace(task(SCENARIO), labels=np.array([1] + [0] * 23), held_back=())
    scenario = bird_scenario()
    subsets = SubsetPlan().subsets(scenario, of)
    assert all(0 not in subset.indices for subset in subsets if subset.action is Action.REMOVAL)
    assert len([subset for subset in subsets if subset.action is Action.REMOVAL]) == 50


def test_a_share_that_leaves_one_class_nearly_always_is_refused() -> None:
    of = replace(task(SCENARIO), labels=np.array([1] + [0] * 23), held_back=())
    shares = dict.fromkeys(Action, 1.0)
    with pytest.raises(TrainingError, match="removal of 24 of 24 training samples nearly always"):
        SubsetPlan(shares=shares).subsets(bird_scenario(), of)


def test_the_shards_of_every_seed_hold_all_subsets() -> None:
    subsets = SubsetPlan(number=7).subsets(SCENARIO, task(SCENARIO))
    shards = subset_shards(SCENARIO, subsets)
    assert [shard.name for shard in shards[3]] == [
        "subsets-seed03-0000", "subsets-seed03-0001", "subsets-seed03-0002",
    ]  # fmt: skip
    together = [subset for shard in shards[0] for subset in shard.interventions]
    assert together == subsets
