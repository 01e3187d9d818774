"""Errors of the domain and of the database as the last sentence of a command."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import CommandError
from django.db import DatabaseError


@contextmanager
def errors_as_sentences(family: type[Exception]) -> Iterator[None]:
    """Raise CommandError, with the sentence alone, for errors of a family or of the database."""
    try:
        yield
    except family as problem:
        raise CommandError(str(problem)) from problem
    except DatabaseError as problem:
        raise CommandError(
            f"The database cannot be used ({problem}). "
            "Is it there, and did `manage.py migrate` run for this release?"
        ) from problem
