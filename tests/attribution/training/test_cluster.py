"""A real cluster on this machine, one of whose workers dies."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import CancelledError
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from attribution.effects.pipeline import run_attribution
from attribution.errors import TrainingError
from attribution.training import cluster, retraining
from attribution.training.cluster import check_conditions, conditions, connected
from attribution.training.intervention import Intervention
from attribution.training.progress import Progress
from attribution.training.retraining import Retraining
from attribution.training.task import TrainingTask
from core.arrays import Floats
from tests.attribution.toys import PrototypeTrainer, bird_scenario


@dataclass(frozen=True)
class UnhurriedTrainer(PrototypeTrainer):
    """Takes long enough to die in the middle of it."""

    def train_many(self, task: TrainingTask, interventions: Sequence[Intervention]) -> Floats:
        time.sleep(0.1)
        return super().train_many(task, interventions)


@dataclass(frozen=True)
class DeadlyTrainer(PrototypeTrainer):
    """Takes its worker down, as a shard does that needs too much memory."""

    def train_many(self, task: TrainingTask, interventions: Sequence[Intervention]) -> Floats:
        os.kill(os.getpid(), signal.SIGKILL)
        return super().train_many(task, interventions)


@pytest.fixture
def local_cluster() -> Iterator[Any]:
    """Two worker processes; a task that one of them dies of is tried once more."""
    distributed = pytest.importorskip("distributed", reason="needs dask.distributed")
    import dask

    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 1}),
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50
        ) as running,
    ):
        yield running


def content(folder: Path) -> dict[str, bytes]:
    bundle = folder / "bundle"
    return {str(path.relative_to(bundle)): path.read_bytes() for path in bundle.rglob("*.*")}


@pytest.mark.slow
def test_a_cluster_gives_the_bytes_of_one_machine_though_a_worker_dies(
    tmp_path: Path, local_cluster: Any
) -> None:
    doomed, left = [local_cluster.workers[0].pid], []

    def report(progress: Progress) -> None:
        if progress.stage == "individual" and progress.done and doomed:
            os.kill(doomed.pop(), signal.SIGKILL)
            left.append(progress.total - progress.done)

    scenario = bird_scenario(trainer=UnhurriedTrainer(), shard_size=4)
    with connected(local_cluster.scheduler_address):
        run_attribution(scenario, tmp_path / "cluster", report=report, backend="dask")
    assert left[0] > 20
    run_attribution(bird_scenario(), tmp_path / "alone")
    assert content(tmp_path / "cluster") == content(tmp_path / "alone")


@dataclass(frozen=True)
class RemoteTrainer(PrototypeTrainer):
    """Refuses to train in the process that it was made in."""

    here: int = field(default_factory=os.getpid)

    @property
    def description(self) -> Mapping[str, Any]:
        return PrototypeTrainer().description

    def train_many(self, task: TrainingTask, interventions: Sequence[Intervention]) -> Floats:
        assert os.getpid() != self.here
        return super().train_many(task, interventions)


def test_the_last_worker_that_is_left_trains_and_not_the_command(
    tmp_path: Path, local_cluster: Any
) -> None:
    local_cluster.scale(1)
    with connected(local_cluster.scheduler_address):
        outcome = run_attribution(bird_scenario(trainer=RemoteTrainer()), tmp_path, backend="dask")
    assert outcome.bundle is not None


def lose_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the first retraining end as it does where a result was on a dead worker alone."""
    train = Retraining._train
    lost: list[str] = []

    def lossy(self: Retraining, stage: str, *arguments: Any) -> None:
        if stage == "individual" and not lost:
            lost.append(stage)
            raise CancelledError("batch_of_4 cancelled for reason: already forgotten.")
        train(self, stage, *arguments)

    monkeypatch.setattr(Retraining, "_train", lossy)


@pytest.mark.slow
def test_what_dask_forgot_with_a_worker_is_trained_again(
    tmp_path: Path, local_cluster: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    lose_once(monkeypatch)
    notes: list[str] = []
    with connected(local_cluster.scheduler_address):
        run_attribution(
            bird_scenario(),
            tmp_path / "cluster",
            report=lambda progress: notes.append(progress.note),
            backend="dask",
        )
    assert "a worker of the cluster died: training its models again" in notes
    run_attribution(bird_scenario(), tmp_path / "alone")
    assert content(tmp_path / "cluster") == content(tmp_path / "alone")


def test_it_is_not_tried_again_without_a_worker(
    tmp_path: Path, local_cluster: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    lose_once(monkeypatch)
    monkeypatch.setattr(retraining, "has_workers", lambda: False)
    with (
        pytest.raises(TrainingError, match="has no workers, or lost them"),
        connected(local_cluster.scheduler_address),
    ):
        run_attribution(bird_scenario(), tmp_path, backend="dask")


def test_a_shard_that_takes_every_worker_down_is_a_sentence(
    tmp_path: Path, local_cluster: Any
) -> None:
    scenario = bird_scenario(trainer=DeadlyTrainer())
    with (
        pytest.raises(TrainingError, match="lost them or its scheduler, perhaps for want of"),
        connected(local_cluster.scheduler_address),
    ):
        run_attribution(scenario, tmp_path, backend="dask")


def test_a_cluster_that_goes_away_keeps_what_was_finished(
    tmp_path: Path, local_cluster: Any
) -> None:
    def report(progress: Progress) -> None:
        if progress.stage == "individual" and progress.done:
            local_cluster.close()

    scenario = bird_scenario(trainer=UnhurriedTrainer(), shard_size=4)
    with (
        pytest.raises(TrainingError, match="mend it and repeat the command; what was finished"),
        connected(local_cluster.scheduler_address),
    ):
        run_attribution(scenario, tmp_path, report=report, backend="dask")
    assert any((tmp_path / "shards").glob("individual-*.npz"))


def test_a_scheduler_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed", reason="needs dask.distributed")
    monkeypatch.setattr(cluster, "TIMEOUT", "0.2s")
    with (
        pytest.raises(TrainingError, match="No Dask scheduler answers at 'tcp:"),
        connected("tcp://127.0.0.1:9"),
    ):
        pass


def test_a_scheduler_that_cannot_import_this_project_is_a_sentence(tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason="needs dask.distributed")
    notes = tmp_path / "scheduler.json"
    command = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1"]
    options = ["--port", "0", "--no-dashboard", "--scheduler-file", str(notes)]
    elsewhere = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    with subprocess.Popen(
        [*command, *options], cwd=tmp_path, env=elsewhere, stderr=subprocess.DEVNULL
    ) as scheduler:
        while not notes.exists():
            time.sleep(0.1)
        address = json.loads(notes.read_text())["address"]
        with pytest.raises(TrainingError, match="cannot import attribution"), connected(address):
            pass
        scheduler.terminate()


def test_a_worker_that_computes_otherwise_is_refused() -> None:
    begun = {**conditions(PrototypeTrainer()), "platform": {"machine": "abacus"}}
    with pytest.raises(TrainingError, match=r"On the worker .*, platform are not those of the"):
        check_conditions(begun, PrototypeTrainer())
    check_conditions(conditions(PrototypeTrainer()), PrototypeTrainer())
