"""How a participant is thanked."""

from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field

from survey.design.fields import Line, Part, Text, fault


def _https(link: str) -> str:
    parts = urlsplit(link)
    if parts.scheme != "https" or not parts.hostname or parts.username:
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
