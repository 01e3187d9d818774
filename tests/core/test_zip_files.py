"""Archives are the same bytes every time, and read within bounds."""

import io
import stat
import zipfile
from pathlib import Path

import pytest

from core import zip_files
from core.errors import UnsafeFile
from core.zip_files import extracted, packed, unpacked

FILES = [("one.txt", b"1" * 50), ("folder/two.txt", b"2")]


def archive(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        for name in names:
            file.writestr(name, b"content")
    return stream.getvalue()


def test_what_was_packed_is_unpacked_and_packs_to_the_same_bytes() -> None:
    assert unpacked(packed(FILES), "The file") == dict(FILES)
    assert packed(FILES) == packed(FILES)


@pytest.mark.parametrize(
    "name", ["../outside", "/etc/passwd", "a/../../b", "C:\\b", "a\\..\\..\\b"]
)
def test_a_path_that_leads_out_is_refused(name: str) -> None:
    with pytest.raises(UnsafeFile, match=r"The file holds a file called .* which leads out of it"):
        unpacked(archive("fine", name), "The file")


@pytest.mark.parametrize("content", [b"", b"no archive", packed(FILES)[:60]])
def test_what_is_no_whole_archive_is_refused(content: bytes) -> None:
    with pytest.raises(UnsafeFile, match="The file is damaged or no ZIP archive"):
        unpacked(content, "The file")


def test_a_changed_byte_is_noticed() -> None:
    content = bytearray(packed(FILES))
    content[content.index(b"111")] ^= 1
    with pytest.raises(UnsafeFile, match="is damaged"):
        unpacked(bytes(content), "The file")


def test_more_files_or_bytes_than_a_real_one_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zip_files, "MOST_FILES", 1)
    with pytest.raises(UnsafeFile, match=r"holds 2 files\. Keep to 1"):
        unpacked(packed(FILES), "The file")
    monkeypatch.setattr(zip_files, "MOST_FILES", 2)
    monkeypatch.setattr(zip_files, "LARGEST_FILE", 49)
    with pytest.raises(UnsafeFile, match="unpacks to 51 bytes"):
        unpacked(packed(FILES), "The file")


def test_an_archive_is_written_file_by_file_to_the_same_content(tmp_path: Path) -> None:
    extracted(io.BytesIO(packed(FILES)), tmp_path, "The file")
    assert {name: (tmp_path / name).read_bytes() for name, _content in FILES} == dict(FILES)


@pytest.mark.parametrize("name", ["../outside", "/etc/passwd", "a/../../b", "a\\..\\..\\b"])
def test_nothing_is_written_of_an_archive_that_leads_out(tmp_path: Path, name: str) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    with pytest.raises(UnsafeFile, match="leads out of it"):
        extracted(io.BytesIO(archive("fine", name)), inside, "The file")
    assert [path.name for path in tmp_path.rglob("*")] == ["inside"]


@pytest.mark.parametrize("names", [("one", "one/two"), ("x" * 300,)])
def test_an_archive_that_cannot_be_written_is_refused_in_a_sentence(
    tmp_path: Path, names: tuple[str, ...]
) -> None:
    with pytest.raises(UnsafeFile, match="The file is damaged or no ZIP archive"):
        extracted(io.BytesIO(archive(*names)), tmp_path, "The file")


@pytest.mark.parametrize("content", [b"no archive", packed(FILES)[:60]])
def test_what_is_no_whole_archive_is_not_written(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(UnsafeFile, match="The file is damaged or no ZIP archive"):
        extracted(io.BytesIO(content), tmp_path, "The file")


def test_too_much_is_refused_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zip_files, "LARGEST_FILE", 49)
    with pytest.raises(UnsafeFile, match="unpacks to 51 bytes"):
        extracted(io.BytesIO(packed(FILES)), tmp_path, "The file")
    assert not list(tmp_path.iterdir())


def test_a_path_twice_is_refused_and_also_in_other_letters() -> None:
    with pytest.raises(UnsafeFile, match=r"The file holds A\.txt twice"):
        unpacked(archive("a.txt", "A.txt"), "The file")


def test_a_link_is_refused() -> None:
    entry = zipfile.ZipInfo("a.txt")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        file.writestr(entry, b"/etc/passwd")
    with pytest.raises(UnsafeFile, match=r"The file holds a link, a\.txt\."):
        unpacked(stream.getvalue(), "The file")


def test_a_list_of_too_many_files_is_refused_before_it_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content = packed([(f"{number}/{'a' * 100}", b"") for number in range(9)])
    monkeypatch.setattr(zip_files, "MOST_FILES", 2)
    monkeypatch.setattr(zip_files, "ZipFile", None)
    with pytest.raises(UnsafeFile, match=r"The file holds more than 2 files\. Pack fewer"):
        unpacked(content, "The file")
