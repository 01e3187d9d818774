"""A codebook as a table that Taguette reads, and that comes back whole."""

import csv
from dataclasses import replace
from io import StringIO

import pytest

from analysis.coding.codebooks.codebook_file import read_codebook
from analysis.coding.exchange import codebook_csv as table_module
from analysis.coding.exchange.codebook_csv import codebook_csv, read_codebook_csv
from analysis.errors import ExchangeFileError
from analysis.statistics.themes.codebook import AreaContent, CodebookContent, ThemeContent
from tests.analysis.coding.exchange.small_codebook import BOOK
from tests.folders import PROJECT


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(StringIO(text)))


def test_no_cell_of_a_codebook_is_a_formula() -> None:
    header, noise, odd = rows(codebook_csv(BOOK))
    assert dict(zip(header, noise, strict=True)) == {
        "tag": "Causes.=Noise",
        "description": "Definition: Wrong <labels>.\nType: hypothesis\nInclude: a\nExclude: b\n"
        "Example: +1\nExample: two",
        "area": "Causes",
        "key": "noise",
        "theme": "'=Noise",
        "code_of": "",
        "type": "hypothesis",
        "marks": "",
        "also_in": "",
        "definition": "Wrong <labels>.",
        "include": "a",
        "exclude": "b",
        "examples": "'+1\ntwo",
        "colour": "",
    }
    assert odd[:7] == ["Odd", "", "", "odd", "Odd", "", ""]


def test_there_is_one_column_that_taguette_takes_for_the_tag() -> None:
    # taguette/import_codebook.py, list_tags_csv: exactly one of three, and a description.
    header, *_ = rows(codebook_csv(BOOK))
    assert [column for column in header if column in {"tag", "name", "path"}] == ["tag"]
    assert "description" in header
    long = ThemeContent("long", "L" * 190)
    book = replace(BOOK, areas=(AreaContent("a", "A" * 20, "", (long,)),))
    assert all(0 < len(row[0]) <= 200 for row in rows(codebook_csv(book)))


def test_our_own_table_comes_back_whole() -> None:
    inner = AreaContent("inner", "Inner", "", (ThemeContent("a", "A", colour="#0072B2"),), "causes")
    book = replace(BOOK, areas=(*BOOK.areas, inner))
    read, remarks = read_codebook_csv(codebook_csv(book).encode(), slug="b", title="B")
    assert remarks == ()
    assert [read.path(area) for area in read.areas] == [("Causes",), ("Causes", "Inner")]
    assert [area.themes for area in read.areas] == [area.themes for area in book.areas]
    assert read.themes == book.themes


def test_a_table_of_taguette_is_read() -> None:
    content = "\ufefftag,description,number of highlights\r\nActions.Relabel,Why,3\r\n,,\r\n"
    book, _ = read_codebook_csv(content.encode(), slug="b", title="B")
    (theme,) = book.themes
    assert (theme.name, theme.definition) == ("Actions.Relabel", "Why")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is no CSV table. Choose"),
        (b"a,b\n1,2\n", "one column called tag, name or path, and has 0"),
        (b"tag,name\n1,2\n", "and has 2"),
        (b"tag\n", "holds no themes"),
        (b"tag,description\n,x\n", "row 2: the name is missing"),
        (b"\xff\xfe", "is no CSV table in UTF-8"),
        (b"tag\n" + b"x" * 201, "has a name of more than 200 characters"),
    ],
)
def test_what_is_no_table_of_themes_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(ExchangeFileError, match=said):
        read_codebook_csv(content, slug="b", title="B")


@pytest.mark.parametrize("name", ["tda-needfinding", "tda-interviews"])
def test_codes_marks_and_further_places_come_back_from_a_table(name: str) -> None:
    book = read_codebook(PROJECT / "fixtures" / "codebooks" / f"{name}.yaml")
    read, remarks = read_codebook_csv(codebook_csv(book).encode(), slug=book.slug, title=book.title)
    assert not remarks
    assert [area.themes for area in read.areas] == [
        tuple(replace(theme, also_in=also_in(read, theme.key)) for theme in area.themes)
        for area in book.areas
    ]
    assert list(read.codes()) == list(book.codes())
    assert read.marks == book.marks


def also_in(book: CodebookContent, key: str) -> tuple[str, ...]:
    """Keys of areas are made anew, as a table has their names alone."""
    return next(theme.also_in for _area, theme in book.placed() if theme.key == key)


def test_a_code_of_a_theme_that_is_not_there_is_refused() -> None:
    table = b"tag,area,key,theme,code_of\nx,,x,X,Y\n"
    with pytest.raises(ExchangeFileError, match="X is a code of Y, and there is no such theme"):
        read_codebook_csv(table, slug="b", title="B")


def test_more_rows_than_a_codebook_has_themes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_module, "MOST_ROWS", 2)
    with pytest.raises(ExchangeFileError, match=r"The file has 3 rows\. Keep to 2"):
        read_codebook_csv(b"tag\na\nb\nc\n", slug="a", title="A")
