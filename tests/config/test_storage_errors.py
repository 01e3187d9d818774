"""Storage that fails is told from faults of our own."""

import errno
import sqlite3

import pytest
from django.db import InterfaceError, InternalError, OperationalError

from config.storage_errors import is_outage, sentence_about


def caused(problem: Exception, **attributes: str) -> Exception:
    cause = sqlite3.OperationalError()
    for name, value in attributes.items():
        setattr(cause, name, value)
    problem.__cause__ = cause
    return problem


@pytest.mark.parametrize(
    ("problem", "expected"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), True),
        (OSError(errno.EROFS, "Read-only file system"), True),
        (OSError(errno.ENOENT, "No such file"), False),
        (caused(OperationalError("disk I/O error"), sqlite_errorname="SQLITE_IOERR"), True),
        (caused(OperationalError("no such table"), sqlite_errorname="SQLITE_ERROR"), False),
        (InterfaceError("connection already closed"), True),
        # PostgreSQL, appendix A: 25006 is read_only_sql_transaction.
        (caused(InternalError("read-only"), sqlstate="25006"), True),
        (caused(InternalError("other"), sqlstate="XX000"), False),
        (ValueError("ours"), False),
    ],
)
def test_an_outage_is_told_from_a_fault_of_ours(problem: Exception, expected: bool) -> None:
    assert is_outage(problem) is expected


def test_the_log_holds_the_first_line_alone_which_quotes_no_row() -> None:
    sentence = sentence_about(OperationalError("server closed\nDETAIL: Key (value)=(secret)"))
    assert "(server closed)" in sentence
    assert "secret" not in sentence
