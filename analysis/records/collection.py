"""Reads when and how the analysed took part, in a few queries whatever their number."""

import json
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime

import numpy as np
from django.db.models import Count, F, Max, Min, QuerySet

from analysis.records.column_queries import stored_text
from analysis.records.columns import numbers_of_people
from analysis.records.taking_part import (
    CheckedQuestion,
    Collection,
    EnrolmentPeriod,
    TakingPart,
)
from core.arrays import Integers
from survey.design.definition import SurveyDefinition
from survey.participation.durations import Seconds
from survey.participation.models import CheckAttempt, Participant, State
from survey.population import Population
from survey.studies.models import EnrolmentWindow, Study

CHUNK = 20_000


def read_taking_part(people: QuerySet[Participant], keys: Integers) -> TakingPart:
    """`keys` are primary keys, ascending; each array has their order.

    `people` may hold others, who are left out.
    """
    ended = people.filter(state=State.COMPLETED, ended_at__isnull=False).order_by()
    exact = numbers_of_people(
        keys, ended.values_list("pk", Seconds(F("ended_at"), F("consented_at"))).iterator(CHUNK)
    )
    # To a millisecond, as data packages have them; NumPy rounds otherwise than Python.
    seconds = np.array([round(value, 3) for value in exact.tolist()], dtype=np.float64)
    attempts = numbers_of_people(keys, _attempts(people).iterator(CHUNK))
    return TakingPart(~np.isnan(seconds), seconds, np.nan_to_num(attempts).astype(np.int64))


def read_collection(
    study: Study,
    population: Population,
    people: QuerySet[Participant],
    definitions: Mapping[str, SurveyDefinition],
) -> Collection:
    """`definitions` are those of the people's versions, by digest, the newest first."""
    consents = list(
        people.order_by()
        .values_list("consent_language")
        .annotate(number=Count("pk"), first=Min("consented_at"), last=Max("consented_at"))
    )
    # Simulated participants consent when a program is run, so their days would tell nothing.
    dated = consents if population is not Population.SIMULATED else []
    return Collection(
        first_day=_day(min(first for _language, _number, first, _last in dated)) if dated else "",
        last_day=_day(max(last for _language, _number, _first, last in dated)) if dated else "",
        languages=tuple(sorted((language, number) for language, number, _first, _last in consents)),
        period=enrolment_period(study) if population is Population.PEOPLE else None,
        checked=_checked(people, definitions),
    )


def _attempts(people: QuerySet[Participant]) -> QuerySet[CheckAttempt, tuple[int, int]]:
    """How many attempts each of the people made."""
    return (
        CheckAttempt.objects.filter(participant__in=people)
        .order_by()
        .values_list("participant")
        .annotate(number=Count("pk"))
    )


def enrolment_period(study: Study) -> EnrolmentPeriod | None:
    """The enrolment window of a study, as days; None where none was set."""
    window = EnrolmentWindow.objects.filter(study=study).first()
    if window is None:
        return None
    closes_on = _day(window.closes_at) if window.closes_at else ""
    return EnrolmentPeriod(_day(window.opens_at), closes_on, window.quota, window.invited_only)


def _checked(
    people: QuerySet[Participant], definitions: Mapping[str, SurveyDefinition]
) -> tuple[CheckedQuestion, ...]:
    """Each question of the check over the versions that ask it; a key keeps its meaning."""
    if not any(definition.tutorial.check for definition in definitions.values()):
        return ()
    attempts = CheckAttempt.objects.filter(participant__in=people).order_by()
    answered = dict(
        attempts.values_list("participant__version__digest").annotate(
            number=Count("participant", distinct=True)
        )
    )
    failed = (
        attempts.filter(passed=False)
        .order_by("participant", "pk")
        .values_list("participant", "participant__version__digest", stored_text("chosen"))
    )
    first: dict[int, tuple[str, str]] = {}
    for person, digest, chosen in failed.iterator(chunk_size=CHUNK):
        first.setdefault(person, (digest, chosen))
    asked: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for digest, definition in definitions.items():
        for question in definition.tutorial.check:
            asked[question.key] += answered.get(digest, 0)
    for (digest, text), number in Counter(first.values()).items():
        chosen = json.loads(text)
        for question in definitions[digest].tutorial.check:
            wrong[question.key] += number * (chosen.get(question.key) != question.correct)
    return tuple(CheckedQuestion(key, asked[key], asked[key] - wrong[key]) for key in asked)


def _day(moment: datetime) -> str:
    return moment.astimezone(UTC).date().isoformat()
