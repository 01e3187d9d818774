"""A project as it was read, as plain lists, to travel with a page until it is reviewed."""

from dataclasses import astuple
from typing import Any

from analysis.coding.exchange.project import (
    Case,
    Code,
    Project,
    ReadProject,
    Selection,
    Source,
    User,
)


def as_plain(read: ReadProject) -> Any:
    return astuple(read)


def from_plain(held: Any) -> ReadProject:
    """What `as_plain` made, after a way through JSON, which knows no tuples."""
    (name, users, codes, sources, cases), told, ours = held
    project = Project(
        name=name,
        users=tuple(User(*each) for each in users),
        codes=tuple(map(_code, codes)),
        sources=tuple(
            Source(guid, title, text, tuple(Selection(*each) for each in selections))
            for guid, title, text, selections in sources
        ),
        cases=tuple(Case(guid, label, tuple(texts)) for guid, label, texts in cases),
    )
    return ReadProject(project, tuple(told), ours)


def _code(held: Any) -> Code:
    guid, name, description, codable, codes = held
    return Code(guid, name, description, codable, tuple(map(_code, codes)))
