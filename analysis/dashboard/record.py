"""The dashboard of a study as one record."""

from dataclasses import dataclass, replace
from datetime import datetime

from analysis.coding.rounds.coding_state import CodingState, coding_state
from analysis.coding.visibility import Account
from analysis.records.observations import AnalysisFlow
from analysis.records.people import (
    analysis_flow,
    median_seconds_to_complete,
    participants,
    slots_of,
)
from survey.participation.drop_off import PageFlow, page_flow
from survey.participation.flow import SlotsOfOrder
from survey.population import Population
from survey.recruitment.codes import codes_left
from survey.studies.enrolment_window import EnrolmentState, enrolment_state
from survey.studies.models import Preregistration, Study, StudyVersion
from survey.trial.balance import ScenarioBalance, stimulus_balance


@dataclass(frozen=True)
class PlanState:
    """A registered plan. `digest` is its SHA-256."""

    digest: str
    registered_at: datetime
    begun_before: int


@dataclass(frozen=True)
class Dashboard:
    """How one population of a study is doing; pilots are in no dashboard.

    `seconds` is the median from consent to end of participants who completed, and `planned_minutes`
    what the current version promises. In `orders`, scenarios are titles. `codes_left` is None where
    the study gives no personal codes, and `coding` for accounts that may not see rounds.
    """

    title: str
    version: str
    population: Population
    flow: AnalysisFlow
    pages: tuple[PageFlow, ...]
    seconds: float | None
    planned_minutes: int
    orders: tuple[SlotsOfOrder, ...]
    stimuli: tuple[ScenarioBalance, ...]
    enrolment: EnrolmentState | None
    codes_left: int | None
    plan: PlanState | None
    coding: CodingState | None


def dashboard(
    version: StudyVersion,
    user: Account,
    population: Population,
    *,
    now: datetime,
    sees_rounds: bool,
    runs_rounds: bool,
) -> Dashboard:
    """The dashboard of all versions of a study, with the titles of the current one.

    The number of queries grows neither with the participants nor with the rounds.
    """
    study, definition = version.study, version.survey
    who = participants(study, population)
    coding = coding_state(study, user, population, runs_rounds=runs_rounds) if sees_rounds else None
    return Dashboard(
        title=definition.title,
        version=version.label,
        population=population,
        flow=analysis_flow(study, population),
        pages=page_flow(who, definition),
        seconds=median_seconds_to_complete(study, population),
        planned_minutes=definition.duration_minutes,
        orders=_orders(study, version, population),
        stimuli=stimulus_balance(who, definition),
        enrolment=enrolment_state(study, now=now),
        codes_left=codes_left(study.slug) if definition.compensation.kind == "codes" else None,
        plan=plan_state(study),
        coding=coding,
    )


def _orders(
    study: Study, version: StudyVersion, population: Population
) -> tuple[SlotsOfOrder, ...]:
    titles = {key: scenario.title for key, scenario in version.survey.scenarios.items()}
    return tuple(
        replace(slots, order=tuple(titles.get(key, key) for key in slots.order))
        for slots in slots_of(study, population)
    )


def plan_state(study: Study) -> PlanState | None:
    registration = (
        Preregistration.objects.filter(version__study=study).order_by("registered_at").first()
    )
    if registration is None:
        return None
    return PlanState(registration.digest, registration.registered_at, registration.begun_before)
