"""A command ends with one sentence for errors that are meant for people."""

import pytest
from django.core.management.base import CommandError
from django.db import OperationalError

from core.command_errors import errors_as_sentences
from core.errors import NeedfinderError, UnsafeFile


def test_an_error_of_the_family_is_the_command_s_last_sentence() -> None:
    with (
        pytest.raises(CommandError, match=r"^The file is damaged\.$"),
        errors_as_sentences(NeedfinderError),
    ):
        raise UnsafeFile("The file is damaged.")


def test_a_database_that_cannot_be_used_is_explained() -> None:
    with (
        pytest.raises(CommandError, match=r"no such table.*did `manage.py migrate` run"),
        errors_as_sentences(NeedfinderError),
    ):
        raise OperationalError("no such table")


def test_any_other_error_is_ours_and_stays_one() -> None:
    with pytest.raises(ZeroDivisionError), errors_as_sentences(NeedfinderError):
        raise ZeroDivisionError
