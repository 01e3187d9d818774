"""A draft holds texts and pictures of a study, within bounds, and nothing else."""

import pytest

from survey.errors import UnfitDraft
from survey.studies.drafts import fit
from survey.studies.drafts.fit import fit_file, fit_files

STUDY = {"study.yaml": b"study: mine\n"}


def test_text_is_held_with_plain_line_ends_and_without_a_byte_order_mark() -> None:
    assert fit_file("a.md", b"\xef\xbb\xbfone\r\ntwo\r") == b"one\ntwo\n"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/etc/a.md", "cannot be called"),
        ("../a.md", "cannot be called"),
        ("a/../b.md", "cannot be called"),
        ("a//b.md", "cannot be called"),
        (".hidden.md", "cannot be called"),
        ("my text.md", "without spaces"),
        ("a\\b.md", "cannot be called"),
        ("a.md\n", "cannot be called"),
        ("a" * 198 + ".md", "cannot be called"),
        ("a.svg", "belongs to no study"),
        ("a.exe", "belongs to no study"),
        ("study.yml", "belongs to no study"),
    ],
)
def test_a_path_that_no_study_has_is_refused(path: str, said: str) -> None:
    with pytest.raises(UnfitDraft, match=said):
        fit_file(path, b"")


@pytest.mark.parametrize(
    ("path", "content", "said"),
    [
        ("a.md", "Käse".encode("latin-1"), "a.md, line 1: the file is not UTF-8 text."),
        ("a.md", b"a\0", "U.0000 is not text"),
        ("a.md", b"a" * 1_000_001, "larger than 1 MB"),
        ("a.png", b"GIF89a", "not a whole PNG, JPEG or WebP"),
        ("a.png", b"a" * 300_001, "larger than 300 kB"),
    ],
)
def test_content_that_no_study_shows_is_refused(path: str, content: bytes, said: str) -> None:
    with pytest.raises(UnfitDraft, match=said):
        fit_file(path, content)


def test_bounds_of_all_files_together(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnfitDraft, match=r"There is no study\.yaml"):
        fit_files({"a.md": b""})
    with pytest.raises(UnfitDraft, match=r"a\.md is that of a file and of a folder"):
        fit_files(STUDY | {"a.md": b"", "a.md/b.md": b""})
    with pytest.raises(UnfitDraft, match=r"These are 101 files\. Keep to 100"):
        fit_files(STUDY | {f"{number}.md": b"" for number in range(100)})
    monkeypatch.setattr(fit, "LARGEST_TOGETHER", 1_000_000)
    with pytest.raises(UnfitDraft, match=r"The files have 1\.2 MB together\. Keep to 1 MB"):
        fit_files(STUDY | {"a.md": b"a" * 600_000, "b.md": b"b" * 600_000})
