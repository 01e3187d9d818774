"""Simulated answers to any question of any study."""

from collections.abc import Iterable
from random import Random
from typing import Any

from survey.design.answers import OTHER, other_name
from survey.design.consent import Criterion
from survey.design.questions import (
    BaseQuestion,
    LongText,
    MultipleChoice,
    Number,
    Scale,
    ShortText,
    SingleChoice,
)
from survey.design.tutorial import CheckQuestion

LEFT_OUT = 0.4
"""The probability that an optional question is left out."""

WRONG = 0.15
"""The probability that a question of the comprehension check is answered by guessing."""

LONGEST_OTHER = 60
"""The most characters written in beside an option; pages accept more."""

SENTENCE_STARTS = (
    "I looked at the samples first",
    "I went by the loss",
    "I compared several settings",
    "I tried what I would do at work",
    "I was not sure about this",
    "I followed a first guess",
)
REASONS = (
    "because the labels looked wrong",
    "because a few samples seemed to matter most",
    "because the two classes look alike",
    "because the change was the largest",
    "as the other settings told me less",
    "as I wanted to keep the other predictions",
    "since I would check the data before the model",
    "since one number is easy to compare",
)


def sent_for(questions: Iterable[BaseQuestion], chance: Random) -> dict[str, Any]:
    """The fields of a page's form as a browser sends them."""
    return {
        name: value for question in questions for name, value in _fields(question, chance).items()
    }


def _fields(question: BaseQuestion, chance: Random) -> dict[str, Any]:
    if not question.required and chance.random() < LEFT_OUT:
        return {}
    if isinstance(question, SingleChoice | MultipleChoice):
        return _chosen(question, chance)
    return {question.key: _typed(question, chance)}


def _chosen(question: SingleChoice | MultipleChoice, chance: Random) -> dict[str, Any]:
    offered = [*question.options, *([OTHER] if question.other else [])]
    match question:
        case Criterion():
            return {question.key: chance.choice(question.eligible)}
        case CheckQuestion() if chance.random() >= WRONG:
            return {question.key: question.correct}
        case MultipleChoice():
            options = chance.sample(offered, k=min(len(offered), chance.choice((1, 1, 2, 2, 3))))
            return {question.key: options} | _words_beside(question, options, chance)
    option = chance.choice(offered)
    return {question.key: option} | _words_beside(question, [option], chance)


def _words_beside(question: BaseQuestion, options: list[str], chance: Random) -> dict[str, str]:
    return {other_name(question): synthetic_text(LONGEST_OTHER, chance)} if OTHER in options else {}


def _typed(question: BaseQuestion, chance: Random) -> str:
    match question:
        case Number():
            return _number(question, chance)
        case Scale():
            return str(chance.randint(question.minimum, question.maximum))
        case ShortText() | LongText():
            return synthetic_text(question.max_length, chance)
    raise TypeError(f"no answer to {question!r}")


def synthetic_text(longest: int, chance: Random) -> str:
    """One to three sentences without meaning, which say so, cut to the question's limit."""
    sentences = [
        f"{chance.choice(SENTENCE_STARTS)}, {chance.choice(REASONS)}."
        for _ in range(chance.randint(1, 3))
    ]
    return " ".join(["Synthetic text:", *sentences])[:longest].rstrip()


def _number(question: Number, chance: Random) -> str:
    if question.whole:
        return str(chance.randint(int(question.minimum), int(question.maximum)))
    value = chance.uniform(question.minimum, question.maximum)
    rounded = round(value, 1)
    return str(rounded if question.minimum <= rounded <= question.maximum else value)
