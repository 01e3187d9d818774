"""Reading the files of a study: every refusal names the file and a remedy."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.yaml_files.problems import FileProblems
from core.yaml_files.text_files import read_text
from core.yaml_files.yaml_locations import read_yaml


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileProblems, match=r"none\.yaml: the file cannot be read"):
        read_yaml(tmp_path / "none.yaml", reference="docs/reference/study-file.md")


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    with pytest.raises(FileProblems, match="the file cannot be read"):
        read_yaml(tmp_path, reference="docs/reference/study-file.md")


def write(tmp_path: Path, content: bytes) -> Path:
    file = tmp_path / "text.md"
    file.write_bytes(content)
    return file


@given(lines=st.lists(st.text(st.characters(categories=["L", "N", "P", "Zs"])), min_size=1))
def test_a_text_is_read_whatever_ends_its_lines(lines: list[str]) -> None:
    text = "\n".join(lines)
    with TemporaryDirectory() as folder:
        for line_end in ("\n", "\r\n", "\r"):
            content = text.replace("\n", line_end).encode()
            assert read_text(write(Path(folder), content)) == text
            assert read_text(write(Path(folder), b"\xef\xbb\xbf" + content)) == text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            b"a\nGr\xfcn",
            (
                "text.md, line 2: the file is not UTF-8 text. Save it as UTF-8 in your editor; it "
                "may be Latin-1 or Windows-1252 now."
            ),
        ),
        (b"a\nb\nc\x00", "text.md, line 3: the character U+0000 is not text. Delete it."),
        (b"a\x1b[31m", "text.md, line 1: the character U+001B is not text. Delete it."),
        (b"x" * 1_000_001, "text.md: the file is larger than 1 MB. Shorten it."),
    ],
    ids=["Latin-1", "NUL", "escape", "large"],
)
def test_a_file_that_is_no_text_is_refused_with_its_line_and_a_remedy(
    tmp_path: Path, content: bytes, said: str
) -> None:
    with pytest.raises(FileProblems) as refused:
        read_text(write(tmp_path, content))
    assert str(refused.value) == f"{tmp_path}/{said}"


def test_a_file_of_exactly_one_megabyte_is_read(tmp_path: Path) -> None:
    assert len(read_text(write(tmp_path, b"x" * 1_000_000))) == 1_000_000
