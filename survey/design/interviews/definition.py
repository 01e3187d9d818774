"""A whole study of interviews, as the file says it."""

from typing import Annotated, Literal

from pydantic import Field

from survey.design.base import StudyDefinition
from survey.design.fields import COREQ_ITEM, LANGUAGE, PERIOD, Distinct, Key, Line, Part, Text
from survey.design.interviews.attributes import Attribute
from survey.design.interviews.consent import InclusionCriterion, InterviewRetention
from survey.design.interviews.guide import Guide
from survey.design.interviews.plan import InterviewPlan

ConductMode = Literal["in_person", "video_call", "telephone", "in_writing"]

MODES: dict[ConductMode, str] = {
    "in_person": "in person",
    "video_call": "by video call",
    "telephone": "by telephone",
    "in_writing": "in writing",
}
"""How a conversation is held, as pages say it"""


class Sampling(Part):
    """How people were chosen and reached."""

    approach: Line
    """Such as purposive sampling"""
    text: Text | None = None
    """How it was done"""
    channels: tuple[Line, ...] = Field(default=(), max_length=30)
    """Ways in which people were reached, such as the authors' network"""


class Conduct(Part):
    """When, how and for how long people are interviewed."""

    begins: Annotated[str, Field(pattern=PERIOD)]
    """The year, month or day of the first interview, such as 2026-06"""
    ends: Annotated[str, Field(pattern=PERIOD)]
    """That of the last one"""
    modes: Annotated[tuple[ConductMode, ...], Distinct] = Field(min_length=1)
    """How the conversations are held"""
    minutes: tuple[int, int]
    """The shortest and the longest that is planned"""
    languages: Annotated[tuple[Annotated[str, Field(pattern=LANGUAGE)], ...], Distinct] = Field(
        min_length=1
    )
    """In which people are interviewed"""
    text: Text | None = None
    """Who interviews, with what equipment, and what is done before and after"""

    @property
    def held(self) -> str:
        """How the conversations are held, such as `in person or by video call`."""
        *others, last = [MODES[mode] for mode in self.modes]
        return f"{', '.join(others)} or {last}" if others else last


class InterviewStudy(StudyDefinition):
    """A study of interviews, from the inclusion criteria to the limits of its findings."""

    kind: Literal["interviews"]
    """What kind of study the file describes"""
    research_questions: tuple[Line, ...] = Field(min_length=1, max_length=10)
    """What the interviews are to answer"""
    retention: InterviewRetention
    inclusion: tuple[InclusionCriterion, ...] = Field(min_length=1, max_length=10)
    """Whom the study takes; the researcher judges it before an interview"""
    sampling: Sampling
    conduct: Conduct
    guide: Guide
    attributes: dict[Key, Attribute] = Field(min_length=1, max_length=30)
    """What is known of each participant, by the key that names it in the data"""
    groups: Key | None = None
    """The attribute, one with choices, by which reports compare groups of participants"""
    transcription: Text | None = None
    """How recordings become transcripts, and how these are pseudonymised and translated"""
    reflexivity: Text | None = None
    """Who interviews and codes, and what they bring with them"""
    limits: Text | None = None
    """What the findings do not say"""
    coreq: dict[Annotated[str, Field(pattern=COREQ_ITEM)], Text] = Field(default={}, max_length=32)
    """Items of the COREQ checklist that nothing else in the file answers, by their numbers"""
    plan: InterviewPlan | None = None
    """What is decided before the first interview, for a preregistration"""
