"""What participants did, record by record, for tests to compare with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch

from attribution.axes import Setting
from survey.participation.models import Answer, Exploration, Participant, State, Trial
from survey.population import Population
from survey.studies.models import Study


@dataclass(frozen=True)
class Explored:
    """One Apply, by its position in the trial from 1."""

    position: int
    setting: Setting
    applied_at: datetime


@dataclass(frozen=True)
class TrialRecord:
    """`bundle` is the digest of what was shown; `chosen` is None where somebody stopped before."""

    scenario: str
    position: int
    bundle: str
    error: str
    explorations: tuple[Explored, ...]
    chosen: Explored | None


@dataclass(frozen=True)
class ParticipantRecord:
    """One person; answers go by scenario, empty outside of one, and question."""

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
    """Everybody who completed any version, or stopped and let us keep what they gave; no pilots.

    Either people or simulated participants, never both. In the order they began, in four queries
    however many they are.
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
    return tuple(_record(each) for each in people.order_by("pk"))


def _record(person: Participant) -> ParticipantRecord:
    return ParticipantRecord(
        participant=person.pk,
        version=person.version.label,
        state=State(person.state),
        language=person.consent_language,
        consented_at=person.consented_at,
        ended_at=person.ended_at,
        answers={(each.scenario, each.question): each.value for each in person.answers.all()},
        trials=tuple(_trial(each) for each in person.trials.all()),
    )


def _trial(trial: Trial) -> TrialRecord:
    explored = {each.pk: _explored(each) for each in trial.explorations.all()}
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
    setting = Setting.parse(row.action, row.metric, str(row.number))
    return Explored(row.position, setting, row.applied_at)
