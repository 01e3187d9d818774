"""How many failed the check at first, and how many have not passed it yet."""

import pytest

from survey.models import CheckAttempt, Participant
from survey.participation.check_counts import check_counts
from tests.world import NOON, World

pytestmark = pytest.mark.django_db


def test_everybody_is_counted_once_however_often_they_tried(world: World) -> None:
    ada, bo, cy = world.ada, world.join("bo"), world.join("cy")
    for person, passed in ((ada, True), (bo, False), (bo, False), (bo, True), (cy, False)):
        CheckAttempt.objects.create(participant=person, chosen={}, passed=passed, attempted_at=NOON)
    counts = check_counts(Participant.objects.all())
    assert (counts.tried, counts.failed, counts.not_passed) == (3, 2, 1)
    alone = check_counts(Participant.objects.filter(pk=ada.pk))
    assert (alone.tried, alone.failed, alone.not_passed) == (1, 0, 0)
