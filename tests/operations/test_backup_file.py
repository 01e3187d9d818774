"""A backup's file is read as it was written or not at all."""

from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given
from hypothesis import strategies as st

from operations.backup_file import Manifest, opened_archive, write_archive
from operations.errors import CannotRestore

COPY = bytes(range(256)) * 8 + b"answers " * 200
MANIFEST = Manifest(
    1,
    "default",
    "sqlite",
    "0.1",
    "2027-01-31T12:00:00+00:00",
    sha256(COPY).hexdigest(),
    {"survey_answer": "0" * 64},
)


def whole() -> bytes:
    with TemporaryDirectory() as folder:
        copy, target = Path(folder, "copy"), Path(folder, "target")
        copy.write_bytes(COPY)
        write_archive(MANIFEST, copy, target, None)
        return target.read_bytes()


WHOLE = whole()


def read(content: bytes) -> tuple[Manifest, bytes] | None:
    """None where it is refused with a sentence; whatever else goes wrong is raised."""
    with TemporaryDirectory() as folder:
        file = Path(folder, "backup")
        file.write_bytes(content)
        try:
            with opened_archive(file, None, Path(folder)) as (manifest, copy):
                return manifest, copy.read_bytes()
        except CannotRestore:
            return None


def test_what_was_written_is_read() -> None:
    assert read(WHOLE) == (MANIFEST, COPY)


@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 255))
@example(WHOLE.index(b"manifest.json") + len("manifest.json"), 255)
def test_a_byte_that_changed_is_noticed_or_makes_no_difference(offset: int, change: int) -> None:
    content = bytearray(WHOLE)
    content[offset] ^= change
    assert read(bytes(content)) in (None, (MANIFEST, COPY))


@given(st.integers(0, len(WHOLE) - 1))
def test_a_file_that_was_cut_off_is_refused(length: int) -> None:
    assert read(WHOLE[:length]) is None
