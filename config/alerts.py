"""Mails about errors to those who run the server: what failed and where, and nothing else.

No message of an error is in them, as it could quote what somebody wrote. It is in the log.
"""

import logging
import time
import traceback
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from types import TracebackType

from django.conf import settings
from django.core.mail import mail_admins

from core.release import release

INTERVAL = 15 * 60
"""Seconds in which one mail is sent, whatever fails."""

SENT = "last-alert"
"""In the data folder: its time says when the last mail was sent, by whichever process."""

REFUSALS = "django.security"
"""The logger of requests that are refused, which any program on the internet can provoke."""


class Alerts(logging.Handler):
    """Sends a mail about an error, unless one was sent a moment ago."""

    def emit(self, record: logging.LogRecord) -> None:
        try:
            if not record.name.startswith(REFUSALS) and _is_time(Path(settings.DATA_DIR) / SENT):
                subject, text = alert_about(record)
                # So that no page waits for the mail server.
                Thread(target=_send, args=(subject, text), daemon=True).start()
        except Exception:
            self.handleError(record)


def _is_time(sent: Path) -> bool:
    """Whether a mail may be sent now; if so, the next may in a while."""
    now = time.time()
    try:
        if now - sent.stat().st_mtime < INTERVAL:
            return False
    except FileNotFoundError:
        pass
    sent.touch()
    return True


def _send(subject: str, text: str) -> None:
    mail_admins(subject, text, fail_silently=True)


def alert_about(record: logging.LogRecord) -> tuple[str, str]:
    """The subject and the text of a mail."""
    match = getattr(getattr(record, "request", None), "resolver_match", None)
    page = getattr(match, "view_name", "")
    lines = [
        f"Something failed on {settings.SITE_ADDRESS or 'this server'}{settings.SITE_PATH}.",
        "",
        f"Where: {f'the page {page}' if page else record.name}",
        f"Release: {release()}",
    ]
    if record.exc_info and record.exc_info[0] is not None:
        kind, _problem, trace = record.exc_info
        lines += [f"Kind of error: {kind.__module__}.{kind.__qualname__}", "", *_steps(trace)]
    lines += [
        "",
        "What the error says is in the server's log, as it could quote what somebody wrote.",
        f"No other mail about errors follows within {INTERVAL // 60} minutes.",
    ]
    return f"Needfinder: an error in {page or record.name}", "\n".join(lines)


def _steps(trace: TracebackType | None) -> Iterator[str]:
    """The lines of code that led to the error, without any value."""
    for step in traceback.extract_tb(trace):
        yield f"{step.filename}, line {step.lineno}, in {step.name}"
