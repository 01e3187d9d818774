"""Times by the day alone, in every table and description."""

import json
import re
from typing import Any

import pytest

from analysis.export.package import package_files, scope_of
from survey.leaving.withdraw import stop
from survey.studies.models import Study
from tests.analysis.participation import go_through
from tests.world import NOON, World

pytestmark = pytest.mark.django_db


def files_of(study: Study, **options: Any) -> dict[str, bytes]:
    scope = scope_of(study, **options)
    return {name: b"".join(pieces) for name, pieces in package_files(scope)}


def test_times_are_days_where_that_is_asked_and_durations_stay(
    world: World,
) -> None:
    """Nobody joins them with the second at which a panel sent somebody."""
    go_through(world.ada)
    stop(world.join("bo"), now=NOON)
    exact = files_of(world.founding.study)
    coarse = files_of(world.founding.study, days_only=True)
    for resource in json.loads(coarse["datapackage.json"])["resources"]:
        for field in resource.get("schema", {}).get("fields", []):
            assert field["type"] != "datetime", field["name"]
    for name, before in exact.items():
        if name.endswith(".csv") and name != "data-dictionary.csv":
            assert not re.search(rb"T\d\d:\d\d:\d\dZ", coarse[name]), name
            assert re.sub(rb"T\d\d:\d\d:\d\dZ", b"", before) == coarse[name], name
    assert "Of times the day alone is given" in coarse["README.md"].decode()
    assert json.loads(exact["datapackage.json"])["times"] == "seconds"
