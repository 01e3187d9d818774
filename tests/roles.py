"""Accounts of members of studies, and their browsers."""

from typing import Any

from django.contrib.auth.models import Group, User
from django.db.models.signals import post_save
from django.test import Client
from django.utils import timezone

from survey.members.models import Member
from survey.members.roles import Role
from survey.studies.models import Study


def account(name: str, *roles: Role, study: Study | None = None) -> User:
    """An account with these roles in one study, or in every study of the test, made yet or not."""
    user, _created = User.objects.get_or_create(username=name, defaults={"is_staff": True})
    if study is None:
        # Noted in a column that nothing uses, so that it ends with the test.
        user.last_name = ",".join([*filter(None, user.last_name.split(",")), *roles])
        user.save(update_fields=["last_name"])
    for one in Study.objects.all() if study is None else [study]:
        _join(one, user, roles)
    return user


def _join(study: Study, user: User, roles: Any) -> None:
    for role in roles:
        Member.objects.get_or_create(
            study=study, user=user, role=Role(role), defaults={"since": timezone.now()}
        )


def _everywhere(instance: Study, *, created: bool, **_: Any) -> None:
    if created:
        for user in User.objects.exclude(last_name=""):
            _join(instance, user, user.last_name.split(","))


post_save.connect(_everywhere, sender=Study, dispatch_uid="members of every study of a test")


def with_role(role: Role, *, study: Study | None = None) -> Client:
    """The browser of a member, named by the role."""
    client = Client()
    client.force_login(account(str(role), role, study=study))
    return client


def in_group(name: str) -> Client:
    """The browser of an account that is a member of no study but in a group of the server."""
    user = User.objects.create_user(name, is_staff=True)
    user.groups.add(Group.objects.get(name=name))
    client = Client()
    client.force_login(user)
    return client
