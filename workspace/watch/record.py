"""What the page of a survey shows: who is here at a moment, and how far people got so far."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.core.cache import cache

from analysis.records.observations import AnalysisFlow
from analysis.records.people import (
    analysis_flow,
    median_seconds_of,
    participants,
    slots_of,
)
from analysis.records.question_answers import last_number
from survey.design.allocation import key_of_order
from survey.design.path import participant_path
from survey.participation.arrivals import Arrivals, OnPages, Present, arrivals, on_pages
from survey.participation.check_counts import CheckCounts, check_counts
from survey.participation.drop_off import PageFlow, page_flow
from survey.participation.flow import SlotsOfOrder
from survey.population import Population
from survey.recruitment.codes import codes_left
from survey.studies.enrolment_window import EnrolmentState, enrolment_state
from survey.studies.models import (
    EnrolmentWindow,
    Preregistration,
    Study,
    StudyVersion,
    definition_of,
)
from survey.trial.balance import ScenarioBalance, stimulus_balance

LATELY = 1_000
"""How many of those who began last pages and times are told of: what goes wrong now shows there."""

KEPT = 60
"""Seconds."""


@dataclass(frozen=True)
class PageNow:
    """A page with people on it; `scenario` is a title, empty outside of scenarios."""

    title: str
    scenario: str
    people: int


@dataclass(frozen=True)
class Now:
    """One population of a study at a moment; pilots are nowhere.

    `enrolment` is None where nobody said when the study is open, `codes_left` where it gives no
    personal codes, and `last_sent_at` where nobody sent a page within a day.
    """

    moment: datetime
    present: Present
    pages: tuple[PageNow, ...]
    last_sent_at: datetime | None
    arrivals: Arrivals
    enrolment: EnrolmentState | None
    codes_left: int | None


@dataclass(frozen=True)
class OrderSoFar:
    """Slots with one order of scenarios, and how many people may hold one; None for any number."""

    slots: SlotsOfOrder
    quota: int | None


@dataclass(frozen=True)
class SoFar:
    """How far one population of all versions got, counted at `moment`.

    Pages, times and checks are of the `lately` who began last; None says that these are all.
    `seconds` is the median from consent to end of participants who completed, and `planned_minutes`
    what the newest version promises. In `orders`, scenarios are titles.
    """

    moment: datetime
    lately: int | None
    flow: AnalysisFlow
    pages: tuple[PageFlow, ...]
    seconds: float | None
    planned_minutes: int
    checks: CheckCounts
    orders: tuple[OrderSoFar, ...]
    stimuli: tuple[ScenarioBalance, ...]


@dataclass(frozen=True)
class PlanState:
    """A registered plan. `digest` is its SHA-256."""

    digest: str
    registered_at: datetime
    begun_before: int


def now_in(version: StudyVersion, population: Population, *, now: datetime) -> Now:
    """At most five queries, however many participants there are."""
    study, definition = version.study, definition_of(version.digest)
    on = on_pages(study, population, now=now)
    present, arrived = arrivals(study, population, now=now)
    are_people = population is Population.PEOPLE
    has_codes = are_people and definition.compensation.kind == "codes"
    return Now(
        moment=now,
        present=present,
        pages=_pages_now(version, on),
        last_sent_at=on.last_sent_at,
        arrivals=arrived,
        enrolment=enrolment_state(study, now=now) if are_people else None,
        codes_left=codes_left(study.slug) if has_codes else None,
    )


def _pages_now(version: StudyVersion, on: OnPages) -> tuple[PageNow, ...]:
    """In the order of the path; pages that only older versions have come last, by their names."""
    definition = definition_of(version.digest)
    known = {page.name: page for page in participant_path(definition, list(definition.scenarios))}
    pages = [
        PageNow(
            page.title,
            definition.scenarios[page.scenario].title if page.scenario else "",
            on.by_page[name],
        )
        for name, page in known.items()
        if name in on.by_page
    ]
    old = sorted(name for name in on.by_page if name not in known)
    return (*pages, *(PageNow(name, "", on.by_page[name]) for name in old))


def so_far_in(version: StudyVersion, population: Population, *, now: datetime) -> SoFar:
    """Counted anew for every request, or kept for a minute in a study with many people."""
    newest = last_number(version.study, population)
    if newest <= LATELY:
        return _so_far(version, population, newest, now=now)
    key = f"watch:{version.pk}:{population}"
    known: SoFar | None = cache.get(key)
    if known is None:
        known = _so_far(version, population, newest, now=now)
        cache.set(key, known, timeout=KEPT)
    return known


def _so_far(version: StudyVersion, population: Population, newest: int, *, now: datetime) -> SoFar:
    study, definition = version.study, definition_of(version.digest)
    everybody = participants(study, population)
    who = everybody.filter(number__gt=newest - LATELY)
    return SoFar(
        moment=now,
        lately=LATELY if newest > LATELY else None,
        flow=analysis_flow(study, population),
        pages=page_flow(who, definition),
        seconds=median_seconds_of(who),
        planned_minutes=definition.duration_minutes,
        checks=check_counts(who),
        orders=_orders(version, population),
        stimuli=stimulus_balance(everybody, definition),
    )


def _orders(version: StudyVersion, population: Population) -> tuple[OrderSoFar, ...]:
    scenarios = definition_of(version.digest).scenarios
    titles = {key: scenario.title for key, scenario in scenarios.items()}
    quotas: dict[str, int] = {}
    if population is Population.PEOPLE:
        window = EnrolmentWindow.objects.filter(study=version.study_id).first()
        quotas = window.order_quotas if window else {}
    return tuple(
        OrderSoFar(
            replace(slots, order=tuple(titles.get(key, key) for key in slots.order)),
            quotas.get(key_of_order(slots.order)),
        )
        for slots in slots_of(version.study, population)
    )


def plan_state(study: Study) -> PlanState | None:
    registration = (
        Preregistration.objects.filter(version__study=study).order_by("registered_at").first()
    )
    if registration is None:
        return None
    return PlanState(registration.digest, registration.registered_at, registration.begun_before)
