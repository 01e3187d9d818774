"""The words of a text stand in the XML or in a file of the archive, and nowhere else."""

from xml.etree.ElementTree import Element, SubElement

import pytest

from analysis.coding.exchange.texts import text_of
from analysis.errors import ExchangeFileError

FILES = {"sources/a.txt": "\ufeffGrün".encode(), "sources/b.txt": b"Gr\xfcn"}


def source(path: str | None = None, inline: str | None = None) -> Element:
    element = Element("TextSource", {} if path is None else {"plainTextPath": path})
    if inline is not None:
        SubElement(element, "PlainTextContent").text = inline
    return element


def test_words_in_the_xml_go_before_a_file() -> None:
    assert text_of(source("internal://a.txt", "inline"), FILES, "x.qdpx") == "inline"


def test_a_file_is_found_whatever_the_case_and_its_mark_goes() -> None:
    assert text_of(source("internal://A.txt"), FILES, "x.qdpx") == "Grün"


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        (None, "names a text by no path, which lies outside of it"),
        ("internal://../a.txt", "lies outside of it"),
        ("relative://a.txt", "lies outside of it"),
        ("internal://c.txt", "x.qdpx lacks the text c.txt"),
        ("internal://b.txt", "b.txt in x.qdpx is not UTF-8 text"),
    ],
)
def test_other_places_and_other_bytes_are_refused(path: str | None, sentence: str) -> None:
    with pytest.raises(ExchangeFileError, match=sentence):
        text_of(source(path), FILES, "x.qdpx")
