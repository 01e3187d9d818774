"""The demo's accounts: a lead and two coders, whose passwords are shown once."""

import secrets

from django.contrib.auth.models import Group, User
from django.db import transaction
from django.utils import timezone

from config.roles import RESEARCHERS
from survey.members.models import Member
from survey.members.roles import Role
from survey.studies.models import Study

RESEARCHER, CODER_A, CODER_B = "researcher", "coder-a", "coder-b"
ROLES_BY_NAME = {RESEARCHER: Role.LEAD, CODER_A: Role.CODER, CODER_B: Role.CODER}


@transaction.atomic
def make_accounts(study: Study) -> dict[str, User]:
    """Make the accounts that are missing, without a password; gives all of them by name."""
    return {name: _account(name, role, study) for name, role in ROLES_BY_NAME.items()}


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


def _account(name: str, role: Role, study: Study) -> User:
    user, created = User.objects.get_or_create(username=name, defaults={"is_staff": True})
    if created:
        user.set_unusable_password()
        user.save(update_fields=["password"])
        if role is Role.LEAD:
            user.groups.add(Group.objects.get(name=RESEARCHERS))
    Member.objects.get_or_create(
        study=study, user=user, role=role, defaults={"since": timezone.now()}
    )
    return user
