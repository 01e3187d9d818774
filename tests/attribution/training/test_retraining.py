import errno
import os
import signal
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
import pytest

from attribution.effects.base import BaseEnsemble, retraining_work
from attribution.effects.measures import Misclassification
from attribution.effects.relevance import individual_shards
from attribution.errors import RunFolderError, TrainingError
from attribution.training.intervention import Intervention
from attribution.training.job_share import JobShare
from attribution.training.progress import Progress
from attribution.training.retraining import Retraining
from attribution.training.run_folder import RunFolder
from attribution.training.shards import Shard, is_finished, load_shard
from attribution.training.task import TrainingTask
from attribution.training.trainer import Trainer
from core.arrays import Arrays, Floats
from tests.attribution.toys import PrototypeTrainer, bird_scenario

SCENARIO = bird_scenario()
SAMPLES = len(SCENARIO.dataset.training)
SHARDS = individual_shards(SCENARIO)[0]
BASE = BaseEnsemble(np.zeros((1, 3, SAMPLES, 2)), np.zeros((1, 3, 40, 2)))
ERRORS = [Misclassification(3, 0, 1), Misclassification(7, 0, 1)]
WORK = retraining_work(SCENARIO, BASE, ERRORS, keeps_all_logits=False)


@dataclass(frozen=True)
class DoomedTrainer(PrototypeTrainer):
    """Its worker process is killed, as by a system without memory, while tokens are left."""

    prefers: Literal["threads", "processes"] = "processes"
    tokens: tuple[str, ...] = ()

    def train_many(self, task: TrainingTask, interventions: Sequence[Intervention]) -> Floats:
        for token in self.tokens:
            if Path(token).exists():
                Path(token).unlink()
                os.kill(os.getpid(), signal.SIGKILL)
        return super().train_many(task, interventions)


def loaded(folder: RunFolder, shard: Shard) -> Arrays:
    return load_shard(folder, shard, WORK[shard.seed].task)


def are_equal(arrays: Arrays, others: Arrays) -> bool:
    return arrays.keys() == others.keys() and all(
        np.array_equal(arrays[name], others[name]) for name in arrays
    )


def retraining(
    folder: RunFolder, reports: list[Progress], jobs: int = 1, trainer: Trainer = SCENARIO.trainer
) -> Retraining:
    return Retraining(folder, trainer, jobs, reports.append)


@pytest.fixture
def folder(tmp_path: Path) -> RunFolder:
    return RunFolder(tmp_path, "run")


def test_progress_counts_models_from_none_to_all(folder: RunFolder) -> None:
    reports: list[Progress] = []
    assert retraining(folder, reports).finish("individual", SHARDS, WORK)
    # 24 samples under three actions, ten models to a shard.
    assert [(report.done, report.total) for report in reports] == [
        (done, 72) for done in (0, 10, 20, 30, 40, 50, 60, 70, 72)
    ]


def test_a_second_run_trains_nothing(folder: RunFolder) -> None:
    reports: list[Progress] = []
    retraining(folder, []).finish("individual", SHARDS, WORK)
    assert retraining(folder, reports).finish("individual", SHARDS, WORK)
    assert [(report.done, report.total) for report in reports] == [(72, 72)]


def test_a_truncated_shard_is_reported_and_trained_again(folder: RunFolder) -> None:
    reports: list[Progress] = []
    retraining(folder, []).finish("individual", SHARDS, WORK)
    whole = loaded(folder, SHARDS[3])
    path = folder.shard(SHARDS[3].name)
    path.write_bytes(path.read_bytes()[:200])
    assert retraining(folder, reports).finish("individual", SHARDS, WORK)
    assert [report.note for report in reports if report.note] == [
        "individual-seed00-0003 is damaged: training it again"
    ]
    assert are_equal(loaded(folder, SHARDS[3]), whole)


