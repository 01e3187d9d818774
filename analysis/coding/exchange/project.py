"""A REFI-QDA project as plain values; docs/reference/refi-qda.md says what is carried."""

from dataclasses import astuple, dataclass
from typing import Any

from analysis.coding.exchange.guids import guid_of

CONSENSUS = "consensus"
"""The name of the consensus among the coders of our files; no account has it."""


@dataclass(frozen=True)
class User:
    """A coder, by the name in the file."""

    guid: str
    name: str


def user_of(name: str) -> User:
    """A coder as our own files name them; by its GUID the consensus is recognised again."""
    return User(guid_of("coder", name), name)


@dataclass(frozen=True)
class Code:
    """A theme, or an area that holds themes and cannot be coded itself."""

    guid: str
    name: str
    description: str = ""
    codable: bool = True
    codes: tuple["Code", ...] = ()


@dataclass(frozen=True)
class Selection:
    """A code, by GUID, on `text[start:end]`, counted in code points; `user` is a GUID or empty."""

    guid: str
    start: int
    end: int
    code: str
    user: str = ""
    memo: str = ""


@dataclass(frozen=True)
class Source:
    """A text that was coded, such as an answer or an interview."""

    guid: str
    name: str
    text: str
    selections: tuple[Selection, ...] = ()


@dataclass(frozen=True)
class Case:
    """A participant, by label, and the GUIDs of their texts."""

    guid: str
    name: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Project:
    name: str
    users: tuple[User, ...] = ()
    codes: tuple[Code, ...] = ()
    sources: tuple[Source, ...] = ()
    cases: tuple[Case, ...] = ()


@dataclass(frozen=True)
class Written:
    """A file's content, and a sentence for everything that it could not carry as it is."""

    content: bytes
    not_carried: tuple[str, ...]


@dataclass(frozen=True)
class ReadProject:
    """A project as it was read.

    `remarks` holds a sentence for everything that was left out or corrected. `ours` says that
    Needfinder wrote the file, so that every coder has read every text of it.
    """

    project: Project
    remarks: tuple[str, ...]
    ours: bool = False


def as_plain(read: ReadProject) -> Any:
    """Nested tuples of strings and numbers, to travel as JSON until the review."""
    return astuple(read)


def from_plain(plain: Any) -> ReadProject:
    """The project of `as_plain` after its way through JSON, which knows no tuples."""
    (name, users, codes, sources, cases), remarks, ours = plain
    project = Project(
        name=name,
        users=tuple(User(*values) for values in users),
        codes=tuple(map(_code_of, codes)),
        sources=tuple(
            Source(guid, title, text, tuple(Selection(*values) for values in selections))
            for guid, title, text, selections in sources
        ),
        cases=tuple(Case(guid, label, tuple(texts)) for guid, label, texts in cases),
    )
    return ReadProject(project, tuple(remarks), ours)


def _code_of(plain: Any) -> Code:
    guid, name, description, codable, codes = plain
    return Code(guid, name, description, codable, tuple(map(_code_of, codes)))
