"""The accounts of the server as administrators see them, and what is done with them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import Group, User
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django_otp.plugins.otp_totp.models import TOTPDevice

from survey.errors import MembersRefused
from survey.members.models import JoinLink, Member
from survey.members.roles import RESEARCHERS, Role
from survey.studies.find import titles_by_name
from workspace.log_in.codes import stop_requiring_codes
from workspace.log_in.names import locked_names, unlock


@dataclass(frozen=True)
class Listed:
    """An account in words; `studies` are pairs of a study's title and the roles there."""

    user: User
    studies: tuple[tuple[str, str], ...]
    makes_studies: bool
    has_codes: bool
    is_locked: bool

    @property
    def rights(self) -> str:
        if self.user.is_superuser:
            return "everything, as administrator"
        return "make studies" if self.makes_studies else "what the roles in studies allow"

    @property
    def state(self) -> str:
        if not self.user.is_active:
            return "deactivated"
        return "locked after wrong passwords" if self.is_locked else "active"


def accounts(*, now: datetime) -> list[Listed]:
    users = list(User.objects.order_by("username"))
    roles: dict[int, dict[str, list[str]]] = {}
    members = Member.objects.values_list("user_id", "study__slug", "role")
    titles = titles_by_name()
    for user_id, slug, role in members.order_by("study__slug", "role"):
        roles.setdefault(user_id, {}).setdefault(slug, []).append(Role(role).label)
    researchers = set(User.objects.filter(groups__name=RESEARCHERS).values_list("pk", flat=True))
    with_codes = set(TOTPDevice.objects.filter(confirmed=True).values_list("user_id", flat=True))
    locked = locked_names([user.username for user in users], now=now)
    return [
        Listed(
            user,
            tuple(
                (titles.get(slug, slug), ", ".join(own))
                for slug, own in roles.get(user.pk, {}).items()
            ),
            user.pk in researchers,
            user.pk in with_codes,
            user.username in locked,
        )
        for user in users
    ]


@transaction.atomic
def change(user: User, what: str, *, by: User) -> str:
    """Do what a button says, and give the sentence about it. Raises MembersRefused."""
    if (action := ACTIONS.get(what)) is None:
        raise MembersRefused(
            "There is no such button. Reload the page, and press one that is there."
        )
    _lock_administrators()
    user.refresh_from_db()
    return f"The account {user.get_username()} {action(user, by)}"


def _administrator(user: User, _by: User) -> str:
    user.is_superuser = user.is_staff = True
    user.save(update_fields=["is_superuser", "is_staff"])
    return "is an administrator now."


def _no_administrator(user: User, _by: User) -> str:
    _require_another_administrator(user)
    user.is_superuser = False
    user.save(update_fields=["is_superuser"])
    for link in JoinLink.objects.filter(made_by=user, study=None, used_at=None):
        link.delete()
    return "is no administrator any more."


def _researcher(user: User, _by: User) -> str:
    user.groups.add(Group.objects.get(name=RESEARCHERS))
    return "may make studies now."


def _no_researcher(user: User, _by: User) -> str:
    user.groups.remove(Group.objects.get(name=RESEARCHERS))
    return "may make no new studies any more."


def _deactivate(user: User, by: User) -> str:
    if user.pk == by.pk:
        raise MembersRefused("This is your own account. Let another administrator deactivate it.")
    _require_another_administrator(user)
    user.is_active = False
    user.save(update_fields=["is_active"])
    for link in JoinLink.objects.filter(made_by=user, used_at=None):
        link.delete()
    return "cannot log in any more. What the account did stays."


def _activate(user: User, _by: User) -> str:
    user.is_active = True
    user.save(update_fields=["is_active"])
    return "can log in again."


def _unlock(user: User, _by: User) -> str:
    unlock(user.get_username())
    return "is not locked."


def _codes_off(user: User, _by: User) -> str:
    stop_requiring_codes(user)
    return "needs no one-time code now, and can set up new ones."


ACTIONS: dict[str, Callable[[User, User], str]] = {
    "administrator": _administrator,
    "no administrator": _no_administrator,
    "researcher": _researcher,
    "no researcher": _no_researcher,
    "deactivate": _deactivate,
    "activate": _activate,
    "unlock": _unlock,
    "codes off": _codes_off,
}
"""What the buttons of an account's page do; each gives the end of a sentence about it."""


def password_path(user: User) -> str:
    """Where a new password can be set, once and for three days. It is worth as much as one."""
    key = urlsafe_base64_encode(force_bytes(user.pk))
    return reverse("workspace:new_password", args=[key, default_token_generator.make_token(user)])


def _require_another_administrator(user: User) -> None:
    others = User.objects.filter(is_superuser=True, is_active=True).exclude(pk=user.pk)
    if user.is_superuser and not others.exists():
        raise MembersRefused(
            f"The account {user.get_username()} is the only administrator's. Make somebody else "
            "one first."
        )


def _lock_administrators() -> None:
    """Make others wait who change administrators, so that one always stays."""
    list(User.objects.select_for_update().filter(is_superuser=True))
