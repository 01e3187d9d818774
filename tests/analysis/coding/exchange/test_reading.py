"""Project files are read whole, and refused in one sentence where they are wrong or traps."""

from collections.abc import Iterable
from dataclasses import replace
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.coding.exchange import reading
from analysis.coding.exchange.guids import guid_of
from analysis.coding.exchange.project import Code, Project, Selection, Source
from analysis.coding.exchange.reading import read_project_file
from analysis.coding.exchange.writing import CODEBOOK, project_file
from analysis.coding.exchange.writing import PROJECT as PROJECT_SPACE
from analysis.errors import ExchangeFileError
from core import zip_files as archive
from tests.analysis.coding.exchange.small_project import (
    ADA,
    BO,
    NOISE,
    PROJECT,
    SIZE,
    SOURCE,
    changed,
    refusal,
)


def test_what_goes_out_comes_back() -> None:
    read = read_project_file(project_file(PROJECT).content)
    assert (read.project, read.remarks) == (PROJECT, ())


@settings(max_examples=40, deadline=None)
@given(st.text(min_size=1, max_size=30), st.data())
def test_any_text_and_selection_survive(text: str, data: st.DataObject) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        return
    text = text.replace("\r", "\n").lstrip("\ufeff") or "x"
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    source = Source(guid_of("x"), "x", text, (Selection(guid_of("y"), start, end, SIZE.guid),))
    project = replace(PROJECT, sources=(source,), cases=())
    assert read_project_file(project_file(project).content).project.sources == (source,)


@settings(max_examples=40, deadline=None)
@given(st.text("a🐦\r\n", min_size=1, max_size=8), st.data())
def test_segments_keep_their_words_whatever_the_line_ends(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    source = Source(guid_of("x"), "x", text, (Selection(guid_of("y"), start, end, SIZE.guid),))
    written = project_file(replace(PROJECT, sources=(source,), cases=()))
    (read,) = read_project_file(written.content).project.sources
    (selection,) = read.selections
    words = text[start:end].replace("\r\n", "\n").replace("\r", "\n")
    halves = text[start - 1 : start + 1] == "\r\n" or text[end - 1 : end + 1] == "\r\n"
    selected = read.text[selection.start : selection.end]
    assert selected == words or (halves and selected.strip("\n") == words.strip("\n") and selected)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (NOISE.guid, "noise", "The code Noise has the identifier noise, which is no GUID."),
        (f'Code guid="{SIZE.guid}"', f'Code guid="{NOISE.guid}"', "for two things"),
        ("internal://", "absolute:///etc/", "which lies outside of it"),
        ("internal://", "internal://../", "which lies outside of it"),
        (f"{SOURCE.guid}.txt", f"{ADA.guid}.txt", "lacks the text"),
        ('startPosition="', 'startPosition="x', "whose position is no number"),
        ('startPosition="', 'startPosition="9', "outside of its"),
        (f'CodeRef targetGUID="{SIZE.guid}"', f'CodeRef targetGUID="{ADA.guid}"', "not in the cod"),
        (f'User guid="{BO.guid}"', f'User guid="{guid_of("cy")}"', "not among the users"),
        ("<Project ", "<Project <", "is not valid XML"),
        ("project:1.0", "project:9.9", "begins with {urn:QDA-XML:project:9.9}Project"),
        ('name="Noise"', 'name=""', "a code without a name"),
    ],
)
def test_a_file_that_is_wrong_is_refused_in_one_sentence(
    before: str, after: str, said: str
) -> None:
    assert said in refusal(changed(before, after))


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as made:
        for name, content in files:
            made.writestr(name, content)
    return stream.getvalue()


BOMB = b'<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>'


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"no archive", "is damaged or no ZIP archive"),
        (zipped([("a", b"")]), "holds 0 files project.qde"),
        (zipped([("/etc/passwd", b"")]), "which leads out of it"),
        (zipped([("../x", b"")]), "which leads out of it"),
        (zipped([("C:\\x", b"")]), "which leads out of it"),
        (zipped([("project.qde", BOMB)]), "declares entities or a document type"),
    ],
    ids=("no archive", "no project", "root", "parent", "drive", "bomb"),
)
def test_what_is_no_project_or_a_trap_is_refused(content: bytes, said: str) -> None:
    assert said in refusal(content)


def test_an_archive_that_unpacks_to_too_much_is_refused_unread(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(archive, "LARGEST_FILE", 1_000)
    monkeypatch.setattr(archive, "MOST_FILES", 2)
    assert "unpacks to 100,000 bytes" in refusal(zipped([("project.qde", b" " * 100_000)]))
    assert "holds 3 files" in refusal(zipped([(name, b"") for name in "abc"]))


def test_codes_nested_without_end_are_refused() -> None:
    code = Code(guid_of("0"), "deep")
    for level in range(40):
        code = Code(guid_of(str(level + 1)), "deep", codes=(code,))
    assert "deeper than 30 levels" in refusal(project_file(Project("x", codes=(code,))).content)


def test_more_codes_or_selections_than_a_real_project_has_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    book = f'<CodeBook xmlns="{CODEBOOK}"><Codes>{"<Code/>" * 3}</Codes></CodeBook>'
    monkeypatch.setattr(reading, "MOST_CODES", 2)
    with pytest.raises(ExchangeFileError, match=r"a\.qdc holds 3 codes\. Keep to 2"):
        reading.read_codebook_file(book.encode(), slug="a", title="A", file_name="a.qdc")
    users = f'<Project xmlns="{PROJECT_SPACE}"><Users>{"<User/>" * 3}</Users></Project>'
    monkeypatch.setattr(reading, "MOST_OF", {"User": 2})
    content = zipped([("project.qde", users.encode())])
    assert "holds more than 2 elements User. Export a part of it." in refusal(content)
