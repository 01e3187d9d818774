"""How a participant is thanked."""

from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field

from survey.design.fields import Line, Part, Text, fault


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


class CompensationCode(Part):
    """A code shown at the end, which the participant enters where they were recruited."""

    kind: Literal["code"]
    text: Text
    code: Line


class CompensationLink(Part):
    """An address, opened by the participant at the end."""

    kind: Literal["link"]
    text: Text
    link: Annotated[str, Field(max_length=500), AfterValidator(_https)]


class NoCompensation(Part):
    """Thanks alone."""

    kind: Literal["none"]
    text: Text


Compensation = Annotated[
    CompensationCode | CompensationLink | NoCompensation, Field(discriminator="kind")
]
