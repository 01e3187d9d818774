"""A file with anything changed in it is read, or refused in one sentence; nothing else happens."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.coding.exchange.codebook_csv import codebook_csv, read_codebook_csv
from analysis.coding.exchange.import_preview import preview_of
from analysis.coding.exchange.reading import read_codebook_file, read_project_file
from analysis.errors import ExchangeFileError
from core.zip_files import packed, unpacked
from tests.analysis.coding.exchange.small_codebook import BOOK
from tests.folders import PROJECT

FILES = PROJECT / "tests" / "analysis" / "coding" / "exchange" / "files"
PIECES = [b"", b"\0", b"<", b'"', b"&#0;", b"\xff", b"-1", b"999999999999", b"00000000", b"]]>"]
CHANGES = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 40), st.sampled_from(PIECES)), min_size=1, max_size=4
)


def mutated(content: bytes, changes: list[tuple[float, int, bytes]]) -> bytes:
    for place, length, piece in changes:
        at = int(place * len(content))
        content = content[:at] + piece + content[at + length :]
    return content


def one_sentence(problem: ExchangeFileError) -> None:
    assert str(problem).endswith(".")
    assert "\n" not in str(problem)


@pytest.mark.parametrize("path", sorted(FILES.glob("*.qdpx")), ids=lambda path: path.stem)
@settings(max_examples=40, deadline=None)
@given(changes=CHANGES, in_xml=st.booleans())
def test_projects(path: Path, changes: list[tuple[float, int, bytes]], in_xml: bool) -> None:
    content = path.read_bytes()
    if in_xml:
        files = unpacked(content, "")
        files["project.qde"] = mutated(files["project.qde"], changes)
        content = packed(files.items())
    else:
        content = mutated(content, changes)
    try:
        preview_of(read_project_file(content), slug="b", title="B")
    except ExchangeFileError as problem:
        one_sentence(problem)


@pytest.mark.parametrize("path", sorted(FILES.glob("*.qdc")), ids=lambda path: path.stem)
@settings(max_examples=40, deadline=None)
@given(changes=CHANGES)
def test_codebooks(path: Path, changes: list[tuple[float, int, bytes]]) -> None:
    try:
        read_codebook_file(mutated(path.read_bytes(), changes), slug="b", title="B")
    except ExchangeFileError as problem:
        one_sentence(problem)


@settings(max_examples=40, deadline=None)
@given(changes=CHANGES)
def test_tables(changes: list[tuple[float, int, bytes]]) -> None:
    content = codebook_csv(BOOK).encode()
    try:
        read_codebook_csv(mutated(content, changes), slug="b", title="B")
    except ExchangeFileError as problem:
        one_sentence(problem)
