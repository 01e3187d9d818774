import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from config.roles import ROLES

pytestmark = pytest.mark.django_db


def permissions_of(group: Group) -> set[str]:
    return {
        f"{permission.content_type.app_label}.{permission.codename}"
        for permission in group.permissions.select_related("content_type")
    }


def test_after_migrating_every_role_has_exactly_its_permissions() -> None:
    assert {group.name: permissions_of(group) for group in Group.objects.all()} == {
        role: set(names) for role, names in ROLES.items()
    }


def test_migrating_again_takes_back_what_was_handed_out_by_hand() -> None:
    group = Group.objects.get(name="Researchers")
    group.permissions.add(Permission.objects.get(codename="delete_study"))
    call_command("migrate", verbosity=0)
    assert "survey.delete_study" not in permissions_of(group)
