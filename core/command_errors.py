"""What a command says when it cannot go on: the domain's sentence, or what the database lacks."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import CommandError
from django.db import DatabaseError


@contextmanager
def sentences(family: type[Exception]) -> Iterator[None]:
    """End a command with one sentence for an error of a family, or of the database."""
    try:
        yield
    except family as problem:
        raise CommandError(str(problem)) from problem
    except DatabaseError as problem:
        raise CommandError(
            f"The database cannot be used ({problem}). "
            "Is it there, and did `manage.py migrate` run for this release?"
        ) from problem