def test_what_lacks_the_logits_of_an_error_is_trained_again(folder: RunFolder) -> None:
    retraining(folder, []).finish("individual", SHARDS, WORK)
    fewer = retraining_work(SCENARIO, BASE, ERRORS[:1], keeps_all_logits=False)
    reports: list[Progress] = []
    retraining(folder, reports).finish("individual", SHARDS, fewer)
    assert [(report.done, report.total) for report in reports] == [(72, 72)]
    other = [*ERRORS, Misclassification(9, 0, 1)]
    more = retraining_work(SCENARIO, BASE, other, keeps_all_logits=False)
    reports.clear()
    assert retraining(folder, reports).finish("individual", SHARDS, more)
    assert reports[0].note == "72 models of an earlier plan do not serve this one: training others"
    assert reports[-1].done == 72
    assert loaded(folder, SHARDS[0])["samples"].tolist() == [3, 7, 9]


def test_where_all_logits_are_kept_other_errors_need_no_training(folder: RunFolder) -> None:
    everything = retraining_work(SCENARIO, BASE, ERRORS, keeps_all_logits=True)
    retraining(folder, []).finish("individual", SHARDS, everything)
    other = retraining_work(SCENARIO, BASE, [Misclassification(9, 0, 1)], keeps_all_logits=False)
    reports: list[Progress] = []
    assert retraining(folder, reports).finish("individual", SHARDS, other)
    assert [(report.done, report.total) for report in reports] == [(72, 72)]


def test_nobody_is_told_check_plan_where_nothing_is_left_to_train(folder: RunFolder) -> None:
    counts: list[int] = []
    for _ in range(2):
        retraining(folder, []).finish("individual", SHARDS, WORK, check_plan=counts.append)
    assert counts == [72]


def test_parts_train_disjoint_shares_that_make_up_the_whole(folder: RunFolder) -> None:
    first, second, third = (JobShare(number, 3) for number in (1, 2, 3))
    assert not retraining(folder, []).finish("individual", SHARDS, WORK, first)
    assert [is_finished(folder, shard) for shard in SHARDS] == [True, False, False] * 2 + [
        True,
        False,
    ]
    assert not retraining(folder, []).finish("individual", SHARDS, WORK, second)
    assert retraining(folder, []).finish("individual", SHARDS, WORK, third)


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
        retraining(folder, [], jobs).finish("individual", SHARDS, WORK)
    monkeypatch.undo()
    assert sum(is_finished(folder, shard) for shard in SHARDS) == 3
    assert retraining(folder, [], jobs).finish("individual", SHARDS, WORK)


@pytest.mark.parametrize("jobs", [2, 3])
def test_workers_change_nothing(tmp_path: Path, jobs: int) -> None:
    alone, together = RunFolder(tmp_path / "one", "run"), RunFolder(tmp_path / "many", "run")
    retraining(alone, []).finish("individual", SHARDS, WORK)
    retraining(together, [], jobs).finish("individual", SHARDS, WORK)
    for shard in SHARDS:
        assert are_equal(loaded(alone, shard), loaded(together, shard))


def doomed(folder: Path, deaths: int) -> DoomedTrainer:
    tokens = [folder / str(number) for number in range(deaths)]
    for token in tokens:
        token.touch()
    return DoomedTrainer(tokens=tuple(map(str, tokens)))


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no kill -9")
def test_what_a_killed_worker_was_at_is_trained_again(tmp_path: Path) -> None:
    alone, cut_off = RunFolder(tmp_path / "one", "run"), RunFolder(tmp_path / "cut", "run")
    retraining(alone, []).finish("individual", SHARDS, WORK)
    reports: list[Progress] = []
    assert retraining(cut_off, reports, 2, doomed(tmp_path, 1)).finish("individual", SHARDS, WORK)
    notes = [report.note for report in reports if report.note]
    assert notes == ["a worker process was killed: training its models again"]
    for shard in SHARDS:
        assert are_equal(loaded(alone, shard), loaded(cut_off, shard))


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no kill -9")
def test_workers_killed_again_and_again_are_a_sentence_and_what_was_finished_is_kept(
    tmp_path: Path, folder: RunFolder
) -> None:
    assert retraining(folder, []).finish("individual", SHARDS[:3], WORK)
    with pytest.raises(TrainingError, match="fewer --jobs; what was finished is kept"):
        retraining(folder, [], 2, doomed(tmp_path, 50)).finish("individual", SHARDS, WORK)
    assert sum(is_finished(folder, shard) for shard in SHARDS) == 3
    assert retraining(folder, []).finish("individual", SHARDS, WORK)
