"""The doctor says what is wrong, and ends with how serious it is."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as real
from django.core import mail
from django.core.management import CommandError, call_command


@pytest.mark.django_db(databases=["default", "recruitment"])
def test_the_command_ends_with_how_serious_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(real, "DATA_DIR", tmp_path)
    with pytest.raises(SystemExit) as ended:
        call_command("doctor")
    assert ended.value.code == 3
    assert "look at this: There is no backup of the database default" in capsys.readouterr().out
    monkeypatch.setattr(real, "DEBUG", True)
    with pytest.raises(SystemExit) as ended:
        call_command("doctor")
    assert ended.value.code == 4


@pytest.mark.django_db(databases=["default", "recruitment"])
def test_what_is_not_fine_is_mailed_to_who_runs_the_server(
    tmp_path: Path, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.DATA_DIR = tmp_path
    settings.ADMINS = [("Ada", "ada@example.org")]
    settings.SITE_ADDRESS = "https://study.example.org"
    with pytest.raises(SystemExit) as ended:
        call_command("doctor", mail=True)
    assert ended.value.code == 3
    (sent,) = mail.outbox
    assert sent.to == ["ada@example.org"]
    # Of a database in a test, PostgreSQL's log is one more.
    assert sent.subject == f"Needfinder: {sent.body.count('- look at this: ')} things to look at"
    assert "found on https://study.example.org:" in sent.body
    assert "- look at this: There is no backup of the database default" in sent.body
    assert "fine:" not in sent.body
    assert "fine:" in capsys.readouterr().out


def test_a_mail_to_nobody_is_refused(settings: Any) -> None:
    settings.ADMINS = []
    with pytest.raises(CommandError, match="Set NEEDFINDER_ADMINS and EMAIL_URL"):
        call_command("doctor", mail=True)
