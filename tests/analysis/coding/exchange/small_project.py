"""A project of one text, two codes and two coders, and its file with something changed."""

import pytest

from analysis.coding.exchange.guids import guid_of
from analysis.coding.exchange.project import Case, Code, Project, Selection, Source, User
from analysis.coding.exchange.reading import read_project_file
from analysis.coding.exchange.writing import project_file
from analysis.errors import ExchangeFileError
from core import zip_files as archive
from core.zip_files import unpacked
from tests.folders import FIXTURES

SCHEMAS = FIXTURES.parents[1] / "shared" / "data" / "refi-qda"
TEXT = "Größe 🐦 zählt.\nDie Vögel sind zu ähnlich."


def chosen(text: str, words: str, code: str, user: str = "", memo: str = "") -> Selection:
    start = text.index(words)
    return Selection(guid_of(text, words, code, user), start, start + len(words), code, user, memo)


ADA, BO = User(guid_of("ada"), "ada"), User(guid_of("bo"), "bo")
NOISE, SIZE = (
    Code(guid_of("noise"), "Noise", "Wrong labels"),
    Code(guid_of("size"), "Size & <more>"),
)
CODES = (Code(guid_of("area"), "Causes", codable=False, codes=(NOISE,)), SIZE)
SOURCE = Source(
    guid_of("answer"),
    "P01 · loan",
    TEXT,
    (
        chosen(TEXT, "🐦 zählt", NOISE.guid, ADA.guid, "Really?\nYes."),
        chosen(TEXT, "Vögel sind zu ähnlich.", SIZE.guid, BO.guid),
        chosen(TEXT, "zählt.\nDie", SIZE.guid),
    ),
)
PROJECT = Project(
    "Loan", (ADA, BO), CODES, (SOURCE,), (Case(guid_of("P01"), "P01", (SOURCE.guid,)),)
)


def changed(before: str, after: str, content: bytes | None = None) -> bytes:
    """The project's file with other words in its XML."""
    files = unpacked(content or project_file(PROJECT).content, "")
    xml = files.pop("project.qde").decode()
    assert before in xml
    return archive.packed([("project.qde", xml.replace(before, after).encode()), *files.items()])


def refusal(content: bytes) -> str:
    with pytest.raises(ExchangeFileError) as caught:
        read_project_file(content, file_name="x.qdpx")
    return str(caught.value)
