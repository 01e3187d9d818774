"""A rating in whole steps."""

from random import Random
from typing import ClassVar, Literal

from pydantic import Field

from survey.design.fields import Line
from survey.design.question_types.base import AnswerKind, BaseQuestion
from survey.design.question_types.form_field import FieldKind, FormField


class Scale(BaseQuestion):
    """A rating from one end to another, in whole steps."""

    answer_kind: ClassVar = AnswerKind.NUMBER
    seconds_to_answer: ClassVar = 6.0
    simulated_seconds: ClassVar = 6.0

    type: Literal["scale"]
    minimum: int = Field(default=1, ge=0, le=1)
    """The lowest step, 0 or 1"""
    maximum: int = Field(default=5, ge=2, le=10)
    """The highest step"""
    minimum_label: Line
    """What the lowest step means"""
    maximum_label: Line
    """What the highest step means"""

    def form_field(self) -> FormField:
        return FormField(kind=FieldKind.RADIOS, choices=tuple(self.options_by_key().items()))

    def stored(self, entered: str, written_in: str = "") -> int:
        return int(entered)

    def possible_values(self) -> str:
        lowest = f"{self.minimum} ({self.minimum_label})"
        return f"{lowest} to {self.maximum} ({self.maximum_label})"

    def options_by_key(self) -> dict[str, str]:
        labels = {self.minimum: self.minimum_label, self.maximum: self.maximum_label}
        return {
            str(step): f"{step}: {labels[step]}" if step in labels else str(step)
            for step in range(self.minimum, self.maximum + 1)
        }

    def simulated(self, random: Random) -> dict[str, str]:
        return {self.key: str(random.randint(self.minimum, self.maximum))}
