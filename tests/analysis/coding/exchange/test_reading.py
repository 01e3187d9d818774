from collections.abc import Iterable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from pyrefiqda import RefiProject

from analysis.coding.exchange.guids import guid_of
from analysis.coding.exchange.project import Case, Code, Project, Selection, Source, User
from analysis.coding.exchange.reading import read_project_file
from analysis.coding.exchange.writing import project_file
from analysis.errors import ExchangeFileError
from core import zip_files as archive
from core.zip_files import unpacked
from tests.folders import FIXTURES

SCHEMAS = FIXTURES.parents[1] / "shared" / "data" / "refi-qda"
TEXT = "Größe 🐦 zählt.\nDie Vögel sind zu ähnlich."


def chosen(text: str, words: str, code: str, user: str = "", memo: str = "") -> Selection:
    start = text.index(words)
    return Selection(guid_of(text, words, code, user), start, start + len(words), code, user, memo)


ADA, BO = User(guid_of("ada"), "ada"), User(guid_of("bo"), "bo")
NOISE, SIZE = (
    Code(guid_of("noise"), "Noise", "Wrong labels"),
    Code(guid_of("size"), "Size & <more>"),
)
CODES = (Code(guid_of("area"), "Causes", codable=False, codes=(NOISE,)), SIZE)
SOURCE = Source(
    guid_of("answer"),
    "P01 · loan",
    TEXT,
    (
        chosen(TEXT, "🐦 zählt", NOISE.guid, ADA.guid, "Really?\nYes."),
        chosen(TEXT, "Vögel sind zu ähnlich.", SIZE.guid, BO.guid),
        chosen(TEXT, "zählt.\nDie", SIZE.guid),
    ),
)
PROJECT = Project(
    "Loan", (ADA, BO), CODES, (SOURCE,), (Case(guid_of("P01"), "P01", (SOURCE.guid,)),)
)


def changed(before: str, after: str, content: bytes | None = None) -> bytes:
    """The project's file with other words in its XML."""
    files = unpacked(content or project_file(PROJECT).content, "")
    xml = files.pop("project.qde").decode()
    assert before in xml
    return archive.packed([("project.qde", xml.replace(before, after).encode()), *files.items()])


def refusal(content: bytes) -> str:
    with pytest.raises(ExchangeFileError) as caught:
        read_project_file(content, what="x.qdpx")
    return str(caught.value)


def test_what_goes_out_comes_back() -> None:
    read = read_project_file(project_file(PROJECT).content)
    assert (read.project, read.remarks) == (PROJECT, ())


def test_positions_are_those_of_the_words_in_the_stored_text() -> None:
    files = unpacked(project_file(PROJECT).content, "")
    text = files[f"sources/{SOURCE.guid}.txt"].decode()
    root = etree.fromstring(files["project.qde"])
    for each in root.iterfind(".//{*}PlainTextSelection"):
        start, end = int(each.get("startPosition")), int(each.get("endPosition"))
        assert text[start:end] == each.get("name")


def test_windows_line_ends_and_a_byte_order_mark_go_and_positions_with_them() -> None:
    text = "\ufeffa\r\nb\rc\r\nd"
    source = Source(guid_of("x"), "x", text, (chosen(text, "c\r\nd", SIZE.guid),))
    written = project_file(replace(PROJECT, sources=(source,), cases=()))
    files = unpacked(written.content, "")
    assert files[f"sources/{source.guid}.txt"] == b"a\nb\nc\nd"
    (read,) = read_project_file(written.content).project.sources
    assert [read.text[each.start : each.end] for each in read.selections] == ["c\nd"]
    assert written.not_carried == ("Line ends became LF; positions were moved along.",)


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
    (kept,) = read.selections
    words = text[start:end].replace("\r\n", "\n").replace("\r", "\n")
    halves = text[start - 1 : start + 1] == "\r\n" or text[end - 1 : end + 1] == "\r\n"
    found = read.text[kept.start : kept.end]
    assert found == words or (halves and found.strip("\n") == words.strip("\n") and found)


def test_the_same_project_gives_the_same_bytes() -> None:
    assert project_file(PROJECT).content == project_file(PROJECT).content


def test_the_file_is_valid_and_others_can_read_it(tmp_path: Path) -> None:
    file = tmp_path / "x.qdpx"
    file.write_bytes(project_file(PROJECT).content)
    read = RefiProject.load(file, extract_dir=str(tmp_path / "out"))
    assert read.users.user[1].name == "bo"
    assert [code.name for code in read.code_book.codes.code] == ["Causes", "Size & <more>"]


@pytest.mark.skipif(
    not SCHEMAS.exists(), reason="the standard's schemas are not beside the project"
)
@pytest.mark.parametrize(
    "project", [PROJECT, Project("Empty"), replace(PROJECT, users=(), cases=())]
)
def test_the_file_is_valid_by_the_standards_schema(project: Project) -> None:
    schema = etree.XMLSchema(etree.parse(SCHEMAS / "Project.xsd"))
    if not project.users:
        bare = tuple(replace(each, user="") for each in SOURCE.selections)
        sources = (replace(SOURCE, selections=bare),) if project.sources else ()
        project = replace(project, sources=sources)
    schema.assertValid(etree.fromstring(unpacked(project_file(project).content, "")["project.qde"]))


def test_inclusive_ends_are_seen_by_the_words_and_corrected() -> None:
    content = project_file(PROJECT).content
    for each in SOURCE.selections:
        content = changed(f'endPosition="{each.end}"', f'endPosition="{each.end - 1}"', content)
    read = read_project_file(content)
    assert read.project == PROJECT
    (remarks,) = read.remarks
    assert remarks.startswith("Positions were corrected: 3 selections show by their words that the")


def test_ends_of_both_kinds_are_refused() -> None:
    end = SOURCE.selections[0].end
    said = refusal(changed(f'endPosition="{end}"', f'endPosition="{end - 1}"'))
    assert "x.qdpx counts the ends of some selections in and those of others out" in said


def test_without_words_positions_are_taken_as_they_are_and_that_is_told() -> None:
    one = replace(PROJECT, sources=(replace(SOURCE, selections=SOURCE.selections[1:2]),))
    content = changed('name="Vögel sind zu ähnlich."', "", project_file(one).content)
    read = read_project_file(content)
    assert read.project == one
    assert "could not be checked" in read.remarks[0]


def test_codes_on_a_whole_text_and_other_sources_are_told() -> None:
    sources = (replace(SOURCE, selections=()),)
    content = project_file(replace(PROJECT, sources=sources)).content
    coding = f'<Coding guid="{guid_of("c")}"><CodeRef targetGUID="{SIZE.guid}"/></Coding>'
    content = changed(
        f'plainTextPath="internal://{SOURCE.guid}.txt" />',
        f'plainTextPath="internal://{SOURCE.guid}.txt">{coding}</TextSource>'
        f'<PDFSource guid="{guid_of("p")}"/>',
        content,
    )
    read = read_project_file(content)
    (whole,) = read.project.sources[0].selections
    assert (whole.start, whole.end, whole.code) == (0, len(TEXT), SIZE.guid)
    assert read.remarks[0] == "Left out: 1 PDF documents, which have no place here."
    assert read.remarks[1].startswith("1 codes on the whole of P01")


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


def test_braces_and_capitals_in_guids_are_understood() -> None:
    content = changed(
        f'CodeRef targetGUID="{SIZE.guid}"', f'CodeRef targetGUID="{{{SIZE.guid.upper()}}}"'
    )
    assert read_project_file(content).project == PROJECT


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
