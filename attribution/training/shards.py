"""Shards: portions of a run's work, each one file, small enough to lose."""

import hashlib
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from attribution.errors import OtherModels, RunFolderError
from attribution.training.intervention import Intervention
from attribution.training.run_folder import RunFolder
from attribution.training.task import TrainingTask
from core.arrays import Arrays


@dataclass(frozen=True)
class Shard:
    """Interventions that are retrained from one seed and stored together under a name."""

    name: str
    seed: int
    interventions: tuple[Intervention, ...]


def cut(stage: str, seed: int, interventions: Sequence[Intervention], size: int) -> Iterator[Shard]:
    """Shards of at most `size` interventions, in the given order."""
    for number, start in enumerate(range(0, len(interventions), size)):
        name = f"{stage}-seed{seed:02d}-{number:04d}"
        yield Shard(name, seed, tuple(interventions[start : start + size]))


def save_shard(folder: RunFolder, shard: Shard, task: TrainingTask, arrays: Arrays) -> None:
    """Store the arrays of a shard's models; raises RunFolderError."""
    keys = _keys(shard, task)
    content = io.BytesIO()
    stored: dict[str, Any] = {f"kept_{name}": array for name, array in arrays.items()}
    np.savez(content, keys=keys, digest=np.array(_digest(keys, arrays)), **stored)
    folder.write(folder.shard(shard.name), content.getvalue())


def load_shard(folder: RunFolder, shard: Shard, task: TrainingTask) -> Arrays:
    """Read the arrays of a shard; raises RunFolderError where the file is damaged.

    Raises OtherModels where a sound file holds models of other interventions, or of the same ones
    with other changed labels, as an earlier run with fewer seeds may have left.
    """
    path = folder.shard(shard.name)
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            keys, expected = stored["keys"], str(stored["digest"])
            arrays = {
                name.removeprefix("kept_"): stored[name]
                for name in stored.files
                if name.startswith("kept_")
            }
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as problem:
        raise _damaged(path) from problem
    if expected != _digest(keys, arrays):
        raise _damaged(path)
    if not np.array_equal(keys, _keys(shard, task)):
        raise OtherModels(f"{path} holds other models than this run asks for: delete it.")
    return arrays


def is_finished(folder: RunFolder, shard: Shard) -> bool:
    return folder.shard(shard.name).exists()


def _keys(shard: Shard, task: TrainingTask) -> npt.NDArray[np.bytes_]:
    return np.array([task.key(intervention).encode() for intervention in shard.interventions])


def _digest(keys: npt.NDArray[np.bytes_], arrays: Arrays) -> str:
    """SHA-256 of keys, and of the names, types, shapes and bytes of all arrays, without copies."""
    content = hashlib.sha256(keys.tobytes())
    for name, array in sorted(arrays.items()):
        content.update(f"{name} {array.dtype.str} {array.shape}".encode())
        content.update(np.ascontiguousarray(array).data)
    return content.hexdigest()


def _damaged(path: Path) -> RunFolderError:
    return RunFolderError(f"{path} is damaged: delete it and give the same command again.")
