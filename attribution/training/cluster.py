"""Workers of a Dask cluster in place of this machine's, through joblib's Dask backend."""

import platform
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager
from typing import Any

from joblib import parallel_config

from attribution.errors import TrainingError
from attribution.training.recipe import installed, this_platform
from attribution.training.trainer import Trainer

PATIENCE = 30.0
"""Seconds; how long a scheduler may take to answer, and to show a first worker."""


@contextmanager
def connected(scheduler: str) -> Iterator[None]:
    """Be a client of the scheduler at this address; raises TrainingError, within as well.

    A worker that dies costs the shards it was training: the scheduler gives them to another.
    """
    try:
        from distributed import Client, KilledWorker
    except ModuleNotFoundError as problem:
        raise TrainingError(
            "Dask is not installed: install this project's extra `cluster`."
        ) from problem
    try:
        client = Client(scheduler, timeout=PATIENCE)  # type: ignore[no-untyped-call]
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
    """Wait for a first worker, and see that all can import this project."""
    try:
        client.run_on_scheduler(this_platform)
        client.wait_for_workers(1, timeout=PATIENCE)
        client.run(this_platform)
    except ModuleNotFoundError as problem:
        raise TrainingError(
            f"The scheduler or a worker cannot import {problem.name}: start all of them in this "
            "project's folder and environment, with PYTHONPATH=. before the command."
        ) from problem


def cluster_backend(shared: Sequence[Any]) -> Any:
    """Configure joblib for the client at hand.

    What shards share is sent to every worker once, not with every shard, so that it also outlives
    the death of a worker.
    """
    from attribution.training.dask_backend import DaskBackend  # slow: dask

    return parallel_config(backend=DaskBackend(scatter=list(shared)))


def conditions(trainer: Trainer) -> Mapping[str, Any]:
    """All that can make the same training give other numbers elsewhere."""
    return {
        "libraries": installed(trainer.libraries),
        "platform": this_platform(),
        "settings": trainer.description,
    }


def check_alike(begun: Mapping[str, Any], trainer: Trainer) -> None:
    """Compare a worker with the machine that began the run; raises TrainingError."""
    here = conditions(trainer)
    differing = sorted(key for key in begun if begun[key] != here[key])
    if differing:
        raise TrainingError(
            f"On the worker {platform.node()}, {' and '.join(differing)} are not those of the "
            "machine that began the run: use machines that are alike, with the same versions."
        )
