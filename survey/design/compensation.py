"""How a participant is thanked."""

from typing import Annotated, Literal

from pydantic import Field

from survey.design.addresses import SecureAddress
from survey.design.fields import Line, Part, Text


class _Compensation(Part):
    text: Text
    """What the last page says"""
    offer: Line | None = None
    """What somebody gets who completes, named before the consent"""
    when_stopped: Line | None = None
    """What somebody gets who stops before the end, named before the consent and on leaving"""


class CompensationCode(_Compensation):
    """A code shown at the end, which the participant enters where they were recruited."""

    kind: Literal["code"]
    code: Line


class PersonalCodes(_Compensation):
    """A code of their own shown to each at the end, from a list that is uploaded in the admin."""

    kind: Literal["codes"]


class CompensationLink(_Compensation):
    """An address, opened by the participant at the end."""

    kind: Literal["link"]
    link: SecureAddress


class CompensationByContact(_Compensation):
    """Sent to an address that the participant may give, which is kept apart from the answers."""

    kind: Literal["contact"]


class NoCompensation(_Compensation):
    """Thanks alone."""

    kind: Literal["none"]


Compensation = Annotated[
    CompensationCode | PersonalCodes | CompensationLink | CompensationByContact | NoCompensation,
    Field(discriminator="kind"),
]
