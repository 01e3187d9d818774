"""Nobody adds, changes or deletes what changes elsewhere."""

from django.contrib.admin import AdminSite
from django.contrib.auth.models import User
from django.test import RequestFactory

from core.admin.read_only import ReadOnlyAdmin


def test_not_even_a_superuser_adds_changes_or_deletes() -> None:
    users, request = ReadOnlyAdmin(User, AdminSite()), RequestFactory().get("/")
    request.user = User(is_superuser=True, is_staff=True)
    assert not users.has_add_permission(request)
    assert not users.has_change_permission(request)
    assert not users.has_delete_permission(request)
    assert users.has_view_permission(request)
