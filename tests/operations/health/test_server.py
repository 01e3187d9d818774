"""Settings with which a server should not run are found."""

from pathlib import Path
from typing import Any

import pytest

from operations.health import server
from operations.health.finding import Finding, Severity
from tests.operations.health.server_settings import SECRET, settings_with, worst


def of_server(settings: Any) -> list[Finding]:
    questions = (server.check_mode, server.check_secret, server.check_https, server.check_mail)
    return [finding for question in questions for finding in question(settings)]


def test_a_server_in_good_order_is_fine(tmp_path: Path) -> None:
    assert worst(of_server(settings_with(tmp_path)))[0] is Severity.FINE


@pytest.mark.parametrize(
    ("changes", "severity", "said"),
    [
        ({"DEBUG": True}, Severity.ERROR, "DEBUG is on"),
        ({"SECRET_KEY": "short"}, Severity.ERROR, "can be guessed"),
        ({"SECRET_KEY": "x" * 60}, Severity.ERROR, "can be guessed"),
        ({"SECURE_SSL_REDIRECT": False}, Severity.ERROR, "SECURE_SSL_REDIRECT is off"),
        ({"ALLOWED_HOSTS": ["*"]}, Severity.WARNING, "takes every name"),
        ({"ADMINS": []}, Severity.NOTE, "Nobody is told of faults by mail"),
        ({"PRODUCTION": False, "MODE": "demo"}, Severity.NOTE, "this computer alone"),
    ],
)
def test_what_is_wrong_with_the_settings_is_said(
    tmp_path: Path, changes: dict[str, Any], severity: Severity, said: str
) -> None:
    finding = worst(of_server(settings_with(tmp_path, **changes)))
    assert finding[0] is severity
    assert said in finding[1]


def test_the_secret_of_a_demo_is_known_again(tmp_path: Path) -> None:
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / "secret-key").write_text(SECRET)
    assert worst(server.check_secret(settings_with(tmp_path)))[1].startswith(
        "SECRET_KEY is that of a demo"
    )
