"""Where the files of a study or codebook lie: in folders of this machine, or held in memory."""

from collections.abc import Mapping
from os.path import isfile, normpath
from pathlib import Path
from typing import Protocol


class Files(Protocol):
    def content(self, file: Path, most: int) -> bytes:
        """The content, or the first `most` bytes of it. Raises OSError or ValueError."""

    def holds(self, file: Path) -> bool:
        """Whether there is such a file. Never raises."""

    def resolved(self, path: Path) -> Path:
        """The one path of a file or folder that is written in other ways too."""


class _OnDisk:
    def content(self, file: Path, most: int) -> bytes:
        with file.open("rb") as stream:
            return stream.read(most)

    def holds(self, file: Path) -> bool:
        return isfile(file)  # noqa: PTH113  Path's own raises for a name that is too long

    def resolved(self, path: Path) -> Path:
        return path.resolve()


ON_DISK: Files = _OnDisk()


class HeldFiles:
    """One study in memory by the paths of its files in its folder, and others beside it on disk.

    A path is relative to what holds the folders of all studies, such as `my-study/study.yaml`.
    """

    def __init__(self, folder: str, files: Mapping[str, bytes], *, beside: Path) -> None:
        self._folder, self._files, self._beside = Path(folder), files, beside

    def content(self, file: Path, most: int) -> bytes:
        own = self._own(file)
        if own is None:
            return ON_DISK.content(self._elsewhere(file), most)
        if own not in self._files:
            raise FileNotFoundError(2, "there is no such file")
        return self._files[own][:most]

    def holds(self, file: Path) -> bool:
        own = self._own(file)
        return own in self._files if own is not None else ON_DISK.holds(self._elsewhere(file))

    def resolved(self, path: Path) -> Path:
        """As if all studies lay in the topmost folder, out of which no path leads."""
        return Path("/" + normpath(f"/{path}").lstrip("/"))

    def _own(self, file: Path) -> str | None:
        path = self.resolved(file).relative_to("/")
        if not path.is_relative_to(self._folder):
            return None
        return path.relative_to(self._folder).as_posix()

    def _elsewhere(self, file: Path) -> Path:
        return self._beside / self.resolved(file).relative_to("/")
