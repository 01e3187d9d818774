"""Errors of the domain and of the database as the last sentence of a command."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management.base import CommandError
from django.db import DatabaseError

PAGE = re.compile(r"docs/[\w/-]+\.md")
IS_CHECKOUT = (Path(__file__).resolve().parents[1] / "run.py").is_file()
"""An installed program holds the same folders, in a place that nobody looks at."""


@contextmanager
def errors_as_sentences(family: type[Exception]) -> Iterator[None]:
    """Raise CommandError, with the sentence alone, for errors of a family or of the database."""
    try:
        yield
    except family as problem:
        raise CommandError(with_ways(str(problem))) from problem
    except DatabaseError as problem:
        raise CommandError(
            f"The database cannot be used ({problem}). "
            "Is it there, and did `needfinder migrate` run for this release?"
        ) from problem


def with_ways(message: str) -> str:
    """A message that names a page of the documentation also says how an installed one is read."""
    pages = dict.fromkeys(PAGE.findall(message))
    if IS_CHECKOUT or not pages:
        return message
    return "\n".join([message, *(f"To read it, type: needfinder manual {page}" for page in pages)])
