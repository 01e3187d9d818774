"""Answers in one's own words: a line, or several sentences."""

from random import Random
from typing import ClassVar, Literal

from pydantic import Field

from survey.design.question_types.base import AnswerKind, BaseQuestion
from survey.design.question_types.form_field import FieldKind, FormField
from survey.design.question_types.synthetic_text import synthetic_text


class _FreeText(BaseQuestion):
    answer_kind: ClassVar = AnswerKind.TEXT
    free_to_change: ClassVar = BaseQuestion.free_to_change | {"max_length"}

    max_length: int

    def possible_values(self) -> str:
        return f"up to {self.max_length} characters"

    def simulated(self, random: Random) -> dict[str, str]:
        return {self.key: synthetic_text(self.max_length, random)}


class ShortText(_FreeText):
    """One line of words."""

    seconds_to_answer: ClassVar = 20.0
    simulated_seconds: ClassVar = 12.0

    type: Literal["short_text"]
    max_length: int = Field(default=200, ge=1, le=500)
    """The most characters accepted"""

    def form_field(self) -> FormField:
        return FormField(kind=FieldKind.LINE, max_length=self.max_length)


class LongText(_FreeText):
    """Several sentences."""

    seconds_to_answer: ClassVar = 70.0
    simulated_seconds: ClassVar = 40.0

    type: Literal["long_text"]
    max_length: int = Field(default=5000, ge=1, le=20_000)
    """The most characters accepted"""

    def form_field(self) -> FormField:
        return FormField(kind=FieldKind.AREA, max_length=self.max_length)
