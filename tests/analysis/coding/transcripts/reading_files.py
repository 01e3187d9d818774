"""Transcript files, and what reading them gives."""

from io import BytesIO
from pathlib import Path

import docx
import pytest

from analysis.coding.transcripts.reading import read_transcript
from analysis.coding.transcripts.turns import ReadTranscript
from analysis.errors import TranscriptFileError
from core.zip_files import packed

SAMPLES = Path(__file__).parents[1] / "sample_files"
"""Small invented files of many programs: transcripts, documents and projects."""
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def said(name: str, content: str | bytes) -> list[tuple[str, str]]:
    """The speaker and the text of each turn of a file."""
    return [(turn.speaker, turn.text) for turn in read(name, content).turns]


def read(name: str, content: str | bytes) -> ReadTranscript:
    return read_transcript(name, content if isinstance(content, bytes) else content.encode())


def sample(path: str) -> ReadTranscript:
    file = SAMPLES / path
    return read_transcript(file.name, file.read_bytes())


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


def document_of(body: str, **parts: str) -> bytes:
    """A Word document of this XML, and other parts of it by name, such as footnotes."""
    files = [
        ("word/document.xml", f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>")
    ]
    files += [(f"word/{name}.xml", part) for name, part in parts.items()]
    return packed((path, content.encode()) for path, content in files)


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(f'<w:r><w:t>{run}</w:t></w:r>' for run in runs)}</w:p>"
