"""Runs of the toy birds, what they wrote, and their probabilities in closed form."""

from pathlib import Path

import numpy as np

from attribution.axes import Action, Metric
from attribution.effects.bundle import Bundle, GroupEffect, Ranking
from attribution.effects.bundle_reader import read_bundle
from attribution.effects.pipeline import run_attribution
from attribution.effects.scenario import Scenario
from core.arrays import Floats, Integers


def finished(scenario: Scenario, folder: Path) -> Bundle:
    outcome = run_attribution(scenario, folder)
    assert outcome.bundle is not None
    return read_bundle(outcome.bundle)


def content(folder: Path) -> dict[str, bytes]:
    bundle = folder / "bundle"
    return {str(path.relative_to(bundle)): path.read_bytes() for path in bundle.rglob("*.*")}


def closed_form(scenario: Scenario, weights: Floats, labels: Integers, test: int) -> Floats:
    """Probabilities [members, classes] of one test sample: distances to weighted class means."""
    inputs, x = scenario.dataset.training.inputs[:, 0], scenario.dataset.test.inputs[test, 0]
    means = [
        (weights * inputs)[labels == c].sum() / weights[labels == c].sum()
        for c in range(len(scenario.dataset.class_names))
    ]
    sharpness = np.array(
        [k * (1 + 0.1 * seed) for seed in scenario.seeds for k in scenario.trainer.checkpoints]
    )
    odds = np.exp(-sharpness[:, np.newaxis] * (x - np.array(means)) ** 2)
    return np.asarray(odds / odds.sum(axis=1, keepdims=True))


def setting_of(ranking_or_effect: Ranking | GroupEffect) -> tuple[str, Action, Metric]:
    return ranking_or_effect.error, ranking_or_effect.action, ranking_or_effect.metric
