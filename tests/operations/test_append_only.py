"""The database itself refuses to alter or delete an entry of the log."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from operations.append_only import guard
from operations.models import Change
from survey.studies.load import open_study
from tests.operations.newest_change import newest
from tests.world import LONG_AGO, World

pytestmark = pytest.mark.django_db(databases=["default", "recruitment"])


@pytest.mark.parametrize("change", [{"by": "somebody else"}, None])
def test_the_database_takes_no_change_of_the_log(
    world: World, change: dict[str, Any] | None
) -> None:
    open_study(world.founding.study, opens_at=LONG_AGO, quota=3)
    guard(connection)
    rows = Change.objects.filter(pk=newest().pk)
    with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic():
        rows.update(**change) if change else rows.delete()
    open_study(world.founding.study, opens_at=LONG_AGO, quota=4)
    assert newest().details == {"quota": [3, 4]}


AROUND = {
    "sqlite": "INSERT OR REPLACE INTO operations_change "
    "SELECT id, number, happened_at, 'somebody else', kind, study, what, which, details, digest "
    "FROM operations_change",
    "postgresql": "TRUNCATE operations_change",
}


def test_nor_does_it_take_what_goes_around_changing_and_deleting(world: World) -> None:
    open_study(world.founding.study, opens_at=LONG_AGO, quota=3)
    guard(connection)
    refused = pytest.raises(DatabaseError, match="only ever added to")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(AROUND[connection.vendor])
    assert "somebody else" not in Change.objects.values_list("by", flat=True)
    assert Change.objects.exists()
