"""A backup as a file: an archive of a database's copy and a manifest that says what it is."""

import errno
import json
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from hashlib import file_digest
from pathlib import Path
from tempfile import TemporaryDirectory

from operations.encryption import is_sealed, seal, unseal
from operations.errors import CannotRestore

FORMAT = 1
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    NotImplementedError,
    RuntimeError,
)
"""Raised by archives with a byte that changed: a way of packing nobody knows, a lock nobody set."""
MANIFEST, COPY = "manifest.json", "database"


@dataclass(frozen=True)
class Manifest:
    """`database` is the name in the settings, `vendor` its kind, `made_at` ISO 8601 in UTC.

    `tables` holds the digest of each table's rows, `copy` that of the copy itself.
    """

    format: int
    database: str
    vendor: str
    release: str
    made_at: str
    copy: str
    tables: dict[str, str]


def write_archive(manifest: Manifest, copy: Path, target: Path, passphrase: str | None) -> None:
    """Written beside its place and renamed once it is whole; readable by its owner alone."""
    beside = target.with_name(f"{target.name}.partial")
    try:
        beside.touch(mode=0o600)
        # What is locked lies open only beside the copy it is made of.
        plain = copy.with_name("archive") if passphrase else beside
        with zipfile.ZipFile(plain, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(MANIFEST, json.dumps(asdict(manifest), indent=2))
            archive.write(copy, COPY)
        if passphrase:
            with plain.open("rb") as content, beside.open("wb") as sealed:
                seal(content, sealed, passphrase)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def needs_passphrase(file: Path) -> bool:
    """Raises CannotRestore where the file cannot be read."""
    try:
        with file.open("rb") as content:
            return is_sealed(content)
    except OSError as problem:
        raise CannotRestore(f"{file} cannot be read ({problem.strerror}).") from problem


@contextmanager
def opened_archive(
    file: Path, passphrase: str | None, beside: Path
) -> Iterator[tuple[Manifest, Path]]:
    """What a backup says of itself, and its copy, unpacked in the folder `beside` for a while.

    Raises CannotRestore where it is no backup, or not as it was written.
    """
    with TemporaryDirectory(dir=beside) as folder:
        plain = file
        if passphrase is not None:
            plain = Path(folder) / "archive"
            with file.open("rb") as sealed, plain.open("wb") as content:
                unseal(sealed, content, passphrase)
        manifest, copy = _unpacked(file, plain, Path(folder) / "copy")
        with copy.open("rb") as content:
            if file_digest(content, "sha256").hexdigest() != manifest.copy:
                raise CannotRestore(f"{file} was damaged or altered. Take another backup.")
        yield manifest, copy


def _unpacked(file: Path, plain: Path, copy: Path) -> tuple[Manifest, Path]:
    try:
        with zipfile.ZipFile(plain) as archive:
            found = json.loads(archive.read(MANIFEST))
            if found.get("format") != FORMAT:
                raise CannotRestore(
                    f"{file} has the format {found.get('format')}; this release reads {FORMAT}. "
                    "Restore it with the release that its manifest names."
                )
            with archive.open(COPY) as packed, copy.open("wb") as content:
                shutil.copyfileobj(packed, content)
            return Manifest(**found), copy
    except DAMAGED as problem:
        raise _no_backup(file) from problem
    except OSError as problem:
        if problem.errno != errno.EINVAL:  # the disk's; this one is of a place before the file
            raise
        raise _no_backup(file) from problem


def _no_backup(file: Path) -> CannotRestore:
    return CannotRestore(
        f"{file} is no backup of Needfinder, or was damaged. Name a file that "
        "`manage.py backup` wrote."
    )
