"""Portions of a run's work, small enough to lose: each one file of logits."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from attribution.arrays import Floats
from attribution.digests import digest
from attribution.errors import RunFolderError
from attribution.training.intervention import Intervention
from attribution.training.run_folder import RunFolder


@dataclass(frozen=True)
class Shard:
    """Interventions to be retrained from one seed and stored together under a name."""

    name: str
    seed: int
    interventions: tuple[Intervention, ...]


def cut(stage: str, seed: int, interventions: Sequence[Intervention], size: int) -> Iterator[Shard]:
    """Shards of at most `size` interventions, in their order."""
    for number, start in enumerate(range(0, len(interventions), size)):
        name = f"{stage}-seed{seed:02d}-{number:04d}"
        yield Shard(name, seed, tuple(interventions[start : start + size]))


def save_shard(folder: RunFolder, shard: Shard, logits: Floats) -> None:
    """Store the logits [interventions, checkpoints, samples, classes]; raises RunFolderError."""
    keys = _keys(shard)
    content = io.BytesIO()
    np.savez(content, keys=keys, logits=logits, digest=_digest(keys, logits))
    folder.write(folder.shard(shard.name), content.getvalue())


def load_shard(folder: RunFolder, shard: Shard) -> Floats:
    """Read the logits back; raises RunFolderError where they are not what was stored."""
    path = folder.shard(shard.name)
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            keys, logits, told = stored["keys"], stored["logits"], stored["digest"]
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as problem:
        raise _damaged(path) from problem
    if str(told) != _digest(keys, logits) or not np.array_equal(keys, _keys(shard)):
        raise _damaged(path)
    return np.asarray(logits)


def is_finished(folder: RunFolder, shard: Shard) -> bool:
    return folder.shard(shard.name).exists()


def _keys(shard: Shard) -> npt.NDArray[np.str_]:
    return np.array([intervention.key for intervention in shard.interventions])


def _digest(keys: npt.NDArray[np.str_], logits: npt.NDArray[Any]) -> str:
    content = "\n".join(keys).encode() + str(logits.shape).encode()
    return digest(content + np.ascontiguousarray(logits).tobytes())


def _damaged(path: Path) -> RunFolderError:
    return RunFolderError(
        f"{path} is damaged or not of this run: delete it and give the same command again."
    )
