"""The demo's accounts: a researcher and two coders, whose passwords are shown once."""

import secrets

from django.contrib.auth.models import Group, User
from django.db import transaction

from config.roles import CODERS, RESEARCHERS

RESEARCHER, CODER_A, CODER_B = "researcher", "coder-a", "coder-b"
ROLES_BY_NAME = {RESEARCHER: RESEARCHERS, CODER_A: CODERS, CODER_B: CODERS}


@transaction.atomic
def make_accounts() -> dict[str, User]:
    """Make the accounts that are missing, without a password; gives all of them by name."""
    return {name: _account(name, role) for name, role in ROLES_BY_NAME.items()}


@transaction.atomic
def give_passwords() -> dict[str, str]:
    """Give passwords to the accounts without one; only these passwords are returned, by name."""
    passwords = {}
    for user in User.objects.select_for_update().filter(username__in=ROLES_BY_NAME):
        if not user.has_usable_password():
            passwords[user.username] = secrets.token_urlsafe(12)
            user.set_password(passwords[user.username])
            user.save(update_fields=["password"])
    return passwords


def _account(name: str, role: str) -> User:
    user, created = User.objects.get_or_create(username=name, defaults={"is_staff": True})
    if created:
        user.set_unusable_password()
        user.save(update_fields=["password"])
        user.groups.add(Group.objects.get(name=role))
    return user
