"""Groups are really retrained, from one sample to the whole list."""

from dataclasses import asdict
from pathlib import Path

import numpy as np
import pytest

from attribution.axes import Action, Metric
from attribution.effects.bundle import Bundle, GroupEffect, Ranking
from tests.attribution.finished_runs import closed_form, finished, setting_of
from tests.attribution.toys import bird_scenario


def test_a_group_is_really_retrained_and_is_not_the_sum_of_its_members(tmp_path: Path) -> None:
    scenario = bird_scenario(seeds=(0, 4, 9))
    bundle = finished(scenario, tmp_path)
    training, labels = scenario.dataset.training, scenario.dataset.training.labels
    ranking, effect = _longest(bundle, Action.UPWEIGHTING, Metric.LOSS)
    test = scenario.dataset.test.ids.index(ranking.error)
    true = scenario.dataset.test.labels[test]
    group = {sample.id for sample in ranking.samples[: effect.number]}
    weights = np.array([10.0 if name in group else 1.0 for name in training.ids])
    members = [
        -np.log(closed_form(scenario, sample_weights, labels, test)[:, true])
        for sample_weights in (np.ones(len(training)), weights)
    ]
    # Three seeds of three checkpoints: a seed's mean is one observation.
    before, after = (losses.reshape(3, 3).mean(axis=1) for losses in members)
    expected = {
        "before": before.mean(),
        "after": after.mean(),
        "change": (after - before).mean(),
        "standard_deviation": (after - before).std(ddof=1),
    }
    assert asdict(effect.change_of(Metric.LOSS)) == pytest.approx(expected, rel=1e-9)
    alone = sum(sample.mean for sample in ranking.samples[: effect.number])
    assert abs(effect.change_of(Metric.LOSS).change - alone) > 0.1 * abs(alone)


def _longest(bundle: Bundle, action: Action, metric: Metric) -> tuple[Ranking, GroupEffect]:
    rankings = [r for r in bundle.rankings if (r.action, r.metric) == (action, metric)]
    ranking = max(rankings, key=lambda r: len(r.samples))
    assert len(ranking.samples) > 3
    effects = [e for e in bundle.group_effects if setting_of(e) == setting_of(ranking)]
    return ranking, max(effects, key=lambda e: e.number)


def test_a_group_of_one_is_its_sample_and_all_prefixes_are_there(tmp_path: Path) -> None:
    bundle = finished(bird_scenario(), tmp_path)
    effects: dict[object, list[GroupEffect]] = {}
    for effect in bundle.group_effects:
        effects.setdefault(setting_of(effect), []).append(effect)
    for ranking in bundle.rankings:
        prefixes = effects.get(setting_of(ranking), [])
        assert [effect.number for effect in prefixes] == list(range(1, len(ranking.samples) + 1))
        for sample, first in zip(ranking.samples[:1], prefixes[:1], strict=True):
            assert getattr(first, ranking.metric).change == sample.mean
