"""Whatever a study asks, a simulated participant has an answer that its page takes."""

from random import Random

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from survey.design.questions import (
    BaseQuestion,
    LongText,
    MultipleChoice,
    Number,
    Scale,
    ShortText,
    SingleChoice,
)
from survey.participation.page_form import PageForm
from survey.simulation.answers import sent_for, synthetic_text

COMMON = {"key": "asked", "text": "What?"}
OPTIONS = {"one": "One", "two": "Two"}
QUESTIONS: list[BaseQuestion] = [
    SingleChoice(type="single_choice", options=OPTIONS, **COMMON),
    SingleChoice(type="single_choice", options=OPTIONS, other="Else", required=False, **COMMON),
    MultipleChoice(type="multiple_choice", options=OPTIONS, other="Else", **COMMON),
    Number(type="number", minimum=-3, maximum=2, **COMMON),
    Number(type="number", minimum=0.01, maximum=0.02, whole=False, **COMMON),
    Number(type="number", minimum=-1e9, maximum=1e9, whole=False, **COMMON),
    Scale(type="scale", minimum=0, maximum=10, minimum_label="No", maximum_label="Yes", **COMMON),
    ShortText(type="short_text", max_length=1, **COMMON),
    LongText(type="long_text", required=False, **COMMON),
]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.type)
@given(seed=st.integers(0, 2**32))
@settings(max_examples=25, deadline=None)
def test_every_kind_of_question_is_answered_as_its_page_wants_it(
    question: BaseQuestion, seed: int
) -> None:
    data = QueryDict(mutable=True)
    for name, value in sent_for([question], Random(seed)).items():  # noqa: S311
        data.setlist(name, value if isinstance(value, list) else [value])
    form = PageForm([question], data)
    assert form.is_valid(), form.errors
    assert question.key in form.answers() or not question.required


def test_texts_say_that_they_are_synthetic() -> None:
    texts = {synthetic_text(5000, Random(seed)) for seed in range(50)}  # noqa: S311
    assert len(texts) > 40
    assert all(text.startswith("Synthetic text: ") for text in texts)
    assert len(synthetic_text(9, Random(1))) <= 9  # noqa: S311
