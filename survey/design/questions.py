"""The types of question that a study file can name, and the page that asks questions."""

from typing import Annotated

from pydantic import Field

from survey.design.fields import Key, Line, Part, Text
from survey.design.question_types.choices import MultipleChoice, SingleChoice
from survey.design.question_types.number import Number
from survey.design.question_types.scale import Scale
from survey.design.question_types.texts import LongText, ShortText

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
