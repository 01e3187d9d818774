"""What every study file says, whatever kind of study it describes."""

import json
from hashlib import sha256
from typing import Annotated

from pydantic import Field

from survey.design.coding import Coding
from survey.design.consent import Contact, Ethics, Retention, Statements
from survey.design.direction import direction
from survey.design.fields import LANGUAGE, VERSION, Line, Part, Slug, Text


class StudyDefinition(Part):
    """What every study says, whether people answer a survey or are interviewed."""

    study: Slug
    """The study's name in addresses and commands"""
    version: Annotated[str, Field(pattern=VERSION)]
    """The version of this file, such as 1.0; give changed content a new one"""
    language: Annotated[str, Field(pattern=LANGUAGE, max_length=35)]
    """The language of the texts, such as en or pt-BR"""
    title: Line
    summary: Text
    """What the study is about, for the landing page"""
    duration_minutes: int = Field(ge=1, le=240)
    """How long taking part takes"""
    target_sample_size: int = Field(ge=1, le=1_000_000)
    """How many completed participants the study aims at"""
    contact: Contact
    ethics: Ethics
    retention: Retention
    information: Text
    """The information sheet"""
    consent: Statements
    coding: Coding = Coding()
    """How what people write or say is coded"""

    @property
    def direction(self) -> str:
        """Which way its language is written, as HTML's `dir` takes it."""
        return direction(self.language)

    @property
    def consent_shown(self) -> list[object]:
        """The information sheet and all that the consent says."""
        statements = [statement.text for statement in self.consent.statements]
        return [self.language, self.information, self.consent.text, statements]

    @property
    def consent_digest(self) -> str:
        """SHA-256, 64 hexadecimal digits, of what was shown before somebody consented."""
        return sha256(json.dumps(self.consent_shown, ensure_ascii=False).encode()).hexdigest()
