import json
import os
import shutil
import signal
import subprocess
import sys
from dataclasses import asdict, replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pyarrow.parquet as pq
import pytest

from attribution.axes import Action, Metric
from attribution.data.display import Modality, Picture
from attribution.effects.bundle import Bundle, GroupEffect, Ranking
from attribution.effects.bundle_reader import read_bundle
from attribution.effects.pipeline import Outcome, run_attribution
from attribution.effects.relevance_rule import Gate, RelevanceRule
from attribution.effects.scenario import Scenario
from attribution.errors import BundleError, RunFolderError, TrainingError
from attribution.training.job_share import JobShare
from attribution.training.progress import Progress
from attribution.training.run_folder import RunFolder
from core.arrays import Floats, Integers
from tests.attribution.toys import PrototypeTrainer, bird_scenario, birds


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
            kept = np.array([name != sample.id for name in training.ids], dtype=float)
            after = closed_form(scenario, kept, labels, test)[:, true]
            assert sample.mean == pytest.approx((after - before).mean(), rel=1e-9)
            assert sample.variance == pytest.approx((after - before).var(ddof=1), rel=1e-9)
            checked += 1
    assert checked > 10


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
        -np.log(closed_form(scenario, given, labels, test)[:, true])
        for given in (np.ones(len(training)), weights)
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
    effects = [e for e in bundle.group_effects if _setting(e) == _setting(ranking)]
    return ranking, max(effects, key=lambda e: e.number)


def _setting(one: Ranking | GroupEffect) -> tuple[str, Action, Metric]:
    return one.error, one.action, one.metric


def test_a_group_of_one_is_its_sample_and_all_prefixes_are_there(tmp_path: Path) -> None:
    bundle = finished(bird_scenario(), tmp_path)
    effects: dict[object, list[GroupEffect]] = {}
    for effect in bundle.group_effects:
        effects.setdefault(_setting(effect), []).append(effect)
    for ranking in bundle.rankings:
        prefixes = effects.get(_setting(ranking), [])
        assert [effect.number for effect in prefixes] == list(range(1, len(ranking.samples) + 1))
        for sample, first in zip(ranking.samples[:1], prefixes[:1], strict=True):
            assert getattr(first, ranking.metric).change == sample.mean


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
    displays = {one.display for one in bundle.shown}
    stored = {name for name in content(tmp_path) if name.endswith(".png")}
    assert stored == {display.file for display in displays if isinstance(display, Picture)}
    assert bundle.features == ()


def test_every_individual_effect_is_in_the_parquet_table(tmp_path: Path) -> None:
    scenario = bird_scenario()
    bundle = finished(scenario, tmp_path)
    table = pq.read_table(tmp_path / "effects.parquet").to_pylist()
    assert len(table) == 3 * 24 * len(bundle.errors) * 3
    ranking = bundle.rankings[0]
    passed = [
        row
        for row in table
        if (row["error"], row["action"], row["metric"]) == _setting(ranking)
        and row["p"] < 0.05
        and row["mean"] < 0  # by the loss, a fall helps
    ]
    assert len(passed) == ranking.relevant
    steady = {row["training_sample"]: (row["same_sign"], row["in_top"]) for row in passed}
    assert all((sample.same_sign, sample.in_top) == steady[sample.id] for sample in ranking.samples)


def test_a_learner_without_any_variation_is_ranked_and_flagged(tmp_path: Path) -> None:
    scenario = bird_scenario(trainer=PrototypeTrainer(checkpoints=(1, 1)))
    bundle = finished(scenario, tmp_path)
    ranked = [sample for ranking in bundle.rankings for sample in ranking.samples]
    assert ranked
    assert all(sample.degenerate and sample.p == 0 for sample in ranked)


def test_one_model_is_no_ensemble() -> None:
    with pytest.raises(TrainingError, match="trains one model only"):
        bird_scenario(trainer=PrototypeTrainer(checkpoints=(1,)))


