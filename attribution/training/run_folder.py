"""The folder of a run: one recipe, one writer at a time, every file whole or absent.

manifest.json            the recipe, written first
shards/<name>.npz        what is kept of some retrained models
effects.parquet          individual effects, written when all models are there
bundle/                  what a survey needs, written last
.<writer>.lock           held while a process writes; the system frees it if the process dies
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from attribution.errors import RunFolderError
from attribution.training.recipe import TrainingRecipe

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]


@dataclass(frozen=True)
class RunFolder:
    """`writer` names this process's share of the work: processes of one share exclude each other.

    Different shares may write at once: no file of theirs is the same, or its bytes are.
    """

    path: Path
    writer: str

    @property
    def bundle(self) -> Path:
        return self.path / "bundle"

    def shard(self, name: str) -> Path:
        return self.path / "shards" / f"{name}.npz"

    @contextmanager
    def opened(self, recipe: TrainingRecipe) -> Iterator[None]:
        """Hold the folder for this recipe; raises RunFolderError for another recipe or writer."""
        try:
            (self.path / "shards").mkdir(parents=True, exist_ok=True)
            lock = (self.path / f".{self.writer}.lock").open("w")
        except OSError as problem:
            raise _cannot_write(self.path, problem) from problem
        with lock:
            _hold(lock.fileno(), self.path)
            self._claim(recipe)
            yield

    def write(self, path: Path, content: bytes) -> None:
        """Write beside and rename, so that a kill leaves the old file or the new one."""
        beside = path.with_name(f".{path.name}.{self.writer}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with beside.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
        except OSError as problem:
            beside.unlink(missing_ok=True)
            raise _cannot_write(path, problem) from problem

    def _claim(self, recipe: TrainingRecipe) -> None:
        # Looked for first, since another part may write both, manifest first, in this moment.
        has_results = any((self.path / "shards").iterdir())
        manifest = self.path / "manifest.json"
        if manifest.exists():
            is_same = _is_same_recipe(manifest, recipe)
        elif has_results:
            raise RunFolderError(
                f"{self.path} holds results but no manifest.json: choose an empty folder."
            )
        else:
            is_same = False
        if not is_same:
            written = {"fingerprint": recipe.fingerprint, "recipe": recipe.document}
            text = json.dumps(written, indent=2, sort_keys=True) + "\n"
            self.write(manifest, text.encode())


def _is_same_recipe(manifest: Path, recipe: TrainingRecipe) -> bool:
    """Whether the folder's recipe is this one, or else this one with fewer seeds.

    What was trained from those seeds then serves the new recipe too. Raises RunFolderError for any
    other recipe.
    """
    try:
        stored: dict[str, Any] = json.loads(manifest.read_text("utf-8"))["recipe"]
        differing = sorted(
            key
            for key in stored.keys() | recipe.document
            if stored.get(key) != recipe.document.get(key)
        )
        adds_seeds = set(stored.get("seeds", ())) < set(recipe.seeds)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as problem:
        raise RunFolderError(f"{manifest} cannot be read: choose an empty folder.") from problem
    if not differing:
        return True
    # More seeds may turn one's own settings into the recipe that is recommended.
    if adds_seeds and set(differing) <= {"seeds", "name"}:
        return False
    if set(differing) <= {"seeds", "name"}:
        raise RunFolderError(
            f"{manifest.parent} has results of the seeds {', '.join(map(str, stored['seeds']))}: "
            "give these and more, or choose an empty folder."
        )
    raise RunFolderError(
        f"{manifest.parent} belongs to another recipe ({', '.join(differing)} differ): "
        "choose an empty folder, or repeat the settings and versions in its manifest.json."
    )


def _hold(lock: int, folder: Path) -> None:
    try:
        if fcntl is None:
            import msvcrt

            msvcrt.locking(lock, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as problem:
        raise RunFolderError(
            f"Another process is writing {folder}: wait for it to end, or choose another folder."
        ) from problem


def _cannot_write(path: Path, problem: OSError) -> RunFolderError:
    return RunFolderError(
        f"{path} cannot be written ({problem.strerror}): what was finished is kept, "
        "so mend this and give the same command again."
    )
