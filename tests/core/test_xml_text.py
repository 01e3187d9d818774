"""XML is read without traps, and text is made fit for it."""

import pytest

from core import xml_text
from core.errors import UnsafeFile
from core.xml_text import fit, parsed

ENTITY = b'<!DOCTYPE a [<!ENTITY x "boom">]><CodeBook>&x;</CodeBook>'


def test_the_root_of_a_sound_file_is_given() -> None:
    element = parsed(b"<CodeBook><Codes/></CodeBook>", "The file", root="CodeBook")
    assert [child.tag for child in element] == ["Codes"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (ENTITY, "The file declares entities or a document type"),
        (b"<CodeBook>", "The file is not valid XML"),
        (b"", "The file is not valid XML"),
        (b"<Project/>", r"begins with Project instead of CodeBook\. Choose a file of the REFI"),
    ],
)
def test_anything_else_is_refused_with_a_remedy(content: bytes, sentence: str) -> None:
    with pytest.raises(UnsafeFile, match=sentence):
        parsed(content, "The file", root="CodeBook")


def test_what_xml_cannot_hold_is_replaced() -> None:
    # XML 1.0, section 2.2: tab, line feed and carriage return are the only control characters.
    assert fit("a\x00b\x1fc\td\ne\ufffe\U0001f426") == "a\ufffdb\ufffdc\td\ne\ufffd\U0001f426"


@pytest.mark.parametrize("content", ["<a>" + "<b/>" * 4 + "</a>", "<a b='' c='' d=''/>"])
def test_more_tags_or_attributes_than_a_real_file_has_are_refused_before_they_are_read(
    monkeypatch: pytest.MonkeyPatch, content: str
) -> None:
    monkeypatch.setattr(xml_text, "MOST_TAGS", 5)
    monkeypatch.setattr(xml_text, "fromstring", None)
    with pytest.raises(UnsafeFile, match=r"The file has more than 5 tags or half as many"):
        parsed(content.encode(), "The file", root="a")
