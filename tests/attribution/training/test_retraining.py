import errno
import os
from pathlib import Path

import numpy as np
import pytest

from attribution.effects.base import BaseEnsemble, retraining_tasks
from attribution.effects.relevance import individual_shards
from attribution.errors import RunFolderError
from attribution.training.part import Part
from attribution.training.progress import Progress
from attribution.training.retraining import Retraining
from attribution.training.run_folder import RunFolder
from attribution.training.shards import is_finished, load_shard
from tests.attribution.toys import bird_scenario

SCENARIO = bird_scenario()
SAMPLES = len(SCENARIO.dataset.training)
SHARDS = individual_shards(SCENARIO.seeds, SAMPLES, SCENARIO.shard_size)[0]
TASKS = retraining_tasks(
    SCENARIO, BaseEnsemble(np.zeros((1, 3, SAMPLES, 2)), np.zeros((1, 3, 40, 2)))
)


def retraining(folder: RunFolder, told: list[Progress], jobs: int = 1) -> Retraining:
    return Retraining(folder, SCENARIO.trainer, jobs, told.append)


@pytest.fixture
def folder(tmp_path: Path) -> RunFolder:
    return RunFolder(tmp_path, "run")


def test_progress_counts_models_from_none_to_all(folder: RunFolder) -> None:
    told: list[Progress] = []
    assert retraining(folder, told).finish("individual", SHARDS, TASKS)
    # 24 samples under three actions, ten models to a shard.
    assert [(one.done, one.total) for one in told] == [
        (done, 72) for done in (0, 10, 20, 30, 40, 50, 60, 70, 72)
    ]


def test_a_second_run_trains_nothing(folder: RunFolder) -> None:
    told: list[Progress] = []
    retraining(folder, []).finish("individual", SHARDS, TASKS)
    assert retraining(folder, told).finish("individual", SHARDS, TASKS)
    assert [(one.done, one.total) for one in told] == [(72, 72)]


def test_a_truncated_shard_is_reported_and_trained_again(folder: RunFolder) -> None:
    told: list[Progress] = []
    retraining(folder, []).finish("individual", SHARDS, TASKS)
    whole = load_shard(folder, SHARDS[3])
    path = folder.shard(SHARDS[3].name)
    path.write_bytes(path.read_bytes()[:200])
    assert retraining(folder, told).finish("individual", SHARDS, TASKS)
    assert [one.note for one in told if one.note] == [
        "individual-seed00-0003 is damaged or not of this run: training it again"
    ]
    assert np.array_equal(load_shard(folder, SHARDS[3]), whole)


def test_parts_train_disjoint_shares_that_make_up_the_whole(folder: RunFolder) -> None:
    first, second, third = (Part(number, 3) for number in (1, 2, 3))
    assert not retraining(folder, []).finish("individual", SHARDS, TASKS, first)
    assert [is_finished(folder, shard) for shard in SHARDS] == [True, False, False] * 2 + [
        True,
        False,
    ]
    assert not retraining(folder, []).finish("individual", SHARDS, TASKS, second)
    assert retraining(folder, []).finish("individual", SHARDS, TASKS, third)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_disk_that_fills_up_keeps_what_was_finished(
    folder: RunFolder, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    room = iter([True, True, True])

    def sync(_descriptor: int) -> None:
        if not next(room, False):
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", sync)
    with pytest.raises(RunFolderError, match="No space left on device"):
        retraining(folder, [], jobs).finish("individual", SHARDS, TASKS)
    monkeypatch.undo()
    assert sum(is_finished(folder, shard) for shard in SHARDS) == 3
    assert retraining(folder, [], jobs).finish("individual", SHARDS, TASKS)


@pytest.mark.parametrize("jobs", [2, 3])
def test_workers_change_nothing(tmp_path: Path, jobs: int) -> None:
    alone, together = RunFolder(tmp_path / "one", "run"), RunFolder(tmp_path / "many", "run")
    retraining(alone, []).finish("individual", SHARDS, TASKS)
    retraining(together, [], jobs).finish("individual", SHARDS, TASKS)
    for shard in SHARDS:
        assert np.array_equal(load_shard(alone, shard), load_shard(together, shard))
