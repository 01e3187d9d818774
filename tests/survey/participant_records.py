"""What each participant did, as one record, for tests to compare with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch

from attribution.settings import Setting
from survey.participation.models import Answer, Exploration, Participant, State, Trial
from survey.population import Population
from survey.studies.models import Study


@dataclass(frozen=True)
class Explored:
    """One Apply. `position` counts from 1 within the trial."""

    position: int
    setting: Setting
    applied_at: datetime


@dataclass(frozen=True)
class TrialRecord:
    """One trial. `bundle` is the digest of its effects; `chosen` is None before the choice."""

    scenario: str
    position: int
    bundle: str
    error: str
    explorations: tuple[Explored, ...]
    chosen: Explored | None


@dataclass(frozen=True)
class ParticipantRecord:
    """One participant. Answers are by scenario (empty outside of one) and question."""

    participant: int
    version: str
    state: State
    language: str
    consented_at: datetime
    ended_at: datetime | None
    answers: Mapping[tuple[str, str], Any]
    trials: tuple[TrialRecord, ...]


def completed_responses(
    study: Study, population: Population = Population.PEOPLE
) -> tuple[ParticipantRecord, ...]:
    """All of a population who completed any version of a study, or stopped.

    The records stand in the order in which participants began, and take four queries however many
    there are.
    """
    people = (
        Participant.objects.filter(
            version__study=study,
            population=population,
            state__in=(State.COMPLETED, State.STOPPED),
        )
        .select_related("version")
        .defer("version__content")
        .prefetch_related(
            Prefetch("answers", Answer.objects.order_by("pk")),
            Prefetch("trials", Trial.objects.select_related("choice").order_by("position")),
            Prefetch("trials__explorations", Exploration.objects.order_by("position")),
        )
    )
    return tuple(_record(person) for person in people.order_by("pk"))


def _record(person: Participant) -> ParticipantRecord:
    return ParticipantRecord(
        participant=person.pk,
        version=person.version.label,
        state=State(person.state),
        language=person.consent_language,
        consented_at=person.consented_at,
        ended_at=person.ended_at,
        answers={
            (answer.scenario, answer.question): answer.value for answer in person.answers.all()
        },
        trials=tuple(_trial(trial) for trial in person.trials.all()),
    )


def _trial(trial: Trial) -> TrialRecord:
    explored = {exploration.pk: _explored(exploration) for exploration in trial.explorations.all()}
    choice = getattr(trial, "choice", None)
    return TrialRecord(
        scenario=trial.scenario,
        position=trial.position,
        bundle=trial.bundle,
        error=trial.error,
        explorations=tuple(explored.values()),
        chosen=explored[choice.exploration_id] if choice else None,
    )


def _explored(row: Exploration) -> Explored:
    return Explored(row.position, Setting(row.setting), row.applied_at)
