"""Texts come in with their codings; what does not is told."""

from dataclasses import replace

from analysis.coding.exchange.guids import guid_of
from analysis.coding.exchange.reading import read_project_file
from analysis.coding.exchange.writing import project_file
from tests.analysis.coding.exchange.small_project import (
    PROJECT,
    SIZE,
    SOURCE,
    TEXT,
    changed,
)


def test_codes_on_a_whole_text_and_other_sources_are_told() -> None:
    sources = (replace(SOURCE, selections=()),)
    content = project_file(replace(PROJECT, sources=sources)).content
    coding = f'<Coding guid="{guid_of("c")}"><CodeRef targetGUID="{SIZE.guid}"/></Coding>'
    content = changed(
        f'plainTextPath="internal://{SOURCE.guid}.txt" />',
        f'plainTextPath="internal://{SOURCE.guid}.txt">{coding}</TextSource>'
        f'<PDFSource guid="{guid_of("p")}"/>',
        content,
    )
    read = read_project_file(content)
    (whole,) = read.project.sources[0].selections
    assert (whole.start, whole.end, whole.code) == (0, len(TEXT), SIZE.guid)
    assert read.remarks[0] == "Left out: 1 PDF documents, which have no place here."
    assert read.remarks[1].startswith("1 codes on the whole of P01")
