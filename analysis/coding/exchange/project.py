"""A REFI-QDA project as plain values; docs/reference/refi-qda.md says what is carried."""

from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from typing import Any

from analysis.coding.exchange.guids import guid_of

CONSENSUS = "consensus"
"""The name of the consensus among the coders of our files; no account has it."""


NEEDFINDER = "Needfinder"
"""Who made the texts and the file itself, for programs that want somebody for everything."""


@dataclass(frozen=True)
class User:
    """A coder, or somebody who wrote a note, by the name in the file."""

    guid: str
    name: str


def user_of(name: str) -> User:
    """A coder as our own files name them; by its GUID the consensus is recognised again."""
    return User(guid_of("coder", name), name)


def author_of(name: str) -> User:
    """Somebody who wrote or made something in our own files and coded nothing."""
    return User(guid_of("author", name), name)


@dataclass(frozen=True)
class Code:
    """A theme, or an area that holds themes and cannot be coded itself.

    `colour` is as it was written, empty for none, and `notes` are GUIDs.
    """

    guid: str
    name: str
    description: str = ""
    codable: bool = True
    codes: tuple["Code", ...] = ()
    colour: str = ""
    notes: tuple[str, ...] = ()


def every(codes: Iterable[Code]) -> Iterator[Code]:
    """The codes and all codes inside them."""
    for code in codes:
        yield code
        yield from every(code.codes)


@dataclass(frozen=True)
class Selection:
    """A code, by GUID, on `text[start:end]`, counted in code points.

    `user` is a GUID or empty, and `made_at` a time such as 2026-03-01T12:00:00Z or empty.
    """

    guid: str
    start: int
    end: int
    code: str
    user: str = ""
    memo: str = ""
    made_at: str = ""


@dataclass(frozen=True)
class Source:
    """A text that was coded: an interview, or what a participant answered."""

    guid: str
    name: str
    text: str
    selections: tuple[Selection, ...] = ()
    description: str = ""
    notes: tuple[str, ...] = ()
    made_at: str = ""


@dataclass(frozen=True)
class Case:
    """A participant, by label, with the GUIDs of their texts.

    `values` are pairs of a variable's name and its value for this participant.
    """

    guid: str
    name: str
    sources: tuple[str, ...] = ()
    values: tuple[tuple[str, str], ...] = ()
    description: str = ""


@dataclass(frozen=True)
class Note:
    """A memo on a code, a text or the whole project; `user` is a GUID or empty."""

    guid: str
    name: str
    text: str
    user: str = ""
    made_at: str = ""
    changed_at: str = ""


@dataclass(frozen=True)
class Project:
    """`about_all` are the GUIDs of the notes on the project as a whole.

    `maker` is the GUID of the user who stands for having made the texts and the file.
    """

    name: str
    users: tuple[User, ...] = ()
    codes: tuple[Code, ...] = ()
    sources: tuple[Source, ...] = ()
    cases: tuple[Case, ...] = ()
    notes: tuple[Note, ...] = ()
    about_all: tuple[str, ...] = ()
    made_at: str = ""
    changed_at: str = ""
    maker: str = ""


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
    """Nested lists of strings and numbers, to travel as JSON until the review."""
    return astuple(read)


def from_plain(plain: Any) -> ReadProject:
    """The project of `as_plain` after its way through JSON, which knows no tuples."""
    project, remarks, ours = _as_tuples(plain)
    name, users, codes, sources, cases, notes, *rest = project
    return ReadProject(
        Project(
            name,
            tuple(User(*values) for values in users),
            tuple(map(_code_of, codes)),
            tuple(map(_source_of, sources)),
            tuple(Case(*values) for values in cases),
            tuple(Note(*values) for values in notes),
            *rest,
        ),
        remarks,
        ours,
    )


def _as_tuples(value: Any) -> Any:
    return tuple(map(_as_tuples, value)) if isinstance(value, list | tuple) else value


def _code_of(plain: Any) -> Code:
    guid, name, description, codable, codes, *rest = plain
    return Code(guid, name, description, codable, tuple(map(_code_of, codes)), *rest)


def _source_of(plain: Any) -> Source:
    guid, name, text, selections, *rest = plain
    return Source(guid, name, text, tuple(Selection(*values) for values in selections), *rest)
