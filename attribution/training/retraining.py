"""Trains the shards of a plan that are not finished yet, which also resumes a run."""

import os
import time
import warnings
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from concurrent.futures import CancelledError
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, nullcontext
from dataclasses import dataclass
from threading import Thread
from typing import Any, Literal, Protocol

from joblib import Parallel, delayed

from attribution.errors import OtherModels, RunFolderError, TrainingError
from attribution.training.cluster import (
    check_conditions,
    cluster_backend,
    conditions,
    has_workers,
)
from attribution.training.job_share import JobShare
from attribution.training.progress import Progress, Report
from attribution.training.run_folder import RunFolder
from attribution.training.shards import Shard, is_finished, load_shard, save_shard
from attribution.training.task import TrainingTask
from attribution.training.trainer import Trainer
from core.arrays import Arrays, Floats


class Reduction(Protocol):
    """Reduces logits to the arrays that are stored, in the process that trained the models."""

    def arrays(self, logits: Floats) -> Arrays:
        """Reduce logits [models, checkpoints, evaluated samples, classes]."""

    def is_satisfied_by(self, stored: Arrays) -> bool:
        """Whether arrays that an earlier run stored of the same models are enough."""


@dataclass(frozen=True)
class Work:
    """The task of all retrainings from one seed, and what is stored of each.

    `same_as` is an earlier seed whose models are equal, where chance plays no part in training.
    They are trained once, and stored for both seeds.
    """

    task: TrainingTask
    reduction: Reduction
    same_as: int | None = None


CheckPlan = Callable[[int], None]
"""Gets the number of models to be trained; raises TrainingError where they are too many."""


