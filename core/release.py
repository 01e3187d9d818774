"""Which release of Needfinder this is."""

import tomllib
from functools import cache
from importlib.metadata import version
from pathlib import Path

PROJECT = Path(__file__).parents[1] / "pyproject.toml"
"""The one place that states the version. An installed package has it in its metadata instead."""


@cache
def release() -> str:
    """The version, such as 1.0.0: a checkout's own, else that of the installed package."""
    if PROJECT.exists():
        return str(tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["version"])
    return version("needfinder")
