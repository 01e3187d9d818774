"""A mail server is named by one variable, and no mail travels unencrypted over a network."""

from typing import Any

import environ
import pytest
from django.core.exceptions import ImproperlyConfigured

from config.environment import admins, mail

FROM = "Needfinder <study@example.org>"


@pytest.fixture
def settings_for(monkeypatch: pytest.MonkeyPatch) -> Any:
    def settings(url: str, sender: str = FROM) -> dict[str, Any]:
        monkeypatch.setenv("EMAIL_URL", url)
        monkeypatch.setenv("NEEDFINDER_MAIL_FROM", sender)
        return mail(environ.Env())

    return settings


def test_without_a_mail_server_none_is_known(settings_for: Any) -> None:
    assert settings_for("", "")["MAIL_SERVER"] == ""


@pytest.mark.parametrize(
    ("url", "host", "port", "encryption"),
    [
        ("smtp+tls://me:secret@mail.example.org:2587", "mail.example.org", 2587, "EMAIL_USE_TLS"),
        ("smtp+tls://mail.example.org", "mail.example.org", 587, "EMAIL_USE_TLS"),
        ("smtp+ssl://mail.example.org", "mail.example.org", 465, "EMAIL_USE_SSL"),
        ("smtp://localhost", "localhost", 25, None),
        ("smtp://127.0.0.1:1025", "127.0.0.1", 1025, None),
    ],
)
def test_a_server_is_named_with_its_encryption_and_usual_port(
    settings_for: Any, url: str, host: str, port: int, encryption: str | None
) -> None:
    settings = settings_for(url)
    assert (settings["MAIL_SERVER"], settings["EMAIL_HOST"]) == (host, host)
    assert settings["EMAIL_PORT"] == port
    used = [name for name in ("EMAIL_USE_TLS", "EMAIL_USE_SSL") if settings.get(name)]
    assert used == ([encryption] if encryption else [])
    assert settings["EMAIL_TIMEOUT"] == 8
    assert settings["DEFAULT_FROM_EMAIL"] == FROM


def test_a_name_and_a_password_may_hold_any_character(settings_for: Any) -> None:
    settings = settings_for("smtp+tls://me%40example.org:p%23w%2F@mail.example.org")
    assert settings["EMAIL_HOST_USER"] == "me@example.org"
    assert settings["EMAIL_HOST_PASSWORD"] == "p#w/"


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("nonsense", "names no mail server"),
        ("smtp://", "names no mail server"),
        ("consolemail://", "names no mail server"),
        ("smtp+tls://mail.example.org:port", "names no mail server"),
        ("smtp://mail.example.org", "unencrypted"),
        ("smtp://localhost.example.org", "unencrypted"),
    ],
)
def test_a_server_that_cannot_be_used_is_one_sentence(
    settings_for: Any, url: str, said: str
) -> None:
    with pytest.raises(ImproperlyConfigured, match=said):
        settings_for(url)


@pytest.mark.parametrize("sender", ["", "nobody", "a@b.org\nBcc: eve@example.org"])
def test_somebody_has_to_be_named_whom_mails_come_from(settings_for: Any, sender: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="NEEDFINDER_MAIL_FROM"):
        settings_for("smtp+tls://mail.example.org", sender)


def test_those_who_run_the_server_are_named_as_in_a_mail(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMAIL_URL", "smtp://localhost")
    monkeypatch.setenv("NEEDFINDER_ADMINS", "a@example.org, Ada L. <ada@example.org>")
    assert admins(environ.Env()) == [("", "a@example.org"), ("Ada L.", "ada@example.org")]


@pytest.mark.parametrize(
    ("given", "server", "said"),
    [
        ("Ada", "smtp://localhost", "names somebody without an address"),
        ("a@example.org\nBcc: eve@example.org", "smtp://localhost", "without an address"),
        ("a@example.org", "", "set EMAIL_URL as well"),
    ],
)
def test_nobody_is_to_be_told_who_could_not_be(
    monkeypatch: pytest.MonkeyPatch, given: str, server: str, said: str
) -> None:
    monkeypatch.setenv("EMAIL_URL", server)
    monkeypatch.setenv("NEEDFINDER_ADMINS", given)
    with pytest.raises(ImproperlyConfigured, match=said):
        admins(environ.Env())