@dataclass(frozen=True)
class Retraining:
    """Trains with `trainer` and stores in `folder`, by `jobs` worker processes of this machine.

    With the backend "dask" the workers are those of the cluster that `cluster.connected` names.
    """

    folder: RunFolder
    trainer: Trainer
    jobs: int
    report: Report
    backend: Literal["dask"] | None = None

    def finish(
        self,
        stage: str,
        shards: Sequence[Shard],
        work: Mapping[int, Work],
        share: JobShare | None = None,
        check_plan: CheckPlan | None = None,
    ) -> bool:
        """Train this process's share, and say whether the shards of all shares are there now.

        `work` is by seed. Damaged shards are reported and trained again, and so are those of a
        worker process that was killed. Raises TrainingError where workers are killed repeatedly,
        and CancelledError where all workers of a cluster are gone, which `connected` explains.
        """
        mine = [
            shard
            for position, equal in enumerate(_with_equal_models(shards, work))
            if share is None or share.includes(position)
            for shard in equal
        ]
        missing = self._missing(stage, mine, work)
        total = _models(mine)
        if missing and check_plan:
            check_plan(_models([equal[0] for equal in _with_equal_models(missing, work)]))
        self.report(Progress(stage, total - _models(missing), total))
        has_died = False
        while missing:
            before = len(missing)
            try:
                self._train(stage, missing, work, total)
            except BrokenProcessPool as problem:
                if has_died and len(missing) == before:
                    raise _killed_again() from problem
                has_died = True
                note = "a worker process was killed: training its models again"
                self.report(Progress(stage, 0, 0, note))
            except CancelledError:
                # Dask gives up what is known to a dead worker alone: finished models that were not
                # fetched yet, or the work that all shards share.
                if not has_workers() or (has_died and len(missing) == before):
                    raise
                has_died = True
                note = "a worker of the cluster died: training its models again"
                self.report(Progress(stage, 0, 0, note))
        trained = {shard.name for shard in mine}
        return all(self._serves(shard, work) for shard in shards if shard.name not in trained)

    def _missing(
        self, stage: str, shards: Sequence[Shard], work: Mapping[int, Work]
    ) -> list[Shard]:
        missing, outdated = [], 0
        for shard in shards:
            try:
                if not is_finished(self.folder, shard) or not self._holds(shard, work):
                    missing.append(shard)
            except OtherModels:
                missing.append(shard)
                outdated += len(shard.interventions)
            except RunFolderError:
                missing.append(shard)
                note = f"{shard.name} is damaged: training it again"
                self.report(Progress(stage, 0, 0, note))
        if outdated:
            note = f"{outdated} models of an earlier plan do not serve this one: training others"
            self.report(Progress(stage, 0, 0, note))
        return missing

    def _holds(self, shard: Shard, work: Mapping[int, Work]) -> bool:
        """Whether a stored shard is enough; raises RunFolderError as `load_shard` does."""
        of_seed = work[shard.seed]
        stored = load_shard(self.folder, shard, of_seed.task)
        if of_seed.reduction.is_satisfied_by(stored):
            return True
        raise OtherModels(f"{shard.name} lacks the logits of some errors: delete it.")

    def _serves(self, shard: Shard, work: Mapping[int, Work]) -> bool:
        """Whether another process has finished a shard, which itself mends what is damaged."""
        try:
            return is_finished(self.folder, shard) and self._holds(shard, work)
        except RunFolderError:
            return False

    def _train(
        self, stage: str, missing: list[Shard], work: Mapping[int, Work], total: int
    ) -> None:
        """Train shards, and take each out of `missing` once it is stored."""
        by_first = {equal[0]: equal for equal in _with_equal_models(missing, work)}
        with closing(self._trained(list(by_first), work)) as trained:
            for first, arrays in trained:
                for shard in by_first[first]:
                    # Only this process writes, so workers need no access to this disk.
                    save_shard(self.folder, shard, work[shard.seed].task, arrays)
                    missing.remove(shard)
                self.report(Progress(stage, total - _models(missing), total))

    def _trained(
        self, shards: Sequence[Shard], work: Mapping[int, Work]
    ) -> Generator[tuple[Shard, Arrays], None, None]:
        with cluster_backend(list(work.values())) if self.backend else nullcontext():
            parallel = Parallel(
                n_jobs=self.jobs,
                prefer=self.trainer.prefers,
                return_as="generator_unordered",
                initializer=end_with_parent,
            )
        expected = conditions(self.trainer) if self.backend else None
        trained = parallel(
            delayed(_train)(self.trainer, work[shard.seed], shard, expected) for shard in shards
        )
        try:
            for result in trained:  # noqa: UP028  `yield from` would close it when left early
                yield result
        finally:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # it says that work is lost, as the error does
                trained.close()


def _with_equal_models(
    shards: Sequence[Shard], work: Mapping[int, Work]
) -> Iterable[Sequence[Shard]]:
    """Shards that hold the same models, in the order of the first of each."""
    by_models: dict[Any, list[Shard]] = {}
    for shard in shards:
        same_as = work[shard.seed].same_as
        seed = shard.seed if same_as is None else same_as
        by_models.setdefault((seed, shard.interventions), []).append(shard)
    return by_models.values()


def _train(
    trainer: Trainer, work: Work, shard: Shard, expected: Mapping[str, Any] | None
) -> tuple[Shard, Arrays]:
    if expected is not None:
        check_conditions(expected, trainer)
    return shard, work.reduction.arrays(trainer.train_many(work.task, shard.interventions))


def end_with_parent() -> None:
    """In a worker process: end it soon after its parent has ended.

    A parent that is killed does not close the pipes that workers share with one another. They would
    wait for ever and keep their memory.
    """

    def watch(parent: int) -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    Thread(target=watch, args=(os.getppid(),), daemon=True).start()


def _killed_again() -> TrainingError:
    return TrainingError(
        "Worker processes are killed again and again, perhaps for want of memory: give the same "
        "command with fewer --jobs; what was finished is kept."
    )


def _models(shards: Sequence[Shard]) -> int:
    return sum(len(shard.interventions) for shard in shards)
