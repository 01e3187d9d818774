"""A run goes from its scenario to its bundle, and resumes to the same bytes."""

import json
import os
import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from attribution.effects.bundle_reader import read_bundle
from attribution.effects.pipeline import Outcome, run_attribution
from attribution.effects.selection import ErrorSelection
from attribution.errors import BundleError, RunFolderError, TrainingError
from attribution.training.job_share import JobShare
from attribution.training.progress import Progress
from attribution.training.run_folder import RunFolder
from tests.attribution.finished_runs import content, finished
from tests.attribution.toys import bird_scenario, birds


@pytest.mark.slow
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
@pytest.mark.slow
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
    reports: list[Progress] = []
    run_attribution(more, tmp_path / "grown", report=reports.append)
    begun = next(report for report in reports if report.stage == "individual")
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
    reports: list[Progress] = []
    run_attribution(bird_scenario(), tmp_path, report=reports.append)
    assert reports[0].note.startswith(
        # 6 errors, 3 actions, 3 metrics; groups of 2 to 10.
        "Planned: 1 base model, 72 with one training sample acted on and at most 486 with a group;"
    )
    pace = next(report for report in reports[1:] if report.note)
    assert pace.note == "558 models at most, less than a minute with one process."


def test_fewer_errors_than_asked_for_are_said_before_anything_is_retrained(tmp_path: Path) -> None:
    scenario = replace(bird_scenario(), selection=ErrorSelection(types=2, examples=50, seed=0))
    reports: list[Progress] = []
    run_attribution(scenario, tmp_path, report=reports.append)
    count = len(read_bundle(tmp_path / "bundle").errors)
    said = f"Of the 100 errors asked for, there are {count}: "
    notes = [report.note for report in reports if report.note]
    assert [note.startswith(said) for note in notes] == [False, True, False]


def test_a_run_that_would_not_end_is_refused_before_its_first_retraining(tmp_path: Path) -> None:
    reports: list[Progress] = []
    with pytest.raises(TrainingError, match=r"more than the 0 hours allowed: use fewer seeds"):
        run_attribution(bird_scenario(), tmp_path, report=reports.append, most_hours=0)
    assert {report.stage for report in reports} == {"plan", "base"}


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
