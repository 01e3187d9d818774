"""A whole survey, as the file says it; docs/reference/study-file.md explains every key."""

from typing import Literal

from pydantic import Field

from survey.design.attribution_types import AttributionType
from survey.design.base import StudyDefinition
from survey.design.compensation import Compensation
from survey.design.consent import Consent, Inclusion
from survey.design.design_space import DesignSpace
from survey.design.fields import Key, Slug, Term, Text
from survey.design.panel import Panel
from survey.design.plan import Plan
from survey.design.questions import Page
from survey.design.recruitment import Recruitment
from survey.design.scenarios import Randomisation, Scenario
from survey.design.tool import Tool
from survey.design.tutorial import Tutorial


class SurveyDefinition(StudyDefinition):
    """A needfinding survey from information sheet to compensation."""

    kind: Literal["survey"] = "survey"
    """A study of this kind; one of interviews is another"""
    first_stage: Slug | None = None
    """The study of interviews that the design space comes from"""
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
    attribution_types: tuple[AttributionType, ...] = Field(default=(), max_length=20)
    """Kinds of attribution that reports count among the settings submitted"""
    recruitment: Recruitment | None = None
    """How people are found and asked, for reports; participants do not see it"""
    panel: Panel | None = None
    """For participants that a panel sends; without it, what a panel adds to addresses is ignored"""
    plan: Plan | None = None
    """What is decided before the first answer, for a preregistration"""

    @property
    def bundles(self) -> tuple[str, ...]:
        """The names of the bundles it needs, that of the practice trial among them."""
        practice = (self.tutorial.practice.bundle,) if self.tutorial.practice else ()
        return (*(scenario.bundle for scenario in self.scenarios.values()), *practice)

    @property
    def consent_shown(self) -> list[object]:
        """What somebody gets for it is part of it wherever a study names it."""
        shown, thanks = super().consent_shown, self.compensation
        if thanks.offer or thanks.when_stopped:
            shown.append([thanks.offer, thanks.when_stopped])
        return shown

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
