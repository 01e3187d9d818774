"""What a participant learns, and shows to have understood, before the first scenario."""

from random import Random
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from survey.design.design_space import Offer
from survey.design.fields import Always, Key, Line, Part, Slug, Text
from survey.design.question_types.choices import SingleChoice

GUESSING = 0.15
"""The probability that a simulated participant answers a question of the check by guessing."""


class TutorialStep(Part):
    """One page of the tutorial."""

    key: Key
    title: Line
    text: Text


class CheckQuestion(SingleChoice):
    """A question of the comprehension check."""

    free_to_change: ClassVar = SingleChoice.free_to_change | {"explanation"}

    required: Annotated[Literal[True], Always] = True
    """Every question of the check has to be answered"""
    other: None = None
    """A question with a right answer has no option to write in"""
    correct: Key
    """The option that is right"""
    explanation: Line
    """Shown after a wrong answer"""

    @model_validator(mode="after")
    def _names_an_option(self) -> Self:
        self.require_option(self.correct)
        return self

    def simulated(self, random: Random) -> dict[str, str]:
        """The correct option, or now and then a guess."""
        if random.random() < GUESSING:
            return super().simulated(random)
        return {self.key: self.correct}


class Practice(Offer):
    """A trial to practise on, on an error that no scenario uses; nothing of it is stored."""

    title: Line = "Try the tool"
    bundle: Slug
    """The bundle that it shows"""
    error: Line | None = None
    """The error, by its id in the bundle; left out, the bundle's first"""
    text: Text
    """What to try"""


class Tutorial(Part):
    """What a participant learns before the first scenario."""

    steps: tuple[TutorialStep, ...] = Field(min_length=1, max_length=12)
    practice: Practice | None = None
    """A trial to practise on, after the steps and before the check"""
    check: tuple[CheckQuestion, ...] = Field(default=(), max_length=10)
    """Answered before the first scenario, if there are any; a wrong answer is explained and tried
    again"""
