"""How a participant is thanked."""

from typing import Annotated, Literal

from pydantic import Field

from survey.design.addresses import SecureAddress
from survey.design.fields import Line, Part, Text


class CompensationCode(Part):
    """A code shown at the end, which the participant enters where they were recruited."""

    kind: Literal["code"]
    text: Text
    code: Line


class CompensationLink(Part):
    """An address, opened by the participant at the end."""

    kind: Literal["link"]
    text: Text
    link: SecureAddress


class CompensationByContact(Part):
    """Sent to an address that the participant may give, which is kept apart from the answers."""

    kind: Literal["contact"]
    text: Text


class NoCompensation(Part):
    """Thanks alone."""

    kind: Literal["none"]
    text: Text


Compensation = Annotated[
    CompensationCode | CompensationLink | CompensationByContact | NoCompensation,
    Field(discriminator="kind"),
]
