"""ZIP files read within bounds, and written to the same bytes every time."""

import stat
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from io import SEEK_END, BytesIO
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
LONGEST_ENTRY = 300
"""Bytes of the list of files for each of them: the longest paths of real archives have 200."""
LONGEST_END = 22 + 65_535
"""Bytes of the record that ends an archive, with the longest remark in it."""
FIRST_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest date a ZIP file can hold."""


@dataclass(frozen=True)
class Bounds:
    """How many files an archive may hold, how many bytes one and all of them; `remedy` says how."""

    files: int
    file: int
    whole: int
    remedy: str


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


def unpacked(content: bytes, file_name: str, bounds: Bounds | None = None) -> dict[str, bytes]:
    """Every file of an archive by its path; `file_name` names the archive in messages.

    Raises UnsafeFile, before anything is unpacked, where the content is no archive or an encrypted
    one, holds too many files or bytes, a link, a path twice, or a path that leads out of it.
    """
    try:
        stream = BytesIO(content)
        _require_short_list(stream, file_name, bounds)
        with ZipFile(stream) as archive:
            entries = _sound_entries(archive, file_name, bounds)
            return {entry.filename: archive.read(entry) for entry in entries}
    except _DAMAGED as problem:
        raise UnsafeFile(
            f"{file_name} is damaged or no ZIP archive ({problem}). Export it again."
        ) from problem


def extracted(
    stream: IO[bytes], folder: Path, file_name: str, bounds: Bounds | None = None
) -> None:
    """Write every file of an archive below a folder, piece by piece; raises what `unpacked` does.

    No piece is longer than its archive says before, so that the bounds hold while unpacking.
    """
    try:
        _require_short_list(stream, file_name, bounds)
        with ZipFile(stream) as archive:
            for entry in _sound_entries(archive, file_name, bounds):
                target = folder / entry.filename
                target.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(entry) as source, target.open("xb") as sink:
                    copyfileobj(source, sink)
    except _DAMAGED as problem:
        reason = getattr(problem, "strerror", None) or str(problem)
        raise UnsafeFile(
            f"{file_name} is damaged or no ZIP archive ({reason}). Make it again."
        ) from problem


def _require_short_list(stream: IO[bytes], file_name: str, bounds: Bounds | None) -> None:
    """The length of the list of files, before it is read as a whole: a Python object for each."""
    files = bounds.files if bounds else MOST_FILES
    stream.seek(0, SEEK_END)
    stream.seek(max(0, stream.tell() - LONGEST_END))
    tail = stream.read()
    stream.seek(0)
    # The last of such signs begins the record: zipfile takes that one, and trusts its numbers.
    end = tail[tail.rfind(b"PK\5\6") :][:16] if b"PK\5\6" in tail else b""
    if len(end) == 16 and struct.unpack_from("<L", end, 12)[0] > files * LONGEST_ENTRY:
        raise UnsafeFile(f"{file_name} holds more than {files:,} files. Pack fewer.")


def _sound_entries(archive: ZipFile, file_name: str, bounds: Bounds | None) -> list[ZipInfo]:
    """The files of an archive, all of which can be unpacked safely."""
    bounds = bounds or Bounds(
        MOST_FILES, LARGEST_FILE, LARGEST_WHOLE, "leave out sound, pictures and video."
    )
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    for entry in entries:
        _require_sound(entry, file_name)
    _require_once(entries, file_name)
    _require_bounds(entries, file_name, bounds)
    return entries


def _require_sound(entry: ZipInfo, file_name: str) -> None:
    if entry.flag_bits & 1:
        raise UnsafeFile(f"{file_name} is encrypted. Export it without a password.")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise UnsafeFile(
            f"{file_name} holds a link, {entry.filename[:100]}. Put the file itself in its place."
        )
    parts = entry.orig_filename.replace("\\", "/").split("/")
    if not parts[0] or ".." in parts or ":" in parts[0]:
        raise UnsafeFile(
            f"{file_name} holds a file called {entry.orig_filename[:100]}, which leads out of it. "
            "Do not use it; ask for another export."
        )


def _require_once(entries: list[ZipInfo], file_name: str) -> None:
    """A path twice, also in other letters, of which some machines would keep one."""
    known: set[str] = set()
    for entry in entries:
        name = entry.filename.casefold()
        if name in known:
            raise UnsafeFile(
                f"{file_name} holds {entry.filename[:100]} twice. Keep one of them, and pack it "
                "again."
            )
        known.add(name)


def _require_bounds(entries: list[ZipInfo], file_name: str, bounds: Bounds) -> None:
    if len(entries) > bounds.files:
        raise UnsafeFile(
            f"{file_name} holds {len(entries):,} files. Keep to {bounds.files:,}: pack fewer."
        )
    whole = sum(entry.file_size for entry in entries)
    if whole > bounds.whole or any(entry.file_size > bounds.file for entry in entries):
        raise UnsafeFile(
            f"{file_name} unpacks to {whole:,} bytes. Keep to {bounds.whole:,}, no file larger "
            f"than {bounds.file:,}: {bounds.remedy}"
        )
