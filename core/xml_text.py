"""XML read safely, and text that XML can hold."""

import re
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from core.errors import UnsafeFile

_unfit = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

MOST_TAGS = 600_000
"""Signs that begin a tag, and twice as many as attributes; a project of a hundred coded interviews
has a third of both."""

QDA = "Choose a file of the REFI-QDA standard: .qdc for a codebook, .qdpx for a project."


def fit(text: str) -> str:
    """Text with U+FFFD in place of what XML cannot hold, such as control characters."""
    return _unfit.sub("\ufffd", text)


def parsed(content: bytes, file_name: str, *, root: str, remedy: str = QDA) -> Element:
    """The root element of an XML file; `file_name` names the file in messages.

    Raises UnsafeFile where the XML is malformed, declares entities or a document type, has too many
    tags or attributes, or begins with another element than `root`, in which case the message ends
    with `remedy`.
    """
    if content.count(b"<") > MOST_TAGS or content.count(b"=") > MOST_TAGS // 2:
        raise UnsafeFile(
            f"{file_name} has more than {MOST_TAGS:,} tags or half as many attributes. Split it."
        )
    try:
        element: Element = fromstring(content, forbid_dtd=True)
    except DefusedXmlException as problem:
        raise UnsafeFile(
            f"{file_name} declares entities or a document type, which can hide an attack. Do not "
            "use it; ask for another export."
        ) from problem
    except (ParseError, ValueError, LookupError) as problem:
        raise UnsafeFile(f"{file_name} is not valid XML ({problem}). Export it again.") from problem
    if element.tag != root:
        raise UnsafeFile(f"{file_name} begins with {element.tag[:100]} instead of {root}. {remedy}")
    return element
