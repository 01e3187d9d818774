"""Applying the rules to participations that are over, some hundred at a time, and storing flags.

Whoever opens the list of participants has the next ones done; nothing is done while somebody takes
part. So a page takes about as long as it takes, however many participants there are.
"""

import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from statistics import median
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Q, QuerySet

from analysis.records.flag_models import FlagCheck, Rule, StoredFlag
from analysis.records.flags import FEWEST_FOR_A_MEDIAN, Flag, Medians, Observed, Place, flags_of
from analysis.records.people import ANSWERED
from analysis.records.repeated_texts import repeated_by_others, repeated_texts
from survey.design.question_types.base import BaseQuestion
from survey.design.question_types.scale import Scale
from survey.design.question_types.texts import LongText
from survey.participation.durations import Seconds
from survey.participation.models import Answer, CheckAttempt, PageVisit, Participant, State
from survey.population import Population
from survey.studies.models import Study, StudyVersion

AT_ONCE = 50
"""Participants whose flags are stored in one transaction."""

A_MOMENT = 0.05
"""Seconds that a page spends on flags before it is shown."""

LATEST = 400
"""Completed participations, the newest ones, of which the median is taken."""


def flag_for_a_moment(study: Study, population: Population, *, seconds: float = A_MOMENT) -> int:
    """Apply the rules to those who are due; return how many still are when the time is over."""
    until = time.monotonic() + seconds
    for version in StudyVersion.objects.filter(study=study):
        waiting, completed = due(version, population)
        medians: Medians | None = None
        while some := list(waiting[:AT_ONCE]):
            medians = medians or medians_of(version, population)
            try:
                _flag(version, population, some, medians, completed)
            except IntegrityError:  # somebody left this very moment
                return _number_due(study, population)
            if time.monotonic() > until:
                return _number_due(study, population)
    return 0


def _number_due(study: Study, population: Population) -> int:
    versions = StudyVersion.objects.filter(study=study)
    return sum(due(version, population)[0].count() for version in versions)


