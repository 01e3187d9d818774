"""The six types of question, and the page that puts them in front of a participant."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from survey.design.fields import Key, Line, Part, Switch, Text, fault


class BaseQuestion(Part):
    """What every type of question has."""

    type: str
    key: Key
    """Names the answer in the data; once people have answered, keep it"""
    text: Line
    """The question as it is asked"""
    help: Line | None = None
    """A sentence below the question"""
    required: Switch = True
    """Whether the participant has to answer to go on"""
    identifying: Switch = False
    """Whether an answer could tell who someone is; such answers are withheld from exports"""


class _Choice(BaseQuestion):
    options: dict[Key, Line] = Field(min_length=2, max_length=50)
    """The options in the order shown: the key stored, and the text read"""
    other: Line | None = None
    """The text of a further option with a line to write in; leave out for none"""

    @model_validator(mode="after")
    def _other_is_distinct(self) -> Self:
        if self.other and "other" in self.options:
            raise fault(
                "the option key other cannot be told from the option to write in.",
                "Give that option another key.",
            )
        return self


class SingleChoice(_Choice):
    """One option of several."""

    type: Literal["single_choice"]

    def require_option(self, option: str) -> None:
        if option not in self.options:
            known = ", ".join(self.options)
            raise fault(f"{option} is not one of the options.", f"Use one of: {known}.")


class MultipleChoice(_Choice):
    """Any number of options."""

    type: Literal["multiple_choice"]


class Number(BaseQuestion):
    """A number typed in."""

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


class Scale(BaseQuestion):
    """A rating from one end to another, in whole steps."""

    type: Literal["scale"]
    minimum: int = Field(default=1, ge=0, le=1)
    """The lowest step, 0 or 1"""
    maximum: int = Field(default=5, ge=2, le=10)
    """The highest step"""
    minimum_label: Line
    """What the lowest step means"""
    maximum_label: Line
    """What the highest step means"""


class ShortText(BaseQuestion):
    """One line of words."""

    type: Literal["short_text"]
    max_length: int = Field(default=200, ge=1, le=500)
    """The most characters accepted"""


class LongText(BaseQuestion):
    """Several sentences."""

    type: Literal["long_text"]
    max_length: int = Field(default=5000, ge=1, le=20_000)
    """The most characters accepted"""


Question = Annotated[
    SingleChoice | MultipleChoice | Number | Scale | ShortText | LongText,
    Field(discriminator="type"),
]


class Page(Part):
    """What a participant sees at once: a title, perhaps a text, and its questions."""

    key: Key
    """Names the page in the data"""
    title: Line
    """The page's heading"""
    text: Text | None = None
    """An introduction above the questions"""
    questions: tuple[Question, ...] = Field(min_length=1, max_length=30)
    """The page's questions in order"""
