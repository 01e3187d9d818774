"""Projects as they were read, of texts coded with one code by two coders."""

from analysis.coding.exchange.guids import guid_of
from analysis.coding.exchange.project import (
    CONSENSUS,
    Case,
    Code,
    Project,
    ReadProject,
    Selection,
    Source,
    User,
    user_of,
)

ADA, BO = User(guid_of("ada"), "ada"), User(guid_of("bo"), " ada ")


CODE = Code(guid_of("code"), "Code")


TEXT = "P1: One two.\nP2: Three."


def chosen(words: str, user: str = ADA.guid, text: str = TEXT, memo: str = "") -> Selection:
    start = text.index(words)
    return Selection(guid_of(words, user), start, start + len(words), CODE.guid, user, memo)


def read(*sources: Source, cases: tuple[Case, ...] = (), ours: bool = False) -> ReadProject:
    project = Project("x", (ADA, BO, user_of(CONSENSUS)), (CODE,), sources, cases)
    return ReadProject(project, (), ours)


def source(name: str, *selections: Selection, text: str = TEXT) -> Source:
    return Source(guid_of(name), name, text, selections)
