"""Medians by the database are those of a sorted list, whatever the database."""

from datetime import timedelta
from statistics import median

import pytest

from survey.models import PageVisit
from survey.participation.durations import median_seconds
from tests.world import NOON, World

pytestmark = pytest.mark.django_db

TAKEN = {
    "one": [30.0],
    "even": [10.0, 300.0, 20.0, 5.5],
    "odd": [7.0, 7.0, 900.0],
    "same": [4.0] * 2,
}


def test_the_median_of_every_group_comes_in_one_query(
    world: World, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    world.open()
    people = [world.join(f"person {number}") for number in range(4)]
    for page, seconds in TAKEN.items():
        for person, each in zip(people, seconds, strict=False):
            PageVisit.objects.create(
                participant=person,
                page=page,
                shown_at=NOON,
                submitted_at=NOON + timedelta(seconds=each),
            )
    visits = PageVisit.objects.filter(page__in=TAKEN)
    with django_assert_num_queries(1):  # type: ignore[operator]
        found = median_seconds(visits, by="page", earlier="shown_at", later="submitted_at")
    assert found == pytest.approx({page: median(each) for page, each in TAKEN.items()}, abs=0.1)
