"""Writing a package to a folder, or as a ZIP file that is sent while it is made."""

import json
import shutil
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from analysis.errors import FolderTaken

Pieces = Iterator[bytes]
"""The content of a file, piece by piece."""

DESCRIPTOR = "datapackage.json"
SAME_DAY = (1980, 1, 1, 0, 0, 0)
"""The fixed time of every file in an archive, so that the same data give the same bytes."""


def write_folder(
    files: Iterable[tuple[str, Pieces]], folder: Path, *, study: str, descriptor: str = DESCRIPTOR
) -> None:
    """Write the package beside the folder, then rename.

    An earlier package of the study is replaced, which is known by its `descriptor`.

    Raises FolderTaken where the folder holds something else.
    """
    require_free(folder, study=study, descriptor=descriptor)
    beside = folder.with_name(f"{folder.name}.partial")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    try:
        for name, pieces in files:
            path = beside / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as file:
                file.writelines(pieces)
        _replace(folder, beside)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def require_free(folder: Path, *, study: str, descriptor: str = DESCRIPTOR) -> None:
    """Raises FolderTaken unless a package of the study can be written to the folder."""
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return
    if not folder.is_dir() or _study_of(folder / descriptor) != study:
        raise FolderTaken(
            f"{folder} holds something else than an earlier export of {study}, and is left as it "
            "is. Name another folder, or empty this one."
        )


def _study_of(file: Path) -> str | None:
    try:
        descriptor = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return (
        descriptor.get("name")
        if isinstance(descriptor, dict) and "textEncoding" in descriptor
        else None
    )


def _replace(folder: Path, beside: Path) -> None:
    old = folder.with_name(f"{folder.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.rename(old)
    beside.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def zipped(files: Iterable[tuple[str, Pieces]], *, folder: str) -> Iterator[bytes]:
    """The bytes of a ZIP file that holds all files in one folder, piece by piece."""
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
    """A write-only file whose content is taken away as it is written."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, piece: bytes) -> int:
        self._pieces.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        """Nothing is buffered."""

    def taken(self) -> bytes:
        content = b"".join(self._pieces)
        self._pieces.clear()
        return content
