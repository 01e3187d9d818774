"""A codebook and its codes for others to read: words stay words in every form."""

import csv
import re
from io import BytesIO, StringIO
from zipfile import ZipFile

import docx

from analysis.coding.exchange.codebook_docx import codebook_docx
from analysis.coding.exchange.codebook_html import codebook_html
from analysis.coding.exchange.tables import codebook_csv, theme_matrix_csv
from analysis.statistics.agreement.units import CodedUnit
from analysis.statistics.themes.codebook import AreaContent, CodebookContent, Kind, ThemeContent

NOISE = ThemeContent(
    "noise", "=Noise", (Kind.HYPOTHESIS,), "Wrong <labels>.", "a", "b", ("+1", "two")
)
BOOK = CodebookContent(
    "book",
    "A & B",
    areas=(AreaContent("causes", "Causes", "Why.", (NOISE,)),),
    themes=(ThemeContent("odd", "Odd"),),
)
CODED = [CodedUnit("P1", {"bo": {"noise"}, "ada": set()}), CodedUnit("@P2", {"ada": {"odd"}})]


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(StringIO(text)))


def test_the_matrix_has_a_row_for_each_coder_of_each_unit() -> None:
    assert rows(theme_matrix_csv(BOOK, CODED, unit_name="participant")) == [
        ["participant", "coder", "'=Noise", "Odd"],
        ["P1", "ada", "0", "0"],
        ["P1", "bo", "1", "0"],
        ["'@P2", "ada", "0", "1"],
    ]


def test_no_cell_of_a_codebook_is_a_formula() -> None:
    header, noise, odd = rows(codebook_csv(BOOK))
    assert dict(zip(header, noise, strict=True)) == {
        "area": "Causes",
        "key": "noise",
        "theme": "'=Noise",
        "type": "hypothesis",
        "definition": "Wrong <labels>.",
        "include": "a",
        "exclude": "b",
        "examples": "'+1\ntwo",
    }
    assert odd[:4] == ["", "odd", "Odd", "other"]


def test_the_page_shows_words_as_words() -> None:
    page = codebook_html(BOOK)
    assert "<title>A &amp; B</title>" in page
    assert "<dd>Wrong &lt;labels&gt;.</dd>" in page
    assert "<h2>Outside of the areas</h2>" in page


def test_the_document_is_the_same_each_time_and_has_headings() -> None:
    content = codebook_docx(BOOK)
    assert content == codebook_docx(BOOK)
    paragraphs = docx.Document(BytesIO(content)).paragraphs
    assert [(each.style.name, each.text) for each in paragraphs if each.style][:5] == [
        ("Title", "A & B"),
        ("Heading 1", "Causes"),
        ("Normal", "Why."),
        ("Heading 2", "=Noise"),
        ("Normal", "Type: hypothesis"),
    ]


def test_no_word_of_a_document_is_a_field_a_link_or_a_control_character() -> None:
    hostile = 'DDEAUTO c:\\x "calc" <w:fldSimple w:instr="DATE"/> \x00\x0b http://e.example'
    book = CodebookContent(
        "book", hostile, themes=(ThemeContent("a", hostile, definition=hostile),)
    )
    content = codebook_docx(book)
    words = [each.text for each in docx.Document(BytesIO(content)).paragraphs]
    assert sum('<w:fldSimple w:instr="DATE"/>' in each for each in words) == 3
    with ZipFile(BytesIO(content)) as archive:
        text = archive.read("word/document.xml").decode()
        links = archive.read("word/_rels/document.xml.rels").decode()
    assert not re.search("<w:(fldSimple|instrText|hyperlink|altChunk|object)", text)
    assert 'TargetMode="External"' not in links