@pytest.mark.parametrize("seeds", [(1, 1), (-1, 2), (0, 2**32)])
def test_seeds_are_distinct_and_in_range(seeds: tuple[int, ...]) -> None:
    with pytest.raises(TrainingError, match="not distinct whole numbers from 0 to 4294967295"):
        bird_scenario().with_seeds(seeds)


def test_stopped_after_any_write_a_run_resumes_to_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scenario = bird_scenario(shard_size=24)
    with monkeypatch.context() as patched:
        writes = _count_writes(patched)
        run_attribution(scenario, tmp_path / "whole")
    # The manifest, the base, three individual shards, the groups, the table, and the bundle's two.
    assert len(writes) > 8
    for allowed in range(len(writes)):
        folder = tmp_path / f"stopped-{allowed}"
        with monkeypatch.context() as patched:
            _stop_after(patched, allowed)
            with pytest.raises(KeyboardInterrupt):
                run_attribution(scenario, folder)
        run_attribution(scenario, folder)
        assert content(folder) == content(tmp_path / "whole")


def _count_writes(patched: pytest.MonkeyPatch) -> list[int]:
    writes: list[int] = []
    patched.setattr(os, "fsync", writes.append)
    return writes


def _stop_after(patched: pytest.MonkeyPatch, writes: int) -> None:
    left = iter(range(writes))

    def stopping(_descriptor: int) -> None:
        if next(left, None) is None:
            raise KeyboardInterrupt

    patched.setattr(os, "fsync", stopping)


