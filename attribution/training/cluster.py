"""Training on the workers of a Dask cluster, by joblib's Dask backend."""

import platform
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager
from typing import Any

from joblib import parallel_config

from attribution.errors import TrainingError
from attribution.training.recipe import installed, this_platform
from attribution.training.trainer import Trainer

TIMEOUT = 30.0
"""Seconds in which a scheduler has to answer and to have a first worker."""


@contextmanager
def connected(scheduler: str) -> Iterator[None]:
    """Use the scheduler at this address; raises TrainingError here and in the body.

    The shards of a worker that dies are given to another one by the scheduler.
    """
    try:
        from distributed import Client, KilledWorker
    except ModuleNotFoundError as problem:
        raise TrainingError(
            "Dask is not installed: install this project's extra `cluster`."
        ) from problem
    try:
        client = Client(scheduler, timeout=TIMEOUT)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as problem:
        raise TrainingError(
            f"No Dask scheduler answers at {scheduler!r}: start one, or correct the address."
        ) from problem
    with client:
        try:
            _join(client)
            yield
        except (KilledWorker, CancelledError, OSError) as problem:
            raise TrainingError(
                f"The cluster at {scheduler} has no workers, or lost them or its scheduler, "
                "perhaps for want of memory: mend it and repeat the command; what was finished is "
                "kept."
            ) from problem


def _join(client: Any) -> None:
    """Wait for a first worker, and check that scheduler and workers can import this project."""
    try:
        client.run_on_scheduler(this_platform)
        client.wait_for_workers(1, timeout=TIMEOUT)
        client.run(this_platform)
    except ModuleNotFoundError as problem:
        raise TrainingError(
            f"The scheduler or a worker cannot import {problem.name}: start all of them in this "
            "project's folder and environment, with PYTHONPATH=. before the command."
        ) from problem


def cluster_backend(shared: Sequence[Any]) -> Any:
    """Configure joblib for the current client.

    `shared` is sent to every worker once, instead of with every shard.
    """
    from joblib._dask import DaskDistributedBackend  # slow: dask

    class ReportingBackend(DaskDistributedBackend):  # type: ignore[misc]
        """Also reports tasks that Dask gave up; joblib 1.6 alone would wait for them for ever."""

        def effective_n_jobs(self, n_jobs: int) -> int:
            # With one worker, joblib would train in this process instead.
            return max(2, int(super().effective_n_jobs(n_jobs)))

        def submit(self, func: Any, callback: Any) -> Any:
            future = super().submit(func, callback)
            future.add_done_callback(lambda done: done.exception() and callback(done.exception()))
            return future

    return parallel_config(backend=ReportingBackend(scatter=list(shared)))


def has_workers() -> bool:
    """Whether the current client has a scheduler with at least one worker."""
    from distributed import get_client

    try:
        return bool(get_client().ncores())  # type: ignore[no-untyped-call]
    except (ValueError, OSError, CancelledError):
        return False


def conditions(trainer: Trainer) -> Mapping[str, Any]:
    """Everything by which the same training can give other numbers on another machine."""
    return {
        "libraries": installed(trainer.libraries),
        "platform": this_platform(),
        "settings": trainer.description,
    }


def check_conditions(expected: Mapping[str, Any], trainer: Trainer) -> None:
    """Compare this worker with the machine that began the run; raises TrainingError."""
    here = conditions(trainer)
    differing = sorted(key for key in expected if expected[key] != here[key])
    if differing:
        raise TrainingError(
            f"On the worker {platform.node()}, {' and '.join(differing)} are not those of the "
            "machine that began the run: use machines that are alike, with the same versions."
        )
