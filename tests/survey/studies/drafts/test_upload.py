"""A study comes in as study.yaml or as its folder; whatever else comes is refused in a sentence."""

import io
import stat
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.zip_files import packed
from survey.errors import UnfitDraft
from survey.studies.drafts.upload import uploaded_files
from tests.world import FOUNDING

STUDY = b"study: mine\n"


def archive(*files: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in files:
            file.writestr(name, content)
    return stream.getvalue()


def refusal(name: str, content: bytes) -> str:
    with pytest.raises(UnfitDraft) as refused:
        uploaded_files(name, content)
    assert "\n" not in str(refused.value)
    return str(refused.value)


@pytest.mark.parametrize("name", ["study.yaml", "another name.yml", "A.YAML"])
def test_one_file_is_the_study_whatever_it_is_called(name: str) -> None:
    assert uploaded_files(name, STUDY) == {"study.yaml": STUDY}


@pytest.mark.parametrize("folder", ["", "mine/", "lab/mine/"])
def test_the_folder_of_study_yaml_is_the_study(folder: str) -> None:
    files = [(f"{folder}study.yaml", STUDY), (f"{folder}texts/a.md", b"a")]
    assert uploaded_files("mine.zip", packed(files)) == {"study.yaml": STUDY, "texts/a.md": b"a"}


def test_what_systems_leave_in_folders_is_left_out() -> None:
    left = ["__MACOSX/mine/._study.yaml", "mine/.DS_Store", "mine/Thumbs.db", ".git/config"]
    files = archive(("mine/study.yaml", STUDY), *((name, b"\0") for name in left))
    assert uploaded_files("mine.zip", files) == {"study.yaml": STUDY}


def test_the_shipped_study_comes_in_with_its_pictures() -> None:
    files = {file.name: file.read_bytes() for file in FOUNDING.parent.iterdir()}
    assert uploaded_files("it.zip", packed(files.items())) == files


def link() -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo("a.md")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ([("../study.yaml", STUDY)], "leads out of it"),
        ([("/study.yaml", STUDY)], "leads out of it"),
        ([("study.yaml", STUDY), (link(), b"/etc/passwd")], "holds a link, a.md"),
        ([("study.yaml", STUDY), ("a.md", b""), ("A.md", b"")], "holds A.md twice"),
        ([("a.md", b"a")], "holds no study.yaml"),
        ([("a/study.yaml", STUDY), ("b/study.yaml", STUDY)], "holds more than one study.yaml"),
        ([("a/study.yaml", STUDY), ("b.md", b"")], "b.md lies outside the folder of study.yaml"),
        ([("study.yaml", STUDY), ("a.docx", b"")], "a.docx belongs to no study"),
        ([("study.yaml", STUDY), ("ä.md", b"")], "A file cannot be called 'ä.md'"),
        ([("study.yaml", "ä".encode("latin-1"))], "study.yaml, line 1: the file is not UTF-8"),
        ([("study.yaml", b"a" * 30_000_000)], "unpacks to 30,000,000 bytes"),
        ([("study.yaml", STUDY), *((f"{n}.md", b"") for n in range(200))], "holds 201 files"),
    ],
)
def test_an_archive_that_is_no_study_is_refused(
    files: list[tuple[str | zipfile.ZipInfo, bytes]], said: str
) -> None:
    assert said in refusal("mine.zip", archive(*files))


def test_what_is_neither_is_refused() -> None:
    assert "is neither a .yaml file nor a .zip archive" in refusal("mine.docx", b"")
    assert "is damaged or no ZIP archive" in refusal("mine.zip", b"PK no")
    assert "is larger than 6 MB" in refusal("mine.yaml", b"a" * 6_000_001)


@settings(deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["a.zip", "a.yaml", "a"]))
def test_any_bytes_are_a_study_or_refused_in_a_sentence(content: bytes, name: str) -> None:
    with suppress(UnfitDraft):
        assert "study.yaml" in uploaded_files(name, content)
