"""A file of ids names the samples that are for testing."""

from pathlib import Path

import pytest

from attribution.data.own_parts import read_ids
from attribution.errors import DataError


def test_ids_stand_one_on_each_line(tmp_path: Path) -> None:
    file = tmp_path / "test-ids.txt"
    file.write_bytes("\N{ZERO WIDTH NO-BREAK SPACE}row-0001\r\n\r\n birds/ä.jpg \n".encode())
    assert read_ids(file) == ("row-0001", "birds/ä.jpg")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\n \n", "test-ids.txt is empty: write an id on each line"),
        (b"a\nb\na\n", "test-ids.txt names a sample twice: name each once"),
        (b"a\n\xff\n", "line 2: The bytes are not utf-8 text"),
    ],
)
def test_a_file_that_names_no_samples_is_refused(
    tmp_path: Path, content: bytes, sentence: str
) -> None:
    file = tmp_path / "test-ids.txt"
    file.write_bytes(content)
    with pytest.raises(DataError, match=sentence):
        read_ids(file)
