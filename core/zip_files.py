"""ZIP files read within bounds, and written to the same bytes every time."""

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from shutil import copyfileobj
from typing import IO
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import error as DamagedStream  # noqa: N812

from core.errors import UnsafeFile

MOST_FILES = 20_000
LARGEST_FILE = 50_000_000
LARGEST_WHOLE = 300_000_000
"""Bytes when unpacked; a thousand interviews take a tenth of that."""
FIRST_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest date a ZIP file can hold."""

_DAMAGED = (
    BadZipFile,
    DamagedStream,
    NotImplementedError,
    EOFError,
    RuntimeError,
    ValueError,
    OSError,
)
"""Whatever zipfile raises for a damaged archive."""


def packed(files: Iterable[tuple[str, bytes]]) -> bytes:
    """An archive without times and without compression, which would differ between machines."""
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, content in files:
            entry = ZipInfo(name, FIRST_DATE)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content, ZIP_STORED)
    return stream.getvalue()


def unpacked(content: bytes, file_name: str) -> dict[str, bytes]:
    """Every file of an archive by its path; `file_name` names the archive in messages.

    Raises UnsafeFile, before anything is unpacked, where the content is no archive or an encrypted
    one, holds too many files or bytes, or holds a path that leads out of it.
    """
    try:
        with ZipFile(BytesIO(content)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            for entry in entries:
                _require_sound(entry, file_name)
            _require_bounds(entries, file_name)
            return {entry.filename: archive.read(entry) for entry in entries}
    except _DAMAGED as problem:
        raise UnsafeFile(
            f"{file_name} is damaged or no ZIP archive ({problem}). Export it again."
        ) from problem


def extracted(stream: IO[bytes], folder: Path, file_name: str) -> None:
    """Write every file of an archive below a folder, piece by piece; raises what `unpacked` does.

    No piece is longer than its archive says before, so that the bounds hold while unpacking.
    """
    try:
        with ZipFile(stream) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            for entry in entries:
                _require_sound(entry, file_name)
            _require_bounds(entries, file_name)
            for entry in entries:
                target = folder / entry.filename
                target.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(entry) as source, target.open("xb") as sink:
                    copyfileobj(source, sink)
    except _DAMAGED as problem:
        reason = getattr(problem, "strerror", None) or str(problem)
        raise UnsafeFile(
            f"{file_name} is damaged or no ZIP archive ({reason}). Make it again."
        ) from problem


def _require_sound(entry: ZipInfo, file_name: str) -> None:
    if entry.flag_bits & 1:
        raise UnsafeFile(f"{file_name} is encrypted. Export it without a password.")
    parts = entry.orig_filename.replace("\\", "/").split("/")
    if not parts[0] or ".." in parts or ":" in parts[0]:
        raise UnsafeFile(
            f"{file_name} holds a file called {entry.orig_filename[:100]}, which leads out of it. "
            "Do not use it; ask for another export."
        )


def _require_bounds(entries: list[ZipInfo], file_name: str) -> None:
    if len(entries) > MOST_FILES:
        raise UnsafeFile(
            f"{file_name} holds {len(entries):,} files. Keep to {MOST_FILES:,}, in several exports."
        )
    whole = sum(entry.file_size for entry in entries)
    if whole > LARGEST_WHOLE or any(entry.file_size > LARGEST_FILE for entry in entries):
        raise UnsafeFile(
            f"{file_name} unpacks to {whole:,} bytes. Keep to {LARGEST_WHOLE:,}, no file larger "
            f"than {LARGEST_FILE:,}: leave out sound, pictures and video."
        )
