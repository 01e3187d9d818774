"""What REFI-QDA exchanges, as plain values; docs/reference/refi-qda.md says what is carried."""

from dataclasses import dataclass

from analysis.coding.exchange.guids import guid_of

CONSENSUS = "consensus"
"""The name the consensus goes by among the coders of our files; no account has it."""


@dataclass(frozen=True)
class User:
    """A coder, by the name they go by in the file."""

    guid: str
    name: str


def user_of(name: str) -> User:
    """A coder as our own files name them; the consensus is told by its GUID when it comes back."""
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
    """A code on `text[start:end]`, counted in code points; `user` is a GUID, empty for nobody."""

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
    """`told` holds a sentence for everything that was left out or corrected on reading.

    `ours` says that Needfinder wrote it, and so that every coder has read every text of it.
    """

    project: Project
    told: tuple[str, ...]
    ours: bool = False
