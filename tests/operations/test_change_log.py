"""What was altered or removed in the log is found."""

import pytest

from operations.change_log import problems_of_changes
from operations.models import Change
from survey.studies.load import open_study
from tests.operations.newest_change import newest
from tests.world import LONG_AGO, World

pytestmark = pytest.mark.django_db(databases=["default", "recruitment"])


def test_where_somebody_got_past_the_guard_it_is_found(world: World) -> None:
    open_study(world.founding.study, opens_at=LONG_AGO, quota=3)
    assert list(problems_of_changes()) == []
    second, last = Change.objects.get(number=2), newest().number
    Change.objects.filter(number=last).update(by="somebody else")
    assert list(problems_of_changes()) == [f"Entry {last} of the log of changes was altered."]
    second.delete()
    assert "Entry 2 of the log of changes was removed." in list(problems_of_changes())
