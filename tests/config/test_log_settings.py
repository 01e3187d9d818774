"""What is logged, and how, is chosen by two variables."""

import environ
import pytest
from django.core.exceptions import ImproperlyConfigured

from config.log_settings import logging


def test_lines_for_people_and_warnings_are_what_is_usual(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NEEDFINDER_LOG_FORMAT", "NEEDFINDER_LOG_LEVEL"):
        monkeypatch.delenv(name, raising=False)
    chosen = logging(environ.Env(), is_told=False)
    assert chosen["handlers"]["console"]["formatter"] == "text"
    assert chosen["root"] == {"handlers": ["console"], "level": "WARNING"}


def test_json_another_level_and_mails_can_be_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEEDFINDER_LOG_FORMAT", "JSON")
    monkeypatch.setenv("NEEDFINDER_LOG_LEVEL", "info")
    chosen = logging(environ.Env(), is_told=True)
    assert chosen["handlers"]["console"]["formatter"] == "json"
    assert chosen["loggers"]["django"]["level"] == "INFO"
    assert chosen["loggers"]["django"]["handlers"] == ["console", "mail"]


@pytest.mark.parametrize("name", ["NEEDFINDER_LOG_FORMAT", "NEEDFINDER_LOG_LEVEL"])
def test_what_is_unknown_is_refused_with_what_is_known(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "loud")
    with pytest.raises(ImproperlyConfigured, match=f"{name}='loud': use one of"):
        logging(environ.Env(), is_told=False)
