"""Backup files: an archive of a database's copy and of a manifest that describes it."""

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
"""Whatever is raised for an archive in which bytes changed."""
MANIFEST, COPY = "manifest.json", "database"


@dataclass(frozen=True)
class Manifest:
    """Describes a backup; `database` is the name in the settings, `made_at` ISO 8601 in UTC.

    `tables` holds the digest of each table's rows, and `copy` the digest of the copy itself.
    """

    format: int
    database: str
    vendor: str
    release: str
    made_at: str
    copy: str
    tables: dict[str, str]


def write_archive(manifest: Manifest, copy: Path, target: Path, passphrase: str | None) -> None:
    """Write under another name and rename once it is whole; readable by its owner alone."""
    partial = target.with_name(f"{target.name}.partial")
    try:
        partial.touch(mode=0o600)
        # Unencrypted content stays in the folder of the copy, on this machine's own disk.
        plain = copy.with_name("archive") if passphrase else partial
        with zipfile.ZipFile(plain, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(MANIFEST, json.dumps(asdict(manifest), indent=2))
            archive.write(copy, COPY)
        if passphrase:
            with plain.open("rb") as content, partial.open("wb") as sealed:
                seal(content, sealed, passphrase)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


def needs_passphrase(file: Path) -> bool:
    """Raises CannotRestore where the file cannot be read."""
    try:
        with file.open("rb") as content:
            return is_sealed(content)
    except OSError as problem:
        raise CannotRestore(f"{file} cannot be read ({problem.strerror}).") from problem


@contextmanager
def opened_archive(
    file: Path, passphrase: str | None, work: Path
) -> Iterator[tuple[Manifest, Path]]:
    """The manifest of a backup, and its copy, unpacked below the folder `work` for a while.

    Raises CannotRestore where the file is no backup, or was damaged or altered.
    """
    with TemporaryDirectory(dir=work) as folder:
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
            manifest = json.loads(archive.read(MANIFEST))
            if manifest.get("format") != FORMAT:
                raise CannotRestore(
                    f"{file} has the format {manifest.get('format')}; this release reads {FORMAT}. "
                    "Restore it with the release that its manifest names."
                )
            with archive.open(COPY) as packed, copy.open("wb") as content:
                shutil.copyfileobj(packed, content)
            return Manifest(**manifest), copy
    except DAMAGED as problem:
        raise _no_backup(file) from problem
    except OSError as problem:
        if problem.errno != errno.EINVAL:  # a fault of the disk; EINVAL is a position before 0
            raise
        raise _no_backup(file) from problem


def _no_backup(file: Path) -> CannotRestore:
    return CannotRestore(
        f"{file} is no backup of Needfinder, or was damaged. Name a file that "
        "`needfinder backup` wrote."
    )
