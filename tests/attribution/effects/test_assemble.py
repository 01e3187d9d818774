"""A bundle's numbers agree with one another."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from attribution.data.display import Modality, Picture
from attribution.effects.relevance_rule import Gate, RelevanceRule
from tests.attribution.finished_runs import content, finished
from tests.attribution.toys import PrototypeTrainer, bird_scenario, birds


def test_errors_fixed_and_made_are_others_and_explain_the_accuracy_with_the_error_itself(
    tmp_path: Path,
) -> None:
    bundle = finished(bird_scenario().with_seeds([0, 1]), tmp_path)
    tests = bundle.base_model.test_samples
    moved = 0.0
    for effect in bundle.group_effects:
        assert 0 <= effect.errors_fixed < tests
        assert 0 <= effect.errors_made < tests
        moved += effect.errors_fixed + effect.errors_made
        gained = effect.errors_fixed - effect.errors_made + effect.error_right.change
        assert effect.test_accuracy.change * tests == pytest.approx(gained, abs=1e-6)
    assert moved > 0


def test_the_error_that_becomes_right_is_not_counted_among_other_answers(tmp_path: Path) -> None:
    dataset = birds()
    # Every test sample but the error lies on its class's mean and is right: none can become so.
    means = [dataset.training.inputs[dataset.training.labels == c].mean() for c in (0, 1)]
    inputs = np.array([[means[label]] for label in dataset.test.labels])
    inputs[0] = (means[0] + means[1]) / 2 + 0.15
    dataset = replace(dataset, test=replace(dataset.test, inputs=inputs))
    scenario = bird_scenario(dataset).with_rule(RelevanceRule(Gate.NONE))
    effects = finished(scenario, tmp_path).group_effects
    assert {effect.error_right.after for effect in effects} == {0.0, 1.0}
    assert all(effect.error_right.before == 0.0 for effect in effects)
    assert {effect.errors_fixed for effect in effects} == {0.0}


def test_an_error_is_counted_once_however_many_members_make_it(tmp_path: Path) -> None:
    scenario = bird_scenario()
    middle = (
        scenario.dataset.training.inputs[:12].mean() + scenario.dataset.training.inputs[12:].mean()
    ) / 2
    # With two classes, the nearer mean is beyond their middle, for every member alike.
    test = scenario.dataset.test
    wrong = int(((test.inputs[:, 0] > middle) != test.labels).sum())
    assert finished(scenario, tmp_path).base_model.test_errors == wrong > 0


def test_four_classes_of_pictures_go_through_the_same_pipeline(tmp_path: Path) -> None:
    dataset = birds(classes=4, modality=Modality.IMAGE)
    bundle = finished(bird_scenario(dataset), tmp_path)
    kinds = {(error.true_class, error.predicted_class) for error in bundle.errors}
    assert (len(bundle.errors), len(kinds)) == (9, 3)
    displays = {sample.display for sample in bundle.shown}
    stored = {name for name in content(tmp_path) if name.endswith(".png")}
    assert stored == {display.file for display in displays if isinstance(display, Picture)}
    assert bundle.features == ()


def test_a_learner_without_any_variation_is_ranked_and_flagged(tmp_path: Path) -> None:
    scenario = bird_scenario(trainer=PrototypeTrainer(checkpoints=(1, 1)))
    bundle = finished(scenario, tmp_path)
    ranked = [sample for ranking in bundle.rankings for sample in ranking.samples]
    assert ranked
    assert all(sample.degenerate and sample.p == 0 for sample in ranked)