def due(version: StudyVersion, population: Population) -> tuple[QuerySet[Participant, int], int]:
    """The keys of those to whom the rules are to be applied, and how many have completed."""
    of_version = Participant.objects.filter(version=version, population=population)
    completed = of_version.filter(state=State.COMPLETED).count()
    never, long_ago = Q(flag_check=None), Q(flag_check__completed__lte=completed // 2)
    again = long_ago if completed >= FEWEST_FOR_A_MEDIAN else Q(pk__in=())
    waiting = of_version.filter(never | again, state__in=ANSWERED)
    return waiting.order_by("pk").values_list("pk", flat=True), completed


def medians_of(version: StudyVersion, population: Population) -> Medians:
    """The medians of the newest completed participations of a version, in three queries."""
    latest = Participant.objects.filter(
        version=version, population=population, state=State.COMPLETED, ended_at__isnull=False
    ).order_by("-number")[:LATEST]
    taken = Seconds(F("ended_at"), F("consented_at"))
    in_all = dict(latest.annotate(taken=taken).values_list("pk", "taken"))
    if len(in_all) < FEWEST_FOR_A_MEDIAN:
        return Medians()
    by_page: dict[str, list[float]] = defaultdict(list)
    for page, seconds in _times(list(in_all)).values_list("page", "taken"):
        by_page[page].append(seconds)
    return Medians(
        median(in_all.values()),
        {
            page: median(times)
            for page, times in by_page.items()
            if len(times) >= FEWEST_FOR_A_MEDIAN
        },
    )


def _times(people: Sequence[int]) -> QuerySet[Any]:
    visits = PageVisit.objects.filter(participant__in=people, submitted_at__isnull=False)
    return visits.order_by("pk").annotate(taken=Seconds(F("submitted_at"), F("shown_at")))


@transaction.atomic
def _flag(
    version: StudyVersion,
    population: Population,
    people: Sequence[int],
    medians: Medians,
    completed: int,
) -> None:
    observed = dict(_observed(version, people))
    texts = {person: seen.texts for person, seen in observed.items()}
    repeated = repeated_texts(version.study, population, texts)
    StoredFlag.objects.filter(participant__in=people).delete()
    StoredFlag.objects.bulk_create(
        [
            _stored(person, flag)
            for person, seen in observed.items()
            for flag in flags_of(replace(seen, repeated=repeated.get(person, {})), medians)
        ],
        ignore_conflicts=True,
    )
    FlagCheck.objects.bulk_create(
        [FlagCheck(participant_id=person, completed=completed) for person in observed],
        update_conflicts=True,
        update_fields=["completed"],
        unique_fields=["participant"],
    )


def _stored(person: int, flag: Flag) -> StoredFlag:
    return StoredFlag(participant_id=person, **vars(flag))


def _observed(version: StudyVersion, people: Sequence[int]) -> Iterator[tuple[int, Observed]]:
    """What the rules look at, in four queries."""
    pages: dict[int, dict[str, float]] = defaultdict(dict)
    for person, page, taken in _times(people).values_list("participant", "page", "taken"):
        pages[person][page] = taken
    ratings, texts = _answers(version, people)
    attempts = Counter(
        CheckAttempt.objects.filter(participant__in=people).values_list("participant", flat=True)
    )
    rows = Participant.objects.filter(pk__in=people).order_by("pk")
    for person, state, began, ended in rows.values_list("pk", "state", "consented_at", "ended_at"):
        seconds = (ended - began).total_seconds() if ended else None
        yield (
            person,
            Observed(
                seconds=seconds if state == State.COMPLETED else None,
                pages=pages[person],
                ratings=tuple(
                    (page, tuple(values)) for (page, *_steps), values in ratings[person].items()
                ),
                texts=texts[person],
                attempts=attempts[person],
            ),
        )


Ratings = dict[int, dict[tuple[str, int, int], list[int]]]
Texts = dict[int, dict[Place, str]]


def _answers(version: StudyVersion, people: Sequence[int]) -> tuple[Ratings, Texts]:
    """The ratings of each page by their scale, and the texts of several sentences."""
    asked = _questions(version)
    ratings: Ratings = defaultdict(lambda: defaultdict(list))
    texts: Texts = defaultdict(dict)
    rows = Answer.objects.filter(
        participant__in=people, question__in={key for _scenario, key in asked}
    ).order_by("pk")
    columns = ("participant", "visit__page", "scenario", "question", "value")
    for person, page, scenario, key, value in rows.values_list(*columns):
        match asked.get((scenario, key)):
            case Scale(minimum=lowest, maximum=highest):
                ratings[person][page, lowest, highest].append(value)
            case LongText():
                texts[person][page, key] = value
    return ratings, texts


def _questions(version: StudyVersion) -> Mapping[tuple[str, str], BaseQuestion]:
    """The questions that rules look at, by scenario and key."""
    study = version.survey
    pages = [("", page) for page in (*study.background, *study.closing)]
    pages += [(key, page) for key in study.scenarios for page in study.follow_up_of(key)]
    return {
        (scenario, question.key): question
        for scenario, page in pages
        for question in page.questions
        if isinstance(question, Scale | LongText)
    }


def flags_of_participant(person: Participant, medians: Medians) -> tuple[Flag, ...]:
    """The flags of one participant: those stored, or where the rules come later, those of now.

    How many others have the same words is counted anew.
    """
    if person.state not in ANSWERED:
        return ()
    if not FlagCheck.objects.filter(participant=person).exists():
        seen = dict(_observed(person.version, [person.pk])).get(person.pk, Observed())
        return flags_of(seen, medians)
    study, population = person.version.study, Population(person.population)
    others = repeated_by_others(person.pk, study, population)
    rows = StoredFlag.objects.filter(participant=person)
    flags = (Flag(Rule(row.rule), row.value, row.limit, row.page, row.question) for row in rows)
    return tuple(
        replace(flag, value=others[flag.page, flag.question])
        if flag.rule is Rule.REPEATED_TEXT
        else flag
        for flag in flags
        if flag.rule is not Rule.REPEATED_TEXT or (flag.page, flag.question) in others
    )
