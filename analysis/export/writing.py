"""A package as a folder, or as a ZIP file that is sent while it is made."""

import json
import shutil
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from analysis.errors import FolderTaken

Pieces = Iterator[bytes]
"""A file's content as it comes."""

DESCRIPTOR = "datapackage.json"
SAME_DAY = (1980, 1, 1, 0, 0, 0)
"""The time of every file in an archive: the same data give the same bytes."""


def write_folder(files: Iterable[tuple[str, Pieces]], folder: Path, *, study: str) -> None:
    """Write beside the folder, then rename; an earlier package of the study is replaced.

    Raises FolderTaken where something else lies there.
    """
    require_free(folder, study=study)
    beside = folder.with_name(f"{folder.name}.partial")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    try:
        for name, pieces in files:
            with (beside / name).open("wb") as file:
                file.writelines(pieces)
        _replace(folder, beside)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def require_free(folder: Path, *, study: str) -> None:
    """Raises FolderTaken unless a package of the study can be written there."""
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return
    if not folder.is_dir() or _study_of(folder / DESCRIPTOR) != study:
        raise FolderTaken(
            f"{folder} holds something else than an earlier export of {study}, and is left as it "
            "is. Name another folder, or empty this one."
        )


def _study_of(file: Path) -> str | None:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found.get("name") if isinstance(found, dict) and "textEncoding" in found else None


def _replace(folder: Path, beside: Path) -> None:
    old = folder.with_name(f"{folder.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.rename(old)
    beside.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def zipped(files: Iterable[tuple[str, Pieces]], *, folder: str) -> Iterator[bytes]:
    """The bytes of a ZIP file with all files in one folder, as they come."""
    sent = _Sent()
    with zipfile.ZipFile(sent, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[call-overload]
        for name, pieces in files:
            entry = zipfile.ZipInfo(f"{folder}/{name}", SAME_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(entry, "w", force_zip64=True) as file:
                for piece in pieces:
                    file.write(piece)
                    yield sent.taken()
            yield sent.taken()
    yield sent.taken()


class _Sent:
    """A file to write to and never to go back in, whose content is taken away as it comes."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, piece: bytes) -> int:
        self._pieces.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        """Nothing waits anywhere."""

    def taken(self) -> bytes:
        content = b"".join(self._pieces)
        self._pieces.clear()
        return content
