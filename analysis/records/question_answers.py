"""Answers to one question or to all, to be read across participants."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Max, QuerySet

from analysis.records.answer_search import Words, may_hold, texts_in
from analysis.records.asked_questions import AskedQuestion
from analysis.records.column_queries import CHUNK
from analysis.records.exclusion_reasons import reason_in_words, rules_of
from analysis.records.question_forms import QuestionForm
from survey.participation.models import Answer, Choice, Participant
from survey.population import Population
from survey.studies.models import Study

ON_A_PAGE = 50

FIRST_STRETCH = 500
"""Participants whose answers are searched at first; every further stretch is twice as long."""

PATIENCE = 0.3
"""Seconds after which a search stops at the end of a stretch, to be gone on with."""

Asked = Mapping[tuple[str, str], AskedQuestion]
"""Questions by a scenario, empty outside of one, and their key."""


@dataclass(frozen=True)
class GivenAnswer:
    """An answer by the primary key of its row; `form` is as the participant's own version asks.

    `number` and `label` are those of the participant. `excluded` is a reason in words, or empty.
    `setting` is the one submitted in the answer's scenario, None outside of scenarios and where
    nothing was submitted.
    """

    answer: int
    number: int
    label: str
    version: str
    scenario: str
    asked: AskedQuestion
    form: QuestionForm
    value: Any
    excluded: str
    setting: Mapping[str, str] | None


@dataclass(frozen=True)
class AnswerPage:
    answers: tuple[GivenAnswer, ...]
    number: int
    pages: int
    total: int


@dataclass(frozen=True)
class SearchedPage:
    """What was found up to the participant `reached`; None where everybody was searched."""

    answers: tuple[GivenAnswer, ...]
    reached: int | None


def answer_page(
    study: Study, asked: Asked, answers: QuerySet[Answer], *, page: str | int
) -> AnswerPage:
    """One page of answers by the order of beginnings; a page that does not exist is the nearest."""
    in_order = answers.order_by("participant__number", "pk").values_list("pk", flat=True)
    # All keys at once: to count the rows as well takes as long again.
    on_page = Paginator(list(in_order), ON_A_PAGE).get_page(page)
    return AnswerPage(
        given_answers(study, asked, list(on_page)),
        on_page.number,
        on_page.paginator.num_pages,
        on_page.paginator.count,
    )


def searched_page(
    study: Study,
    asked: Asked,
    answers: QuerySet[Answer],
    words: Words,
    *,
    last: int,
    after: int = 0,
    clock: Callable[[], float] = perf_counter,
) -> SearchedPage:
    """The answers with the words of whoever began after the participant with a number.

    `last` is the number of who began last. The page ends with all answers of the participant who
    has the fiftieth. The number of queries grows with the logarithm of that of the participants.
    """
    ends, found, stretch = clock() + PATIENCE, list[int](), FIRST_STRETCH
    while after < last:
        end, number = after + stretch, after
        some = answers.filter(participant__number__gt=after, participant__number__lte=end)
        for of_whom, key in with_words(some, words):
            if len(found) >= ON_A_PAGE and of_whom != number:
                return SearchedPage(given_answers(study, asked, found), number)
            found.append(key)
            number = of_whom
        after, stretch = end, stretch * 2
        if after < last and (len(found) >= ON_A_PAGE or clock() > ends):
            return SearchedPage(given_answers(study, asked, found), after)
    return SearchedPage(given_answers(study, asked, found), None)


def with_words(answers: QuerySet[Answer], words: Words) -> Iterator[tuple[int, int]]:
    """The number of the participant and the key of each answer that has the words."""
    rows = may_hold(answers, words).order_by("participant__number", "pk")
    columns = ("participant__number", "pk", "value")
    for number, key, value in rows.values_list(*columns).iterator(CHUNK):
        if words.are_in(texts_in(value)):
            yield number, key


def last_number(study: Study, population: Population) -> int:
    """That of the participant who began last; 0 where nobody did."""
    people = Participant.objects.filter(version__study=study, population=population)
    return people.aggregate(last=Max("number"))["last"] or 0


def given_answers(study: Study, asked: Asked, keys: Sequence[int]) -> tuple[GivenAnswer, ...]:
    """The answers of some rows, in their order, in four queries at most."""
    columns = (
        "pk",
        "participant",
        "participant__number",
        "participant__population",
        "participant__version__label",
        "participant__exclusion__reason",
        "scenario",
        "question",
        "value",
    )
    rows = {row[0]: row for row in Answer.objects.filter(pk__in=keys).values_list(*columns)}
    settings = _settings({row[1] for row in rows.values()})
    rules = rules_of(study) if any(row[5] for row in rows.values()) else {}
    return tuple(_given(rows[key], asked, settings, rules) for key in keys if key in rows)


def _given(
    row: tuple[Any, ...],
    asked: Asked,
    settings: Mapping[tuple[int, str], Mapping[str, str]],
    rules: Mapping[str, str],
) -> GivenAnswer:
    key, participant, number, population, version, reason, scenario, question, value = row
    of_question = asked[scenario, question]
    return GivenAnswer(
        answer=key,
        number=number,
        label=Population(population).label(number),
        version=version,
        scenario=scenario,
        asked=of_question,
        form=of_question.by_place[scenario, version],
        value=value,
        excluded=reason_in_words(reason, rules) if reason else "",
        setting=settings.get((participant, scenario)),
    )


def _settings(people: Iterable[int]) -> dict[tuple[int, str], Mapping[str, str]]:
    chosen = Choice.objects.filter(trial__participant__in=people)
    columns = ("trial__participant", "trial__scenario", "exploration__setting")
    return {(person, scenario): own for person, scenario, own in chosen.values_list(*columns)}
