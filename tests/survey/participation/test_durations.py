"""Real times of pages take the place of guesses once ten people completed."""

from datetime import timedelta
from statistics import median
from typing import Any

import pytest
from django.db.models import F

from survey.models import PageVisit, Participant, StudyVersion
from survey.participation.durations import Seconds, median_seconds
from survey.participation.page_visits import current_page, participant_by_token, progress_at
from survey.population import Population
from tests.survey.steps import do_page, finish
from tests.world import NOON, World

pytestmark = pytest.mark.django_db(databases=["default", "recruitment"])

TAKEN = {
    "one": [30.0],
    "even": [10.0, 300.0, 20.0, 5.5],
    "odd": [7.0, 7.0, 900.0],
    "same": [4.0] * 2,
}

PAGE = "background.about_you"


def slow(participant: Participant, *, minutes: int) -> None:
    """Somebody who takes so long for the first page, and no time for any other."""
    now = NOON + timedelta(minutes=minutes)
    finish(participant, now=now)
    PageVisit.objects.filter(participant=participant).exclude(page=PAGE).update(shown_at=now)


def medians() -> Any:
    return StudyVersion.objects.get().median_seconds


def test_the_tenth_completion_has_them_noted_and_the_eleventh_does_not(
    world: World, django_capture_on_commit_callbacks: Any
) -> None:
    world.open()
    with django_capture_on_commit_callbacks(execute=True):
        for number in range(9):
            slow(world.join(str(number)), minutes=number + 1)
    assert medians() is None
    pilot, program = (
        world.join("p", population=Population.PILOTS),
        world.join("s", population=Population.SIMULATED),
    )
    for unreal in (pilot, program):
        slow(unreal, minutes=900)
    with django_capture_on_commit_callbacks(execute=True):
        slow(world.join("tenth"), minutes=10)
    assert medians()[PAGE] == 330  # between the fifth and the sixth of 1, 2, ... 10 minutes
    with django_capture_on_commit_callbacks(execute=True):
        slow(world.join("eleventh"), minutes=100)
    assert medians()[PAGE] == 330


def test_minutes_left_follow_them(world: World) -> None:
    world.open()
    ada = participant_by_token(world.join("ada").token)
    assert ada is not None
    page = current_page(ada)
    assert page is not None
    assert page.name == PAGE
    before = progress_at(ada, page).minutes_left
    StudyVersion.objects.update(median_seconds={PAGE: 60 * 60.0})
    again = participant_by_token(ada.token)
    assert again is not None
    assert progress_at(again, page).minutes_left > before + 50


def test_minutes_and_pages_run_down_to_nothing(world: World) -> None:
    world.open()
    ada = world.join("ada")
    left = []
    while (page := current_page(ada)) is not None:
        progress = progress_at(ada, page)
        left.append(progress.minutes_left)
        if page.section == "compensation":
            break
        do_page(ada, page)
    assert left == sorted(left, reverse=True)
    assert left[-1] == 0
    assert left[-2] >= 1


def test_the_median_of_every_group_comes_in_one_query(
    world: World, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    world.open()
    people = [world.join(f"person {number}") for number in range(4)]
    for page, seconds in TAKEN.items():
        for person, taken in zip(people, seconds, strict=False):
            PageVisit.objects.create(
                participant=person,
                page=page,
                shown_at=NOON,
                submitted_at=NOON + timedelta(seconds=taken),
            )
    visits = PageVisit.objects.filter(page__in=TAKEN)
    with django_assert_num_queries(1):  # type: ignore[operator]
        medians_by_page = median_seconds(
            visits, by="page", earlier="shown_at", later="submitted_at"
        )
    assert medians_by_page == pytest.approx(
        {page: median(taken) for page, taken in TAKEN.items()}, abs=0.1
    )


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        (timedelta(), timedelta()),
        (timedelta(microseconds=999_999), timedelta(seconds=1)),
        (timedelta(milliseconds=999.6), timedelta(minutes=7, microseconds=1)),
        (timedelta(microseconds=500), timedelta(days=40, microseconds=249_999)),
    ],
)
def test_seconds_are_those_between_the_moments_to_the_microsecond(
    world: World, earlier: timedelta, later: timedelta
) -> None:
    PageVisit.objects.create(
        participant=world.ada, page="one", shown_at=NOON + earlier, submitted_at=NOON + later
    )
    seconds = Seconds(F("submitted_at"), F("shown_at"))
    (taken,) = PageVisit.objects.filter(page="one").values_list(seconds, flat=True)
    assert taken == (later - earlier).total_seconds()
