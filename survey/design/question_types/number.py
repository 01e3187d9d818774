"""A number typed in."""

from random import Random
from typing import ClassVar, Literal, Self

from pydantic import model_validator

from core.yaml_files.model_errors import fault
from survey.design.fields import Line, Switch
from survey.design.question_types.base import AnswerKind, BaseQuestion
from survey.design.question_types.form_field import FieldKind, FormField


class Number(BaseQuestion):
    """A number typed in."""

    answer_kind: ClassVar = AnswerKind.NUMBER
    seconds_to_answer: ClassVar = 8.0
    simulated_seconds: ClassVar = 6.0

    type: Literal["number"]
    minimum: float
    """The smallest number accepted"""
    maximum: float
    """The largest number accepted"""
    unit: Line | None = None
    """Shown behind the field, such as `years`"""
    whole: Switch = True
    """Whether only whole numbers are accepted"""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.minimum >= self.maximum:
            message = f"minimum {self.minimum:g} is not below maximum {self.maximum:g}."
            raise fault(message, "Swap them.")
        if self.whole and not (self.minimum.is_integer() and self.maximum.is_integer()):
            raise fault("minimum and maximum are not whole.", "Round them, or add whole: false.")
        return self

    def form_field(self) -> FormField:
        minimum, maximum = _as_written(self.minimum), _as_written(self.maximum)
        accepted = "whole number" if self.whole else "number"
        return FormField(
            kind=FieldKind.INTEGER if self.whole else FieldKind.DECIMAL,
            minimum=minimum,
            maximum=maximum,
            number_message=f"Please write a {accepted} from {minimum} to {maximum}.",
            unit=self.unit,
        )

    def possible_values(self) -> str:
        unit = f" {self.unit}" if self.unit else ""
        return f"{self.minimum:g} to {self.maximum:g}{unit}"

    def simulated(self, random: Random) -> dict[str, str]:
        return {self.key: str(self._drawn(random))}

    def _drawn(self, random: Random) -> float:
        """One decimal is kept, unless that rounds beyond the limits."""
        if self.whole:
            return random.randint(int(self.minimum), int(self.maximum))
        value = random.uniform(self.minimum, self.maximum)
        rounded = round(value, 1)
        return rounded if self.minimum <= rounded <= self.maximum else value


def _as_written(value: float) -> float:
    """A number as the study file has it: 10, not 10.0."""
    return int(value) if value.is_integer() else value
