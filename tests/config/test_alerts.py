"""Who runs the server is told that something failed, and nothing of whom it was about."""

import logging
import os
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.test import Client, RequestFactory
from django.urls import resolve

from config import alerts
from config.alerts import INTERVAL, SENT, Alerts, alert_about

WORDS, TOKEN = "zq-marker-77", "s3crettoken"


@pytest.fixture
def told(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Alerts:
    """A handler that sends at once, in the thread of the test."""

    class AtOnce:
        def __init__(self, target: Any, args: Any, daemon: bool) -> None:
            self.start = lambda: target(*args)

    settings.ADMINS = [("", "admin@example.org")]
    settings.DATA_DIR = tmp_path
    settings.SITE_ADDRESS = "https://study.example.org"
    monkeypatch.setattr(alerts, "Thread", AtOnce)
    return Alerts(level=logging.ERROR)


def failed(name: str = "django.request") -> Any:
    """The record of a page that failed on what somebody wrote."""
    address = f"/take-part/{TOKEN}/pages/background/"
    try:
        int(WORDS)
    except ValueError:
        record: Any = logging.LogRecord(
            *(name, logging.ERROR, "file.py", 1, "Internal Server Error: %s"),
            *((address,), sys.exc_info()),
        )
    record.request = RequestFactory().post(address, {"answer": WORDS})
    record.request.resolver_match = resolve(address)
    return record


def test_the_mail_says_where_and_what_kind_and_quotes_nothing(told: Alerts) -> None:
    told.handle(failed())
    (sent,) = mail.outbox
    assert sent.to == ["admin@example.org"]
    assert sent.subject.endswith("Needfinder: an error in survey:page")
    assert "https://study.example.org" in sent.body
    assert "Kind of error: builtins.ValueError" in sent.body
    assert "test_alerts.py, line" in sent.body
    for secret in (WORDS, TOKEN):
        assert secret not in f"{sent.subject} {sent.body}"


def test_one_mail_is_sent_within_a_while_whatever_fails(told: Alerts, tmp_path: Path) -> None:
    for _time in range(3):
        told.handle(failed())
    assert len(mail.outbox) == 1
    long_ago = time.time() - INTERVAL - 1
    os.utime(tmp_path / SENT, (long_ago, long_ago))
    told.handle(failed())
    assert len(mail.outbox) == 2


def test_nobody_is_told_of_what_any_program_can_provoke(told: Alerts) -> None:
    told.handle(failed("django.security.DisallowedHost"))
    assert mail.outbox == []


def test_an_error_outside_of_pages_is_named_by_its_logger() -> None:
    record = logging.LogRecord("needfinder", logging.ERROR, "file.py", 1, WORDS, None, None)
    subject, text = alert_about(record)
    assert subject == "Needfinder: an error in needfinder"
    assert WORDS not in text


def test_a_mail_server_that_is_away_takes_no_page_with_it(
    told: Alerts, settings: Any, client: Client
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    told.handle(failed())
    assert mail.outbox == []
