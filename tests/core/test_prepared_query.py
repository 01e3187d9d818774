"""A prepared query is asked with any value, and its SQL is made once."""

import pytest
from django.contrib.auth.models import Group
from django.db.models import QuerySet

from core.prepared_query import PreparedQuery


@pytest.mark.django_db
def test_the_sql_is_made_once_and_the_rows_are_those_of_the_query_set() -> None:
    builds: list[object] = []

    def named(name: object) -> QuerySet[Group]:
        builds.append(name)
        return Group.objects.filter(name=name).order_by("pk")

    query = PreparedQuery(named)
    for name in ("one", "two"):
        Group.objects.create(name=name)
    assert [group.name for group in query("two")] == ["two"]
    assert [group.name for group in query("one")] == ["one"]
    assert query("three") == []
    assert len(builds) == 1
