"""Train what is planned and not yet finished; resuming is nothing more than that."""

import warnings
from collections.abc import Callable, Generator, Mapping, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, nullcontext
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from joblib import Parallel, delayed

from attribution.errors import OtherModels, RunFolderError, TrainingError
from attribution.training.cluster import check_alike, cluster_backend, conditions
from attribution.training.job_share import Part
from attribution.training.progress import Progress, Report
from attribution.training.run_folder import RunFolder
from attribution.training.shards import Shard, is_finished, load_shard, save_shard
from attribution.training.task import TrainingTask
from attribution.training.trainer import Trainer
from attribution.training.workers import end_with_parent
from core.arrays import Arrays, Floats


class Keeping(Protocol):
    """What is kept of retrained models, decided where they were trained."""

    def arrays(self, logits: Floats) -> Arrays:
        """Reduce logits [models, checkpoints, evaluated samples, classes]."""

    def is_served_by(self, stored: Arrays) -> bool:
        """Whether arrays that an earlier run kept of the same models are enough."""


@dataclass(frozen=True)
class Work:
    """What the retrainings from one seed learn, and what is kept of each."""

    task: TrainingTask
    keeping: Keeping


Beforehand = Callable[[int], None]
"""Told how many models are about to be trained; raises TrainingError where they are too many."""


@dataclass(frozen=True)
class Retraining:
    """Who trains, where it is kept, and which of joblib's workers help.

    Those are `jobs` of this machine, or with `backend` "dask" all of the cluster whose client this
    process is (`cluster.connected`).
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
        part: Part | None = None,
        beforehand: Beforehand | None = None,
    ) -> bool:
        """Train this part's share, and say whether the shards of every part are there now.

        `work` is by seed. A damaged shard is reported and trained again, and so is what a worker
        process of this machine was at when it was killed; raises TrainingError where that comes to
        nothing.
        """
        mine = [shard for turn, shard in enumerate(shards) if part is None or part.takes(turn)]
        missing = self._missing(stage, mine, work)
        total = _models(mine)
        if missing and beforehand:
            beforehand(_models(missing))
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
        """Whether a file that is there is enough; raises RunFolderError as `load_shard` does."""
        here = work[shard.seed]
        if here.keeping.is_served_by(load_shard(self.folder, shard, here.task)):
            return True
        raise OtherModels(f"{shard.name} lacks the logits of some errors: delete it.")

    def _serves(self, shard: Shard, work: Mapping[int, Work]) -> bool:
        """Whether another part has finished a shard; a damaged one is for that part to mend."""
        try:
            return is_finished(self.folder, shard) and self._holds(shard, work)
        except RunFolderError:
            return False

    def _train(
        self, stage: str, missing: list[Shard], work: Mapping[int, Work], total: int
    ) -> None:
        """Take each shard out of `missing` once it is kept."""
        with closing(self._trained(list(missing), work)) as trained:
            for shard, arrays in trained:
                # Only this process writes, so that workers may sit on machines without this disk.
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
        begun = conditions(self.trainer) if self.backend else None
        trained = parallel(
            delayed(_train)(self.trainer, work[shard.seed], shard, begun) for shard in shards
        )
        try:
            for each in trained:  # noqa: UP028  left early, `yield from` would close it itself
                yield each
        finally:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # that work is thrown away is said by the error
                trained.close()


def _train(
    trainer: Trainer, work: Work, shard: Shard, begun: Mapping[str, Any] | None
) -> tuple[Shard, Arrays]:
    if begun is not None:
        check_alike(begun, trainer)
    return shard, work.keeping.arrays(trainer.train_many(work.task, shard.interventions))


def _killed_again() -> TrainingError:
    return TrainingError(
        "Worker processes are killed again and again, perhaps for want of memory: give the same "
        "command with fewer --jobs; what was finished is kept."
    )


def _models(shards: Sequence[Shard]) -> int:
    return sum(len(shard.interventions) for shard in shards)
