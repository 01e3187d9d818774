"""What participants did, row by row, for some hundred of them at a time.

They are asked for by primary key. A row calls its participant by the number in the study, so only
rows of one population of one study go together.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Case, Count, F, QuerySet, When

from survey.design.path import TRIAL, Section
from survey.participation.models import (
    Answer,
    CheckAttempt,
    Exploration,
    PageVisit,
    Participant,
    State,
    Trial,
)
from survey.population import Population
from survey.studies.models import Study, StudyVersion

ENDED = (State.COMPLETED, State.STOPPED)
"""The states of participants whose answers are kept and complete."""


def ended(study: Study, population: Population) -> "QuerySet[Participant, int]":
    """The keys of everybody who completed or stopped, in the order they began."""
    return _ended(study, population).order_by("pk").values_list("pk", flat=True)


def numbers_of_ended(study: Study, population: Population) -> dict[int, int]:
    """The number in the study of each of them, by key."""
    return dict(_ended(study, population).order_by().values_list("pk", "number"))


def versions_used(study: Study, population: Population) -> dict[int, StudyVersion]:
    """The versions that somebody who completed or stopped took part in, by key."""
    used = _ended(study, population).order_by().values("version").distinct()
    versions = StudyVersion.objects.filter(pk__in=used).select_related("study")
    return {version.pk: version for version in versions.order_by("loaded_at", "pk")}


def bundles_shown(study: Study, population: Population) -> set[str]:
    """The digests of the bundles that they were shown."""
    trials = Trial.objects.filter(participant__in=_ended(study, population)).order_by()
    return set(trials.values_list("bundle", flat=True).distinct())


def _ended(study: Study, population: Population) -> QuerySet[Participant]:
    return Participant.objects.filter(version__study=study, population=population, state__in=ENDED)


class ParticipantRow(NamedTuple):
    participant: int
    """The number in the study, as in every row here."""
    version: int
    state: str
    language: str
    scenarios: tuple[str, ...]
    """In the order given."""
    consented_at: datetime
    ended_at: datetime | None
    check_attempts: int


class AnswerRow(NamedTuple):
    participant: int
    version: int
    scenario: str
    """Empty outside of scenarios."""
    question: str
    value: Any


class VisitRow(NamedTuple):
    participant: int
    page: str
    shown_at: datetime
    submitted_at: datetime | None


class AttemptRow(NamedTuple):
    participant: int
    version: int
    attempt: int
    """From 1."""
    chosen: Mapping[str, str]
    attempted_at: datetime


class TrialRow(NamedTuple):
    participant: int
    version: int
    scenario: str
    position: int
    bundle: str
    error: str
    options: dict[str, list[str]]
    tried: int
    chosen_position: int | None
    setting: dict[str, str] | None
    """The one submitted: the level of each axis, by their keys"""
    chosen_at: datetime | None


class ExplorationRow(NamedTuple):
    participant: int
    scenario: str
    position: int
    setting: dict[str, str]
    applied_at: datetime
    is_chosen: bool


def participant_rows(participants: Sequence[int]) -> Iterator[ParticipantRow]:
    """One row for each participant, by key."""
    orders: dict[int, list[str]] = defaultdict(list)
    trials = Trial.objects.filter(participant__in=participants).order_by("participant", "position")
    for participant, scenario in trials.values_list("participant", "scenario"):
        orders[participant].append(scenario)
    attempts = dict(
        CheckAttempt.objects.filter(participant__in=participants)
        .order_by()
        .values_list("participant")
        .annotate(number=Count("pk"))
    )
    for row in Participant.objects.filter(pk__in=participants).order_by("pk"):
        yield ParticipantRow(
            row.number,
            row.version_id,
            row.state,
            row.consent_language,
            tuple(orders[row.pk]),
            row.consented_at,
            row.ended_at,
            attempts.get(row.pk, 0),
        )


def answer_rows(participants: Sequence[int]) -> Iterator[AnswerRow]:
    """One row for each submitted answer, by participant and in the order submitted."""
    answers = Answer.objects.filter(participant__in=participants).order_by("participant", "pk")
    fields = ("participant__number", "participant__version", "scenario", "question", "value")
    return (AnswerRow(*row) for row in answers.values_list(*fields))


def visit_rows(participants: Sequence[int]) -> Iterator[VisitRow]:
    """One row for each page shown, by participant and in the order shown."""
    visits = PageVisit.objects.filter(participant__in=participants).order_by("participant", "pk")
    fields = ("participant__number", "page", "shown_at", "submitted_at")
    return (VisitRow(*row) for row in visits.values_list(*fields))


def attempt_rows(participants: Sequence[int]) -> Iterator[AttemptRow]:
    """One row for each attempt at the comprehension check, by participant and in order."""
    attempts = CheckAttempt.objects.filter(participant__in=participants)
    fields = ("participant__number", "participant__version", "chosen", "attempted_at")
    numbers: dict[int, int] = defaultdict(int)
    for participant, version, chosen, attempted_at in attempts.order_by(
        "participant", "pk"
    ).values_list(*fields):
        numbers[participant] += 1
        yield AttemptRow(participant, version, numbers[participant], chosen, attempted_at)


def trial_rows(participants: Sequence[int]) -> Iterator[TrialRow]:
    """One row for each trial, by participant and in the order given."""
    trials = Trial.objects.filter(participant__in=participants)
    fields = (
        "participant__number",
        "participant__version",
        "scenario",
        "position",
        "bundle",
        "error",
        "options",
        "tried",
        "choice__exploration__position",
        "choice__exploration__setting",
        "choice__chosen_at",
    )
    counted = trials.annotate(tried=Count("explorations")).order_by("participant", "position")
    return (TrialRow(*row) for row in counted.values_list(*fields))


def exploration_rows(participants: Sequence[int]) -> Iterator[ExplorationRow]:
    """One row for each Apply, by participant, by trial and in the order tried."""
    explorations = Exploration.objects.filter(trial__participant__in=participants)
    fields = (
        "trial__participant__number",
        "trial__scenario",
        "position",
        "setting",
        "applied_at",
    )
    is_chosen = Case(When(pk=F("trial__choice__exploration"), then=True), default=False)
    order = ("trial__participant", "trial__position", "position")
    rows = explorations.annotate(is_chosen=is_chosen).order_by(*order)
    return (ExplorationRow(*row) for row in rows.values_list(*fields, "is_chosen"))


def trials_shown_at(participants: Sequence[int]) -> dict[tuple[int, str], datetime]:
    """When the page of each trial was first shown, by participant and scenario."""
    front, back = f"{Section.SCENARIO}.", f".{TRIAL}"
    visits = PageVisit.objects.filter(
        participant__in=participants, page__startswith=front, page__endswith=back
    )
    return {
        (participant, page[len(front) : -len(back)]): shown_at
        for participant, page, shown_at in visits.values_list(
            "participant__number", "page", "shown_at"
        )
    }
