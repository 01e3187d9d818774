"""Transcript files, and what reading them gives."""

from io import BytesIO

import docx
import pytest

from analysis.coding.transcripts.reading import read_transcript
from analysis.errors import TranscriptFileError


def said(name: str, content: str | bytes) -> list[tuple[str, str]]:
    """The speaker and the text of each turn of a file."""
    read = read_transcript(name, content if isinstance(content, bytes) else content.encode())
    return [(turn.speaker, turn.text) for turn in read.turns]


def refusal(name: str, content: str | bytes) -> str:
    with pytest.raises(TranscriptFileError) as caught:
        said(name, content)
    return str(caught.value)


def document(*paragraphs: str) -> bytes:
    """A Word document."""
    written = docx.Document()
    for paragraph in paragraphs:
        written.add_paragraph(paragraph)
    stream = BytesIO()
    written.save(stream)
    return stream.getvalue()
