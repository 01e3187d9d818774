"""Train what is planned and not yet finished; resuming is nothing more than that."""

import warnings
from collections.abc import Generator, Mapping, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, nullcontext
from dataclasses import dataclass
from typing import Any, Literal

from joblib import Parallel, delayed

from attribution.arrays import Floats
from attribution.errors import RunFolderError, TrainingError
from attribution.training.cluster import check_alike, cluster_backend, conditions
from attribution.training.part import Part
from attribution.training.progress import Progress, Report
from attribution.training.run_folder import RunFolder
from attribution.training.shards import Shard, is_finished, load_shard, save_shard
from attribution.training.task import TrainingTask
from attribution.training.trainer import Trainer
from attribution.training.workers import end_with_parent


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
        tasks: Mapping[int, TrainingTask],
        part: Part | None = None,
    ) -> bool:
        """Train this part's share, and say whether the shards of every part are there now.

        `tasks` holds one task for each seed. A damaged shard is reported and trained again, and so
        is what a worker process of this machine was at when it was killed; raises TrainingError
        where that comes to nothing.
        """
        mine = [shard for turn, shard in enumerate(shards) if part is None or part.takes(turn)]
        missing = [shard for shard in mine if not self._is_sound(stage, shard)]
        total = _models(mine)
        self.report(Progress(stage, total - _models(missing), total))
        has_died = False
        while missing:
            before = len(missing)
            try:
                self._train(stage, missing, tasks, total)
            except BrokenProcessPool as problem:
                if has_died and len(missing) == before:
                    raise _killed_again() from problem
                has_died = True
                note = "a worker process was killed: training its models again"
                self.report(Progress(stage, 0, 0, note))
        return all(is_finished(self.folder, shard) for shard in shards)

    def _train(
        self, stage: str, missing: list[Shard], tasks: Mapping[int, TrainingTask], total: int
    ) -> None:
        """Take each shard out of `missing` once it is kept."""
        with closing(self._trained(list(missing), tasks)) as trained:
            for shard, logits in trained:
                # Only this process writes, so that workers may sit on machines without this disk.
                save_shard(self.folder, shard, logits)
                missing.remove(shard)
                self.report(Progress(stage, total - _models(missing), total))

    def _trained(
        self, shards: Sequence[Shard], tasks: Mapping[int, TrainingTask]
    ) -> Generator[tuple[Shard, Floats], None, None]:
        with cluster_backend(tasks) if self.backend else nullcontext():
            work = Parallel(
                n_jobs=self.jobs,
                prefer=self.trainer.prefers,
                return_as="generator_unordered",
                initializer=end_with_parent,
            )
        begun = conditions(self.trainer) if self.backend else None
        trained = work(
            delayed(_train)(self.trainer, tasks[shard.seed], shard, begun) for shard in shards
        )
        try:
            for each in trained:  # noqa: UP028  left early, `yield from` would close it itself
                yield each
        finally:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # that work is thrown away is said by the error
                trained.close()

    def _is_sound(self, stage: str, shard: Shard) -> bool:
        if not is_finished(self.folder, shard):
            return False
        try:
            load_shard(self.folder, shard)
        except RunFolderError:
            note = f"{shard.name} is damaged or not of this run: training it again"
            self.report(Progress(stage, 0, 0, note))
            return False
        return True


def _train(
    trainer: Trainer, task: TrainingTask, shard: Shard, begun: Mapping[str, Any] | None
) -> tuple[Shard, Floats]:
    if begun is not None:
        check_alike(begun, trainer)
    return shard, trainer.train_many(task, shard.interventions)


def _killed_again() -> TrainingError:
    return TrainingError(
        "Worker processes are killed again and again, perhaps for want of memory: give the same "
        "command with fewer --jobs; what was finished is kept."
    )


def _models(shards: Sequence[Shard]) -> int:
    return sum(len(shard.interventions) for shard in shards)
