"""A change is noted with the account or the command that made it."""

import pytest

from survey.studies.load import open_study
from tests.operations.newest_change import newest
from tests.world import LONG_AGO, World

pytestmark = pytest.mark.django_db(databases=["default", "recruitment"])


def test_what_a_command_does_is_noted_with_its_user(world: World) -> None:
    open_study(world.founding.study, opens_at=LONG_AGO, quota=3)
    assert "run by" in newest().by
