"""A command ends with one sentence for errors that are meant for people."""

import pytest
from django.core.management.base import CommandError
from django.db import OperationalError

from core.command_errors import errors_as_sentences, with_ways
from core.errors import NeedfinderError, UnsafeFile


def test_an_error_of_the_family_is_the_command_s_last_sentence() -> None:
    with (
        pytest.raises(CommandError, match=r"^The file is damaged\.$"),
        errors_as_sentences(NeedfinderError),
    ):
        raise UnsafeFile("The file is damaged.")


def test_a_database_that_cannot_be_used_is_explained() -> None:
    with (
        pytest.raises(CommandError, match=r"no such table.*did `needfinder migrate` run"),
        errors_as_sentences(NeedfinderError),
    ):
        raise OperationalError("no such table")


def test_any_other_error_is_ours_and_stays_one() -> None:
    with pytest.raises(ZeroDivisionError), errors_as_sentences(NeedfinderError):
        raise ZeroDivisionError


def test_an_installed_program_says_how_a_page_is_read_that_a_message_names(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    message = "there is no key titel; docs/reference/study-file.md lists the keys."
    assert with_ways(message) == message  # in a checkout, where the file lies at hand
    monkeypatch.setattr("core.command_errors.IS_CHECKOUT", False)
    way = "To read it, type: needfinder manual docs/reference/study-file.md"
    assert with_ways(f"{message}\n{message}") == f"{message}\n{message}\n{way}"
    assert with_ways("The file is damaged.") == "The file is damaged."
