from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree
from pyrefiqda import RefiCodebook

from analysis.coding.codebooks.codebook_file import read_codebook
from analysis.coding.exchange.codes import codebook_of, codes_of
from analysis.coding.exchange.guids import guid_of
from analysis.coding.exchange.project import Code
from analysis.coding.exchange.reading import read_codebook_file
from analysis.coding.exchange.writing import codebook_file
from analysis.errors import ExchangeFileError
from analysis.statistics.themes.codebook import (
    AreaContent,
    CodebookContent,
    ThemeContent,
    ThemeType,
)
from tests.folders import PROJECT

SCHEMAS = PROJECT.parent / "shared" / "data" / "refi-qda"
SHIPPED = ["tda-needfinding", "tda-interviews"]


def shipped(name: str) -> CodebookContent:
    return read_codebook(PROJECT / "fixtures" / "codebooks" / f"{name}.yaml")


def returned(book: CodebookContent) -> CodebookContent:
    read, remarks = read_codebook_file(
        codebook_file(book).content, slug=book.slug, title=book.title
    )
    assert not remarks
    return read


@pytest.mark.parametrize("name", SHIPPED)
def test_areas_and_themes_come_back_whole(name: str) -> None:
    book = shipped(name)
    read = returned(book)
    assert (read.areas, read.themes) == (book.areas, book.themes)
    assert set(read.types) == set(book.types)
    assert read.marks == book.marks


@pytest.mark.parametrize("name", SHIPPED)
def test_what_has_no_field_is_told(name: str) -> None:
    name_and_title, rules = codebook_file(shipped(name)).not_carried
    assert "language (en), title and description have no field" in name_and_title
    assert "labelled lines" in rules


def test_words_that_look_like_labels_come_back_as_words() -> None:
    theme = ThemeContent(
        "a",
        "A",
        ("action", "metric"),
        "One.\nInclude: not a label\n  Key: x",
        "Exclude: this",
        examples=("Example: no", "two\nlines"),
    )
    types = (ThemeType("action", "action"), ThemeType("metric", "metric"))
    assert returned(CodebookContent("b", "B", themes=(theme,), types=types)).themes == (theme,)


def test_a_theme_known_by_a_guid_keeps_it() -> None:
    theme = ThemeContent(guid_of("x"), "X")
    content = codebook_file(CodebookContent("b", "B", themes=(theme,))).content
    assert f'guid="{theme.key}"'.encode() in content
    assert b"Key:" not in content
    assert returned(CodebookContent("b", "B", themes=(theme,))).themes == (theme,)


@pytest.mark.skipif(
    not SCHEMAS.exists(), reason="the standard's schemas are not beside the project"
)
@pytest.mark.parametrize("name", SHIPPED)
def test_the_file_is_valid_by_the_standards_schema(name: str) -> None:
    schema = etree.XMLSchema(etree.parse(SCHEMAS / "Codebook.xsd"))
    schema.assertValid(etree.fromstring(codebook_file(shipped(name)).content))


def test_others_can_read_it_and_no_empty_sets_are_written(tmp_path: Path) -> None:
    file = tmp_path / "x.qdc"
    file.write_bytes(codebook_file(shipped("tda-needfinding")).content)
    read = RefiCodebook.load(file)
    assert [code.name for code in read.codes.code][:2] == [
        "Action depends on user's hypothesis",
        "Individual metric preferences",
    ]
    assert b"Sets" not in file.read_bytes()
    assert not file.read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_tree_of_any_depth_comes_back_as_it_was() -> None:
    leaf = Code(guid_of("3"), "Inner", "Definition: Deep.", colour="#0072B2")
    deepest = Code(guid_of("5"), "Deepest")
    leaf = replace(leaf, codes=(deepest,))
    middle = Code(guid_of("2"), "Middle", codes=(leaf,))
    top = Code(guid_of("1"), "Top", "Definition: Area.", codable=False, codes=(middle,))
    alone = Code(guid_of("4"), "Alone")
    tree = codebook_of([top, alone], slug="b", title="B")
    book = tree.book
    assert [book.path(area) for area in book.areas] == [("Top",), ("Top", "Middle")]
    assert [[theme.name for theme in area.themes] for area in book.areas] == [
        [],
        ["Middle", "Inner"],
    ]
    assert [code.name for _theme, code in book.codes()] == ["Deepest"]
    assert tree.remarks == (
        "Middle can be coded and holds codes of several levels; it became an area and a theme of "
        "it.",
    )
    assert codes_of(book) == (top, alone)


def test_codes_right_beneath_a_code_are_codes_of_a_theme() -> None:
    inner = Code(guid_of("2"), "Inner", "Definition: Closer.")
    top = Code(guid_of("1"), "Top", codes=(inner,))
    tree = codebook_of([top], slug="b", title="B")
    (theme,) = tree.book.themes
    assert [(code.name, code.definition) for code in theme.codes] == [("Inner", "Closer.")]
    assert (tree.book.areas, tree.remarks) == ((), ())
    assert set(tree.themes) == {top.guid, inner.guid}
    assert codes_of(tree.book) == (top,)


def test_names_that_stand_twice_are_numbered_and_that_is_told() -> None:
    twice = [Code(guid_of(name), name, codable=False) for name in ("Mood", "mood")]
    themes = [Code(guid_of(name, "t"), name) for name in ("Mood", "MOOD")]
    tree = codebook_of([*twice, *themes], slug="b", title="B")
    assert [area.name for area in tree.book.areas] == ["Mood", "mood (2)"]
    assert [theme.name for theme in tree.book.themes] == ["Mood", "MOOD (2)"]
    assert "There are several codes called MOOD; one became MOOD (2)." in tree.remarks


def test_an_area_and_its_theme_that_were_one_code_go_out_as_two_once_one_is_changed() -> None:
    inner = Code(guid_of("2"), "Inner", codes=(Code(guid_of("3"), "Deep"),))
    book = codebook_of([Code(guid_of("1"), "Top", codes=(inner,))], slug="b", title="B").book
    (area,) = book.areas
    (code,) = codes_of(replace(book, areas=(replace(area, name="Other"),)))
    assert not code.codable
    assert [below.name for below in code.codes] == ["Top", "Inner"]


def test_colours_that_are_none_and_those_of_areas_are_told() -> None:
    area = Code(guid_of("1"), "Area", codable=False, colour="#123456")
    odd = Code(guid_of("2"), "Odd", colour="burnt umber")
    assert codebook_of([area, odd], slug="b", title="B").remarks == (
        "Left out: the colour burnt umber of Odd, which is none that is known.",
        "Left out: the colours of 1 codes that became areas, which have none.",
    )


def test_a_description_without_labels_is_the_definition() -> None:
    book = codebook_of([Code(guid_of("1"), "A", "Just words.\nTwo.")], slug="b", title="B").book
    assert book.themes[0].definition == "Just words.\nTwo."


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<a/>", "begins with a instead of"),
        (b'<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes/></CodeBook>', "holds no codes"),
        (b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "declares entities or a document type"),
    ],
)
def test_what_is_no_codebook_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(ExchangeFileError, match=said):
        read_codebook_file(content, slug="b", title="B")


def test_an_area_keeps_its_key() -> None:
    book = CodebookContent(
        "b", "B", areas=(AreaContent("causes", "Causes", "Why.", (ThemeContent("a", "A"),)),)
    )
    assert returned(book).areas == book.areas
