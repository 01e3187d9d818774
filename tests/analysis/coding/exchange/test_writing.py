"""Files are written by the standard, and others can read them."""

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree
from pyrefiqda import RefiProject

from analysis.coding.exchange.guids import guid_of
from analysis.coding.exchange.project import Note, Project, Source
from analysis.coding.exchange.reading import read_project_file
from analysis.coding.exchange.writing import project_file
from core.zip_files import unpacked
from tests.analysis.coding.exchange.small_project import (
    ADA,
    BO,
    CODES,
    PROJECT,
    SCHEMAS,
    SIZE,
    SOURCE,
    chosen,
)
from tests.analysis.coding.exchange.strict_reader import require_readable

MADE = "2026-03-01T12:00:00Z"
NOTES = tuple(
    Note(guid_of("note", about), "Memo", f"On {about}.", BO.guid, MADE, MADE)
    for about in ("code", "text", "all")
)
FULL = replace(
    PROJECT,
    codes=(CODES[0], replace(SIZE, colour="#0072B2", notes=(NOTES[0].guid,))),
    sources=(
        replace(
            SOURCE,
            made_at=MADE,
            description="Said",
            notes=(NOTES[1].guid,),
            selections=tuple(
                replace(each, user=each.user or ADA.guid, made_at=MADE)
                for each in SOURCE.selections
            ),
        ),
    ),
    cases=(replace(PROJECT.cases[0], values=(("Role", "Größe <1>"),), description="On text."),),
    notes=tuple(replace(note, name=f"Memo on {at}") for at, note in enumerate(NOTES)),
    about_all=(NOTES[2].guid,),
    made_at=MADE,
    changed_at=MADE,
    maker=ADA.guid,
)


def test_positions_are_those_of_the_words_in_the_stored_text() -> None:
    files = unpacked(project_file(PROJECT).content, "")
    text = files[f"sources/{SOURCE.guid}.txt"].decode()
    root = etree.fromstring(files["project.qde"])
    for selection in root.iterfind(".//{*}PlainTextSelection"):
        start, end = int(selection.get("startPosition")), int(selection.get("endPosition"))
        assert text[start:end] == selection.get("name")


def test_windows_line_ends_and_a_byte_order_mark_go_and_positions_with_them() -> None:
    text = "\ufeffa\r\nb\rc\r\nd"
    source = Source(guid_of("x"), "x", text, (chosen(text, "c\r\nd", SIZE.guid),))
    written = project_file(replace(PROJECT, sources=(source,), cases=()))
    files = unpacked(written.content, "")
    assert files[f"sources/{source.guid}.txt"] == b"a\nb\nc\nd"
    (read,) = read_project_file(written.content).project.sources
    assert [read.text[selection.start : selection.end] for selection in read.selections] == ["c\nd"]
    assert written.not_carried == ("Line ends became LF; positions were moved along.",)


def test_the_same_project_gives_the_same_bytes() -> None:
    assert project_file(PROJECT).content == project_file(PROJECT).content


def test_the_file_is_valid_and_others_can_read_it(tmp_path: Path) -> None:
    file = tmp_path / "x.qdpx"
    file.write_bytes(project_file(PROJECT).content)
    read = RefiProject.load(file, extract_dir=str(tmp_path / "out"))
    assert read.users.user[1].name == "bo"
    assert [code.name for code in read.code_book.codes.code] == ["Causes", "Size & <more>"]


def test_the_file_has_what_readers_rely_on_and_comes_back() -> None:
    content = project_file(FULL).content
    require_readable(content)
    read = read_project_file(content).project
    assert (read.notes, read.about_all) == (FULL.notes, FULL.about_all)
    assert [code.colour for code in read.codes] == ["", "#0072B2"]
    assert read.cases == FULL.cases


@pytest.mark.skipif(
    not SCHEMAS.exists(), reason="the standard's schemas are not beside the project"
)
@pytest.mark.parametrize(
    "project", [PROJECT, FULL, Project("Empty"), replace(PROJECT, users=(), cases=())]
)
def test_the_file_is_valid_by_the_standards_schema(project: Project) -> None:
    schema = etree.XMLSchema(etree.parse(SCHEMAS / "Project.xsd"))
    if not project.users:
        bare = tuple(replace(selection, user="") for selection in SOURCE.selections)
        sources = (replace(SOURCE, selections=bare),) if project.sources else ()
        project = replace(project, sources=sources)
    schema.assertValid(etree.fromstring(unpacked(project_file(project).content, "")["project.qde"]))
