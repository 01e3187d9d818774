"""How many were deleted is one count for each state they had reached."""

import pytest
from django.db import IntegrityError, transaction

from survey.models import Expired, State
from tests.world import World

pytestmark = pytest.mark.django_db


def test_a_version_has_one_count_for_each_state(world: World) -> None:
    for number, state in enumerate(State):
        Expired.objects.create(version=world.founding, state=state, count=number)
    with pytest.raises(IntegrityError), transaction.atomic():
        Expired.objects.create(version=world.founding, state=State.COMPLETED)


def test_nothing_about_any_participant_is_kept() -> None:
    assert {field.name for field in Expired._meta.get_fields()} == {
        "id",
        "version",
        "state",
        "count",
    }
