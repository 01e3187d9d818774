"""What comes before anything is stored: contact, ethics, retention, consent, inclusion."""

from random import Random
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from core.yaml_files.model_errors import fault
from survey.design.fields import EMAIL, Always, Day, Distinct, Key, Line, Part, Text
from survey.design.question_types.choices import SingleChoice


class Contact(Part):
    """Whom a participant can ask."""

    name: Line
    organisation: Line
    email: Annotated[str, Field(pattern=EMAIL, max_length=254)]


class Ethics(Part):
    """Who approved the study, and under which number."""

    committee: Line
    reference: Line


class Retention(Part):
    """The last days on which data are kept."""

    answers_until: Day
    """Answers, explorations and page times"""
    contacts_until: Day
    """Recruitment identifiers and addresses for the compensation, kept apart from the answers"""
    copies_days: int | None = Field(default=None, ge=1, le=3650)
    """After how many days copies of the databases are deleted; else the server's own rule"""

    @model_validator(mode="after")
    def _contacts_first(self) -> Self:
        if self.contacts_until > self.answers_until:
            raise fault(
                "contacts would be kept longer than the answers.",
                "Give contacts_until a day no later than answers_until.",
            )
        return self


class Statement(Part):
    """One sentence of the consent, ticked by itself."""

    key: Key
    text: Line


class Statements(Part):
    """What somebody agrees to, statement by statement."""

    text: Text | None = None
    """An introduction above the statements"""
    statements: tuple[Statement, ...] = Field(min_length=1, max_length=20)


class Consent(Statements):
    """What a participant of a survey agrees to; every statement has to be ticked."""

    declined: Text
    """Shown to somebody who does not consent; nothing is stored about them"""


class Criterion(SingleChoice):
    """A question that decides whether somebody can take part."""

    required: Annotated[Literal[True], Always] = True
    """Every criterion has to be answered"""
    eligible: Annotated[tuple[Key, ...], Distinct] = Field(min_length=1)
    """The options that let a participant go on"""

    @model_validator(mode="after")
    def _names_options(self) -> Self:
        for option in self.eligible:
            self.require_option(option)
        if set(self.eligible) >= set(self.options) and not self.other:
            raise fault(
                "every option is eligible, so nobody is asked anything that matters.",
                "Leave at least one option out of eligible.",
            )
        return self

    def simulated(self, random: Random) -> dict[str, str]:
        """Simulated participants can always take part."""
        return {self.key: random.choice(self.eligible)}


class Inclusion(Part):
    """Who can take part; answers are judged before anything is stored."""

    text: Text | None = None
    """An introduction above the questions"""
    criteria: tuple[Criterion, ...] = Field(min_length=1, max_length=10)
    not_eligible: Text
    """The polite end for somebody who cannot take part"""
