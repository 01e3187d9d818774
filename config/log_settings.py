"""What is logged, and how: as lines for people or as JSON for programs."""

from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

FORMATS = ("text", "json")
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")


def logging(env: environ.Env, *, is_told: bool) -> dict[str, Any]:
    """Django's LOGGING; `is_told` says whether somebody gets mails about errors.

    Raises ImproperlyConfigured where NEEDFINDER_LOG_FORMAT or NEEDFINDER_LOG_LEVEL is unknown.
    """
    form = _one_of(env, "NEEDFINDER_LOG_FORMAT", FORMATS, "text")
    level = _one_of(env, "NEEDFINDER_LOG_LEVEL", LEVELS, "WARNING")
    handlers = ["console", "mail"] if is_told else ["console"]
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "text": {
                "()": "config.log_formatters.DiscreetFormatter",
                "format": "{asctime} {levelname} {name}: {message}",
                "style": "{",
            },
            "json": {"()": "config.log_formatters.JsonFormatter"},
        },
        "handlers": {
            "console": {"class": "logging.StreamHandler", "formatter": form},
            "mail": {"class": "config.alerts.Alerts", "level": "ERROR"},
        },
        "root": {"handlers": handlers, "level": level},
        "loggers": {"django": {"handlers": handlers, "level": level, "propagate": False}},
    }


def _one_of(env: environ.Env, name: str, known: tuple[str, ...], usual: str) -> str:
    given = env.str(name, default="").strip() or usual
    found = next((one for one in known if one.casefold() == given.casefold()), None)
    if found is None:
        raise ImproperlyConfigured(f"{name}={given!r}: use one of {', '.join(known)}.")
    return found