SLOW_RUN = """
import sys, time
from pathlib import Path
from attribution.effects.pipeline import run_attribution
from tests.attribution.toys import bird_scenario

def report(progress):
    print(progress.stage, progress.done, flush=True)
    time.sleep(0.02)

run_attribution(bird_scenario(shard_size=5), Path(sys.argv[1]), jobs=2, report=report)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no kill -9")
def test_killed_again_and_again_a_run_ends_in_the_same_bytes(tmp_path: Path) -> None:
    for heard in (2, 4, 6):
        with subprocess.Popen(
            [sys.executable, "-c", SLOW_RUN, str(tmp_path / "killed")], stdout=subprocess.PIPE
        ) as process:
            assert process.stdout is not None
            for _ in range(heard):
                assert process.stdout.readline()
            process.send_signal(signal.SIGKILL)
    assert not (tmp_path / "killed" / "bundle").exists()
    for folder in ("killed", "whole"):
        run_attribution(bird_scenario(shard_size=5), tmp_path / folder)
    assert content(tmp_path / "killed") == content(tmp_path / "whole")


def test_parts_hand_over_until_the_last_one_writes_the_bundle(tmp_path: Path) -> None:
    scenario, parts = bird_scenario(), [JobShare(1, 2), JobShare(2, 2)]
    outcomes = [
        run_attribution(scenario, tmp_path / "parts", share=part) for part in (*parts, *parts)
    ]
    assert [outcome.waiting_for for outcome in outcomes[:2]] == ["individual", "groups"]
    assert Outcome(tmp_path / "parts" / "bundle") in outcomes
    run_attribution(scenario, tmp_path / "whole")
    assert content(tmp_path / "parts") == content(tmp_path / "whole")


def test_workers_and_shard_sizes_change_no_byte(tmp_path: Path) -> None:
    for folder, size, jobs in (("one", 10, 1), ("other", 7, 2)):
        run_attribution(bird_scenario(shard_size=size), tmp_path / folder, jobs=jobs)
    assert content(tmp_path / "one") == content(tmp_path / "other")


def test_a_folder_of_one_seed_goes_on_to_more_and_trains_each_model_once(tmp_path: Path) -> None:
    first, more = bird_scenario(), bird_scenario().with_seeds(range(3))
    run_attribution(first, tmp_path / "grown")
    told: list[Progress] = []
    run_attribution(more, tmp_path / "grown", report=told.append)
    begun = next(one for one in told if one.stage == "individual")
    # 24 samples under three actions: those of the first seed were there.
    assert (begun.done, begun.total) == (72, 3 * 72)
    run_attribution(more, tmp_path / "fresh")
    assert content(tmp_path / "grown") == content(tmp_path / "fresh")


def test_a_run_with_fewer_seeds_does_not_touch_the_folder(tmp_path: Path) -> None:
    run_attribution(bird_scenario().with_seeds(range(2)), tmp_path)
    before = content(tmp_path)
    with pytest.raises(RunFolderError, match="has results of the seeds 0, 1: give these"):
        run_attribution(bird_scenario(), tmp_path)
    assert content(tmp_path) == before


def test_another_rule_does_not_touch_the_folder(tmp_path: Path) -> None:
    run_attribution(bird_scenario(), tmp_path)
    before = content(tmp_path)
    with pytest.raises(RunFolderError, match=r"another recipe \(name, relevance differ\)"):
        run_attribution(bird_scenario().as_published(), tmp_path)
    assert content(tmp_path) == before


def test_what_is_planned_is_said_before_anything_is_trained(tmp_path: Path) -> None:
    told: list[Progress] = []
    run_attribution(bird_scenario(), tmp_path, report=told.append)
    assert told[0].note.startswith(
        # 6 errors, 3 actions, 3 metrics; groups of 2 to 10.
        "Planned: 1 base model, 72 with one training sample acted on and at most 486 with a group;"
    )
    pace = next(one for one in told[1:] if one.note)
    assert pace.note == "558 models at most, less than a minute with one process."


def test_a_run_that_would_not_end_is_refused_before_its_first_retraining(tmp_path: Path) -> None:
    told: list[Progress] = []
    with pytest.raises(TrainingError, match=r"more than the 0 hours allowed: use fewer seeds"):
        run_attribution(bird_scenario(), tmp_path, report=told.append, most_hours=0)
    assert {one.stage for one in told} == {"plan", "base"}


def test_the_advice_of_a_refusal_can_be_followed_in_the_same_folder(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="use fewer seeds"):
        run_attribution(bird_scenario(seeds=(0, 1, 2)), tmp_path, most_hours=0)
    assert finished(bird_scenario(), tmp_path).ensemble.seeds == (0,)


def test_a_folder_that_was_refused_more_seeds_still_takes_its_own(tmp_path: Path) -> None:
    run_attribution(bird_scenario(), tmp_path)
    before = content(tmp_path)
    with pytest.raises(TrainingError, match="use fewer seeds"):
        run_attribution(bird_scenario(seeds=(0, 1, 2)), tmp_path, most_hours=0)
    run_attribution(bird_scenario(), tmp_path)
    assert content(tmp_path) == before


def test_a_run_that_the_disk_cannot_hold_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nearly_full(_path: Path) -> SimpleNamespace:
        return SimpleNamespace(free=10_000)

    monkeypatch.setattr(shutil, "disk_usage", nearly_full)
    with pytest.raises(RunFolderError, match=r"has room for 0\.0 MB: choose a folder on another"):
        run_attribution(bird_scenario(), tmp_path)


def test_two_writers_of_one_folder_are_kept_apart(tmp_path: Path) -> None:
    scenario = bird_scenario()
    with (
        RunFolder(tmp_path, "run").opened(scenario.recipe),
        pytest.raises(RunFolderError, match="Another process is writing"),
    ):
        run_attribution(scenario, tmp_path)


def test_a_model_that_errs_nowhere_gives_no_bundle(tmp_path: Path) -> None:
    dataset = birds()
    exactly = dataset.test.labels[:, np.newaxis].astype(float)
    dataset = replace(dataset, test=replace(dataset.test, inputs=exactly))
    with pytest.raises(BundleError, match="makes no error"):
        run_attribution(bird_scenario(dataset), tmp_path)


def test_the_manifest_of_the_bundle_tells_the_recipe(tmp_path: Path) -> None:
    scenario = bird_scenario(seeds=(3,))
    run_attribution(scenario, tmp_path)
    manifest = json.loads((tmp_path / "bundle" / "manifest.json").read_text())
    assert manifest["fingerprint"] == scenario.recipe.fingerprint
    assert manifest["recipe"]["seeds"] == [3]
    assert manifest["recipe"]["dataset_digest"] == scenario.dataset.digest
