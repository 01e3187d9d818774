"""A question of each type, and what becomes of an answer that is sent to it."""

from typing import Any

from django.http import QueryDict

from survey.design.question_types.base import BaseQuestion
from survey.design.question_types.choices import MultipleChoice, SingleChoice
from survey.design.question_types.number import Number
from survey.design.question_types.scale import Scale
from survey.design.question_types.texts import LongText, ShortText
from survey.participation.page_form import PageForm

WORDS = {"key": "q", "text": "What?"}

PETS = {"cat": "A cat", "another": "Another"}

SINGLE = SingleChoice(type="single_choice", options=PETS, other="Something else", **WORDS)

SEVERAL = MultipleChoice(type="multiple_choice", options=PETS, other="Something else", **WORDS)

WHOLE = Number(type="number", minimum=0, maximum=60, unit="years", **WORDS)

BROKEN = Number(type="number", minimum=0.5, maximum=1.5, whole=False, **WORDS)

SCALE = Scale(type="scale", minimum_label="not at all", maximum_label="very", **WORDS)

LINE = ShortText(type="short_text", max_length=10, **WORDS)

LONG = LongText(type="long_text", max_length=100, **WORDS)

EVERY = [SINGLE, SEVERAL, WHOLE, BROKEN, SCALE, LINE, LONG]


def sent(**values: Any) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, value in values.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


def answer(question: BaseQuestion, **values: Any) -> Any:
    """What is stored, None where there is no answer, or the sentence that refuses it."""
    form = PageForm([question], sent(**values))
    if form.is_valid():
        return form.answers().get("q")
    return " ".join(str(error) for errors in form.errors.values() for error in errors)
