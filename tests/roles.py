"""Browsers of people with a role in the admin."""

from django.contrib.auth.models import Group, User
from django.test import Client


def with_role(role: str) -> Client:
    user = User.objects.create_user(role.lower(), is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    return client
