"""The demo's accounts: an administrator, a lead and two coders, whose passwords are shown once."""

import secrets

from django.contrib.auth.models import Group, User
from django.db import transaction
from django.utils import timezone

from config.roles import RESEARCHERS
from survey.members.models import Member
from survey.members.roles import Role
from survey.studies.models import Study

ADMINISTRATOR, RESEARCHER, CODER_A, CODER_B = "administrator", "researcher", "coder-a", "coder-b"
ROLES_BY_NAME = {RESEARCHER: Role.LEAD, CODER_A: Role.CODER, CODER_B: Role.CODER}
NAMES = (*ROLES_BY_NAME, ADMINISTRATOR)


@transaction.atomic
def make_accounts(study: Study) -> dict[str, User]:
    """Make the accounts that are missing, without a password; gives all of them by name.

    The administrator is a member of no study, and may everything.
    """
    accounts = {ADMINISTRATOR: _account(ADMINISTRATOR, is_superuser=True)}
    for name, role in ROLES_BY_NAME.items():
        user = accounts[name] = _account(name)
        if role is Role.LEAD:
            user.groups.add(Group.objects.get(name=RESEARCHERS))
        Member.objects.get_or_create(
            study=study, user=user, role=role, defaults={"since": timezone.now()}
        )
    return accounts


@transaction.atomic
def give_passwords() -> dict[str, str]:
    """Give passwords to the accounts without one; only these passwords are returned, by name."""
    passwords = {}
    for user in User.objects.select_for_update().filter(username__in=NAMES):
        if not user.has_usable_password():
            passwords[user.username] = secrets.token_urlsafe(12)
            user.set_password(passwords[user.username])
            user.save(update_fields=["password"])
    return passwords


def _account(name: str, *, is_superuser: bool = False) -> User:
    user, created = User.objects.get_or_create(
        username=name, defaults={"is_staff": True, "is_superuser": is_superuser}
    )
    if created:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    return user
