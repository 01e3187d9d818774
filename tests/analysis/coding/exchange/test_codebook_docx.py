"""A codebook as a document has headings, and no word of it is anything but a word."""

import re
from io import BytesIO
from zipfile import ZipFile

import docx

from analysis.coding.exchange.codebook_docx import codebook_docx
from analysis.statistics.themes.codebook import CodebookContent, ThemeContent
from tests.analysis.coding.exchange.small_codebook import BOOK


def test_the_document_is_the_same_each_time_and_has_headings() -> None:
    content = codebook_docx(BOOK)
    assert content == codebook_docx(BOOK)
    assert len(content) < 60_000
    paragraphs = docx.Document(BytesIO(content)).paragraphs
    styled = [(line.style.name, line.text) for line in paragraphs if line.style]
    assert styled[:5] == [
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
    texts = [paragraph.text for paragraph in docx.Document(BytesIO(content)).paragraphs]
    assert sum('<w:fldSimple w:instr="DATE"/>' in text for text in texts) == 3
    with ZipFile(BytesIO(content)) as archive:
        text = archive.read("word/document.xml").decode()
        links = archive.read("word/_rels/document.xml.rels").decode()
    assert not re.search("<w:(fldSimple|instrText|hyperlink|altChunk|object)", text)
    assert 'TargetMode="External"' not in links
