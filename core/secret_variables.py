"""Secrets that a variable names the file of, as containers and systemd hand them over.

`SECRET_KEY_FILE=/run/secrets/key` stands for SECRET_KEY with what the file holds. It reaches no
process that is started from here, and no list of a container's variables.
"""

import os
from collections.abc import Mapping
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

SECRETS = (
    "SECRET_KEY",
    "DATABASE_URL",
    "DATABASE_PASSWORD",
    "RECRUITMENT_DATABASE_URL",
    "RECRUITMENT_DATABASE_PASSWORD",
    "EMAIL_URL",
    "NEEDFINDER_SSO_SECRET",
    "NEEDFINDER_BACKUP_PASSPHRASE",
    "NEEDFINDER_METRICS_TOKEN",
)


def environment(variables: Mapping[str, str] = os.environ) -> environ.Env:
    """The environment, with the secrets that lie in files. Raises ImproperlyConfigured."""
    env = environ.Env()
    env.ENVIRON = dict(variables) | {
        name: value for name in SECRETS if (value := _in_file(name, variables)) is not None
    }
    return env


def secret(name: str, variables: Mapping[str, str] = os.environ) -> str | None:
    """One of SECRETS, from its variable or its file. Raises ImproperlyConfigured."""
    in_file = _in_file(name, variables)
    return variables.get(name) if in_file is None else in_file


def _in_file(name: str, variables: Mapping[str, str]) -> str | None:
    variable = f"{name}_FILE"
    file = variables.get(variable, "").strip()
    if not file:
        return None
    if variables.get(name, "").strip():
        raise ImproperlyConfigured(f"Both {name} and {variable} are set. Keep one of them.")
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as problem:
        reason = problem.strerror if isinstance(problem, OSError) else "it is no text"
        raise ImproperlyConfigured(
            f"{variable} names {file}, which cannot be read ({reason}). Name a file that the "
            "account of the server may read."
        ) from problem
