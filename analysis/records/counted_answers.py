"""How often each option of a question was chosen, and each number given."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from statistics import median
from typing import Any

from django.db.models import Count, QuerySet

from analysis.records.answers import plain_answer
from analysis.records.asked_questions import AskedQuestion
from analysis.records.column_queries import stored_text
from analysis.records.question_forms import QuestionForm
from survey.design.meaning import same_meaning
from survey.design.question_types.base import AnswerKind
from survey.participation.models import Answer

MOST_VALUES, STRETCHES = 12, 10
"""Different numbers that are counted one by one, and stretches that more of them are put into."""


@dataclass(frozen=True)
class CountedOption:
    """`key` is empty where nobody can be asked for by it, as for numbers that are typed in."""

    key: str
    text: str
    number: int


@dataclass(frozen=True)
class CountedAnswers:
    """How often each option of a form was chosen; `median` is that of numbers and scales."""

    form: QuestionForm
    answered: int
    options: tuple[CountedOption, ...]
    median: float | None


def counted_answers(asked: AskedQuestion, answers: QuerySet[Answer]) -> tuple[CountedAnswers, ...]:
    """Each form that is answered by options or numbers, the newest first; in one query at most.

    Forms of the same meaning in several scenarios are counted together.
    """
    columns = ("participant__version__label", "scenario", stored_text("value"))
    rows = answers.order_by().values_list(*columns).annotate(number=Count("pk"))
    if all(form.question.answer_kind is AnswerKind.TEXT for form in asked.forms):
        return ()
    counts: dict[int, Counter[Any]] = {}
    for version, scenario, text, number in rows:
        form = asked.by_place[scenario, version]
        kind = form.question.answer_kind
        if kind is not AnswerKind.TEXT:
            tallied = counts.setdefault(_first_alike(form, asked), Counter())
            tallied[plain_answer(kind, text)] += number
    return tuple(_counted(asked.forms[at], counts[at]) for at in sorted(counts))


def _first_alike(form: QuestionForm, asked: AskedQuestion) -> int:
    """The place of the first form of the same meaning, as several scenarios can ask a question."""
    alike = (same_meaning(form.question, one.question) for one in asked.forms)
    return next(at for at, is_alike in enumerate(alike) if is_alike)


def _counted(form: QuestionForm, tallied: Mapping[Any, int]) -> CountedAnswers:
    question = form.question
    values: Counter[str] = Counter()
    for value, number in tallied.items():
        for one in value if isinstance(value, tuple) else (value,):
            values[f"{one:g}" if isinstance(one, float) else one] += number
    texts = question.options_by_key()
    numbers = [value for value in tallied if isinstance(value, float)]
    options = (
        [CountedOption(key, text, values[key]) for key, text in texts.items()]
        if texts
        else [CountedOption("", text, number) for text, number in in_steps(tallied)]
    )
    return CountedAnswers(
        form=form,
        answered=sum(tallied.values()),
        options=tuple(options),
        median=median_of(tallied) if numbers else None,
    )


def median_of(tallied: Mapping[float, int]) -> float:
    return median(value for value, number in tallied.items() for _one in range(number))


def in_steps(tallied: Mapping[float, int]) -> Iterator[tuple[str, int]]:
    """Numbers that are typed in: each value, or ten stretches of equal width where there are more
    than twelve.
    """
    if len(tallied) <= MOST_VALUES:
        for value, number in sorted(tallied.items()):
            yield f"{value:g}", number
        return
    lowest, highest = min(tallied), max(tallied)
    width = (highest - lowest) / STRETCHES
    for step in range(STRETCHES):
        low, high = lowest + step * width, lowest + (step + 1) * width
        is_last = step == STRETCHES - 1
        number = sum(
            number
            for value, number in tallied.items()
            if low <= value and (value < high or is_last)
        )
        yield f"{low:g} to {'' if is_last else 'below '}{high:g}", number
