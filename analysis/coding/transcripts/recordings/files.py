"""The folder of recordings: files that only their owner can read, written whole or not at all."""

import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

PART = ".part"
"""The end of the name of a file that is still being written."""


class Written(NamedTuple):
    """A file that is complete and not yet in its place."""

    name: str
    path: Path
    sha256: str
    bytes: int


def folder() -> Path:
    """Made where it is missing, for the account of the server alone."""
    path: Path = settings.RECORDINGS
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def path_of(name: str) -> Path:
    path: Path = settings.RECORDINGS / name
    return path


@contextmanager
def written(chunks: Iterable[bytes]) -> Iterator[Written]:
    """Write under a random name; the file goes again unless `put_in_place` was called."""
    name = secrets.token_hex(16)
    path = folder() / f"{name}{PART}"
    digest, size = sha256(), 0
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            for chunk in chunks:
                file.write(chunk)
                digest.update(chunk)
                size += len(chunk)
            file.flush()
            os.fsync(file.fileno())
        yield Written(name, path, digest.hexdigest(), size)
    finally:
        path.unlink(missing_ok=True)


def put_in_place(file: Written) -> None:
    file.path.replace(path_of(file.name))


def remove_file(name: str) -> None:
    path_of(name).unlink(missing_ok=True)


def names_in_folder() -> frozenset[str]:
    """All files there, those that an interrupted upload left among them."""
    with suppress(FileNotFoundError):
        return frozenset(path.name for path in Path(settings.RECORDINGS).iterdir())
    return frozenset()
