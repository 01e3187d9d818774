"""A whole study, as the file says it; docs/reference/study-file.md explains every key."""

import json
from hashlib import sha256
from typing import Annotated, Literal

from pydantic import Field

from survey.design.attribution_types import AttributionType
from survey.design.compensation import Compensation
from survey.design.consent import Consent, Contact, Ethics, Inclusion, Retention
from survey.design.design_space import DesignSpace
from survey.design.direction import direction
from survey.design.fields import LANGUAGE, VERSION, Key, Line, Part, Slug, Term, Text
from survey.design.panel import Panel
from survey.design.plan import Plan
from survey.design.questions import Page
from survey.design.scenarios import Randomisation, Scenario
from survey.design.tool import Tool
from survey.design.tutorial import Tutorial

Overlap = Literal[
    "presence_absence",
    "presence_absence_mean",
    "jaccard",
    "jaccard_mean",
    "dice",
    "dice_mean",
]


Basis = Literal["reconciled", "as_coded"]
"""Whether themes count as the coders reconciled them afterwards, or as each coder named them."""


class InterviewAgreement(Part):
    """What is reported of rounds of interviews, where it is not what is reported of answers."""

    agreement: Overlap | None = None
    """The definition for rounds whose cases are all interviews"""
    basis: Basis | None = None
    """With which themes the agreement in them is told"""


class Coding(Part):
    """What thematic coding reports."""

    approach: Literal["coding_reliability", "reflexive"] = "coding_reliability"
    """Whether coders are to agree; a reflexive study claims no agreement"""
    agreement: Overlap = "jaccard"
    """The definition of the percentage of overlapping themes that is reported as the agreement"""
    basis: Basis = "reconciled"
    """With which themes it is told: as reconciled at the comparison, or as each coder named them"""
    interviews: InterviewAgreement | None = None
    """What is reported of rounds of interviews, where it is not what is reported of answers"""

    @property
    def claims_agreement(self) -> bool:
        return self.approach != "reflexive"

    def reported(self, *, of_interviews: bool) -> tuple[Overlap, Basis]:
        """The definition and the themes of the figure that a round reports."""
        own = self.interviews if of_interviews else None
        agreement = own.agreement if own else None
        basis = own.basis if own else None
        return agreement or self.agreement, basis or self.basis


class StudyDefinition(Part):
    """A needfinding study from information sheet to compensation."""

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
    consent: Consent
    inclusion: Inclusion
    background: tuple[Page, ...] = Field(min_length=1, max_length=10)
    """Pages of questions about the participant"""
    tutorial: Tutorial
    glossary: dict[Term, Text] = Field(default={}, max_length=50)
    """What words mean, in reach during every scenario: the term, and its meaning"""
    design_space: DesignSpace | None = None
    """What can be chosen in every scenario that does not say otherwise"""
    tool: Tool = Tool()
    """The tool in which participants explore settings"""
    follow_up: tuple[Page, ...] | None = Field(default=None, min_length=1, max_length=10)
    """Pages of questions after every scenario that does not say otherwise"""
    scenarios: dict[Key, Scenario] = Field(min_length=1, max_length=4)
    """The tasks, by the key that names them in the data"""
    randomisation: Randomisation
    closing: tuple[Page, ...] = Field(default=(), max_length=10)
    """Pages of questions at the end"""
    compensation: Compensation
    coding: Coding = Coding()
    """How what participants write is coded"""
    attribution_types: tuple[AttributionType, ...] = Field(default=(), max_length=20)
    """Kinds of attribution that reports count among the settings submitted"""
    panel: Panel | None = None
    """For participants that a panel sends; without it, what a panel adds to addresses is ignored"""
    plan: Plan | None = None
    """What is decided before the first answer, for a preregistration"""

    @property
    def direction(self) -> str:
        """Which way its language is written, as HTML's `dir` takes it."""
        return direction(self.language)

    @property
    def bundles(self) -> tuple[str, ...]:
        """The names of the bundles it needs, that of the practice trial among them."""
        practice = (self.tutorial.practice.bundle,) if self.tutorial.practice else ()
        return (*(scenario.bundle for scenario in self.scenarios.values()), *practice)

    def space_of(self, scenario: str) -> DesignSpace:
        """The design space of a scenario."""
        return _required(self.scenarios[scenario].space(self.design_space))

    @property
    def practice_space(self) -> DesignSpace:
        """The design space of the practice trial, for a study that has one."""
        practice = self.tutorial.practice
        return _required(practice.space(self.design_space) if practice else None)

    def follow_up_of(self, scenario: str) -> tuple[Page, ...]:
        pages = self.scenarios[scenario].follow_up or self.follow_up
        assert pages is not None, "held by survey.design.rules"  # noqa: S101
        return pages


def _required(space: DesignSpace | None) -> DesignSpace:
    assert space is not None, "held by survey.design.rules"  # noqa: S101
    return space


def consent_digest(study: StudyDefinition) -> str:
    """SHA-256, 64 hexadecimal digits, of the information sheet and all that the consent says.

    What somebody gets for it is part of it wherever a study names it.
    """
    statements = [statement.text for statement in study.consent.statements]
    shown: list[object] = [study.language, study.information, study.consent.text, statements]
    thanks = study.compensation
    if thanks.offer or thanks.when_stopped:
        shown.append([thanks.offer, thanks.when_stopped])
    return sha256(json.dumps(shown, ensure_ascii=False).encode()).hexdigest()
