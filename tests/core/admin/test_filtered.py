"""A list can be filtered by what it offers, and by nothing else."""

import pytest
from django.contrib.admin import AdminSite
from django.contrib.auth.models import Group, User
from django.test import RequestFactory

from core.admin.filtered import FilteredAdmin


class UserList(FilteredAdmin):
    list_filter = ("is_staff", ("groups", "unused"))  # type: ignore[assignment]
    linked_filters = ("username",)


@pytest.mark.parametrize(
    ("lookup", "allowed"),
    [
        ("is_staff", True),
        ("is_staff__exact", True),
        ("username", True),
        ("username__startswith", False),
        ("password__startswith", False),
        ("is_staff_of_another", False),
    ],
)
def test_only_filters_that_are_offered_or_linked_are_allowed(lookup: str, allowed: bool) -> None:
    users = UserList(User, AdminSite())
    assert users.lookup_allowed(lookup, "1", RequestFactory().get("/")) is allowed


def test_a_filter_is_offered_by_its_field_however_it_is_shown() -> None:
    assert UserList(User, AdminSite()).offered_filters() == {"is_staff", "groups"}
    assert FilteredAdmin(Group, AdminSite()).offered_filters() == set()
