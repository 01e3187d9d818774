"""A project travels with its review as JSON and is the same afterwards."""

import json

from analysis.coding.exchange.project import ReadProject, as_plain, from_plain
from tests.analysis.coding.exchange.small_project import PROJECT


def test_a_project_is_the_same_after_its_way_through_json() -> None:
    read = ReadProject(PROJECT, ("A remark.",), ours=True)
    assert from_plain(json.loads(json.dumps(as_plain(read)))) == read
