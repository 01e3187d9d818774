"""Digests of the files and folders that scenario files name."""

from pathlib import Path

from attribution.errors import DataError
from core.digests import digest, fingerprint


def file_digest(file: Path) -> str:
    """SHA-256 of a file; raises DataError where it cannot be read."""
    try:
        return digest(file.read_bytes())
    except OSError as problem:
        raise DataError(f"{file} cannot be read ({problem.strerror}): correct its path.") from None


def folder_digest(folder: Path) -> str:
    """SHA-256 over the names and contents of all files of a folder but hidden ones."""
    try:
        files = {
            name.as_posix(): digest((folder / name).read_bytes())
            for name in sorted(path.relative_to(folder) for path in folder.rglob("*"))
            if not any(part.startswith(".") for part in name.parts) and (folder / name).is_file()
        }
    except OSError as problem:
        raise DataError(
            f"{folder} cannot be read ({problem.strerror}): correct its path."
        ) from None
    return fingerprint(files)


def check_digest(place: Path, sha256: str) -> None:
    """Refuse a file or folder with other content than described; raises DataError."""
    if sha256 and sha256 != (folder_digest(place) if place.is_dir() else file_digest(place)):
        raise DataError(
            f"{place} holds other data than the scenario file describes (its SHA-256 differs): "
            "restore them, or take the line `sha256` out if these are the right ones."
        )
