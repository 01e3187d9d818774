"""Only drawn candidates are acted on, and everything else stays as without them."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from attribution.effects import pipeline
from attribution.effects.candidates import Candidates
from attribution.effects.pipeline import run_attribution
from attribution.effects.plan import Plan
from attribution.errors import TrainingError
from tests.attribution.finished_runs import finished
from tests.attribution.toys import bird_scenario, birds


def test_every_class_gives_its_share() -> None:
    dataset = birds(classes=4, per_class=12)
    drawn = Candidates(8).among(dataset)
    assert np.bincount(dataset.training.labels[drawn]).tolist() == [2, 2, 2, 2]


def test_the_seed_decides_which_and_more_are_more_of_the_same() -> None:
    few, more, other = (
        Candidates(number, seed).among(birds()) for number, seed in ((6, 0), (12, 0), (6, 1))
    )
    assert (few.sum(), more.sum()) == (6, 12)
    assert not (few & ~more).any()
    assert (few != other).any()


def test_samples_that_can_be_collected_are_drawn_apart_from_those_in_use() -> None:
    pooled = replace(birds(), held_back=(0, 5, 13, 20))
    scenario = bird_scenario(pooled, candidates=Candidates(3))
    assert scenario.possible.sum(axis=1).tolist() == [3, 3, 3, 3]
    assert scenario.possible[-1][list(pooled.held_back)].sum() == 3


def test_as_many_as_there_are_is_all_of_them() -> None:
    assert (bird_scenario(candidates=Candidates(24)).possible == bird_scenario().possible).all()


def test_none_is_refused() -> None:
    with pytest.raises(TrainingError, match="0 training samples cannot be acted on"):
        Candidates(0)


def test_effects_of_candidates_are_those_of_a_run_of_all(tmp_path: Path) -> None:
    whole = finished(bird_scenario(), tmp_path / "whole")
    some = finished(bird_scenario(candidates=Candidates(10)), tmp_path / "some")
    means = {
        (ranking.error, ranking.action, ranking.metric, sample.id): sample.mean
        for ranking in whole.rankings
        for sample in ranking.samples
    }
    shared = 0
    for ranking in some.rankings:
        for sample in ranking.samples:
            key = (ranking.error, ranking.action, ranking.metric, sample.id)
            shared += key in means
            assert means.get(key, sample.mean) == sample.mean
    assert shared > 20
    assert some.base_model == whole.base_model


def test_only_a_recipe_with_candidates_names_them() -> None:
    assert "candidates" not in bird_scenario().recipe.document
    recipe = bird_scenario(candidates=Candidates(10, seed=4)).recipe
    assert recipe.document["candidates"] == {"number": 10, "seed": 4}


def test_a_plan_says_how_many_would_fit() -> None:
    # One seed; 10,000 samples in training under three actions, and at most 486 groups.
    plan = Plan.of(bird_scenario(birds(per_class=5_000)))
    assert (plan.acted_on, plan.individual, plan.groups) == (10_000, 30_000, 486)
    # A tenth of 30,486 models, without those of the groups, are 854 of three actions each.
    assert plan.candidates_within(0.1) == 850
    assert plan.candidates_within(0.0) == 0


def test_a_run_that_takes_too_long_names_candidates_that_would_fit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # How fast this machine is must not decide: 3,486 models take an hour, and a third is allowed.
    monkeypatch.setattr(pipeline, "seconds_for", lambda *_: 3600.0)
    scenario = bird_scenario(birds(per_class=500))
    # Of these 1,162, without 486 for groups, are 225 samples under three actions; two digits of it.
    with pytest.raises(TrainingError, match=r"60 minutes, .* \(--candidates 220\), use fewer"):
        run_attribution(scenario, tmp_path, most_hours=1 / 3)
