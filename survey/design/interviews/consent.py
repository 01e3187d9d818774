"""Whom a study of interviews takes, and how long what they say is kept."""

from typing import Self

from pydantic import Field, model_validator

from core.yaml_files.model_errors import fault
from survey.design.consent import Retention
from survey.design.fields import Day, Key, Line, Part, Text


class InclusionCriterion(Part):
    """A condition that everybody who is interviewed meets."""

    key: Key
    text: Line
    """The condition"""
    help: Text | None = None
    """How it is judged"""
    list: tuple[Line, ...] = Field(default=(), max_length=60)
    """What it covers, such as areas of work"""
    source: Line | None = None
    """Where the condition comes from, such as a law and its annex"""


class InterviewRetention(Retention):
    """The last days on which data of interviews are kept."""

    recordings_until: Day
    """Audio, which is kept apart from the transcripts"""

    @model_validator(mode="after")
    def _recordings_first(self) -> Self:
        if self.recordings_until > self.answers_until:
            raise fault(
                "recordings would be kept longer than what was said in them.",
                "Give recordings_until a day no later than answers_until.",
            )
        return self
