"""Addresses to which participants are sent."""

from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field

from core.yaml_files.model_errors import fault


def _https(link: str) -> str:
    try:
        parts = urlsplit(link)
        sound = parts.scheme == "https" and parts.hostname and not parts.username
        parts.port  # noqa: B018  raises ValueError where it is no number
    except ValueError:
        sound = False
    if not sound or any(character.isspace() for character in link):
        raise fault("this is not an https address.", "Write it as https://example.org/path.")
    return link


SecureAddress = Annotated[str, Field(max_length=500), AfterValidator(_https)]
