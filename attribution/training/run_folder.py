"""The folder of a run: one recipe, one writer at a time, every file whole or absent.

manifest.json            the recipe, written first
shards/<name>.npz        what is stored of some retrained models
effects.parquet          individual effects, written when all models are trained
bundle/                  the part that a survey needs, written last
.<writer>.lock           held while a process writes; the system releases it if the process dies
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
    """`writer` names this process's share of the work; two processes of one share are refused.

    Different shares may write at once, since a file that both write has the same bytes.
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
        """Hold the folder for this recipe; raises RunFolderError for another recipe or writer.

        A folder of the same recipe with fewer seeds is accepted, and keeps its recipe until
        `adopt`, so that a run that is refused in between has changed nothing.
        """
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
        """Write under another name and rename, so that a kill leaves the old or the new file."""
        partial = path.with_name(f".{path.name}.{self.writer}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with partial.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            partial.replace(path)
        except OSError as problem:
            partial.unlink(missing_ok=True)
            raise _cannot_write(path, problem) from problem

    def adopt(self, recipe: TrainingRecipe) -> None:
        """Make this the folder's recipe, unless it is already."""
        written = {"fingerprint": recipe.fingerprint, "recipe": recipe.document}
        content = (json.dumps(written, indent=2, sort_keys=True) + "\n").encode()
        manifest = self.path / "manifest.json"
        if not manifest.exists() or manifest.read_bytes() != content:
            self.write(manifest, content)

    def _claim(self, recipe: TrainingRecipe) -> None:
        # Listed first: another process may be writing both, and it writes the manifest first.
        shards = [file.name for file in (self.path / "shards").iterdir()]
        manifest = self.path / "manifest.json"
        if not manifest.exists():
            if shards:
                raise RunFolderError(
                    f"{self.path} holds results but no manifest.json: choose an empty folder."
                )
            self.adopt(recipe)
            return
        differing, seeds = _compare(manifest, recipe)
        if not any(name.startswith(RETRAINED) for name in shards) and differing <= UNTRAINED:
            # There are only base models, which the new recipe trains alike: nothing is lost.
            self.adopt(recipe)
        elif differing - CONTINUED:
            raise RunFolderError(
                f"{self.path} belongs to another recipe ({', '.join(sorted(differing))} differ): "
                "choose an empty folder, or repeat the settings and versions in its manifest.json."
            )
        elif not seeds <= set(recipe.seeds):
            raise RunFolderError(
                f"{self.path} has results of the seeds {', '.join(map(str, sorted(seeds)))}: "
                "give these and more, or choose an empty folder."
            )


RETRAINED = ("individual", "groups")
"""How the names of shards with retrained models begin, unlike those of base models."""

CONTINUED = {"seeds", "name", "scenario_file"}
"""The parts of a recipe in which a run that goes on may differ.

All that a scenario file says and that can change a number stands in the recipe itself.
"""

UNTRAINED = CONTINUED | {"relevance", "numbers", "listed_errors", "candidates"}
"""The parts of a recipe that change no base model."""


def _compare(manifest: Path, recipe: TrainingRecipe) -> tuple[set[str], set[int]]:
    """The keys in which a folder's recipe differs from this one, and the folder's seeds."""
    try:
        stored: dict[str, Any] = json.loads(manifest.read_text("utf-8"))["recipe"]
        keys = stored.keys() | recipe.document
        differing = {key for key in keys if stored.get(key) != recipe.document.get(key)}
        return differing, set(stored.get("seeds", ()))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as problem:
        raise RunFolderError(f"{manifest} cannot be read: choose an empty folder.") from problem


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
