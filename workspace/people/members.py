"""The members of a study as its page lists them, and leaving it with all that hangs on it."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django_otp.plugins.otp_totp.models import TOTPDevice

from analysis.api.models import ApiToken
from survey.members.models import Member
from survey.members.roles import Role, caution
from survey.members.write import remove_member, roles_of, set_roles
from survey.studies.models import Study


@dataclass(frozen=True)
class Listed:
    """A person of a study; `caution` is a sentence where their roles do not go together."""

    user: User
    roles: tuple[Role, ...]
    has_codes: bool

    @property
    def in_words(self) -> str:
        return ", ".join(role.label for role in self.roles)

    @property
    def caution(self) -> str:
        return caution(self.roles)


def members_of(study: Study) -> list[Listed]:
    rows = Member.objects.filter(study=study).select_related("user")
    people: dict[int, tuple[User, list[Role]]] = {}
    for row in rows.order_by("user__username"):
        people.setdefault(row.user_id, (row.user, []))[1].append(Role(row.role))
    with_codes = set(
        TOTPDevice.objects.filter(user__in=people, confirmed=True).values_list("user_id", flat=True)
    )
    order = list(Role)
    return [
        Listed(user, tuple(sorted(roles, key=order.index)), user.pk in with_codes)
        for user, roles in people.values()
    ]


@transaction.atomic
def change_roles(study: Study, user: User, roles: list[str], *, now: datetime) -> None:
    """Raises LastLead or MembersRefused. Tokens for programs go with the right to have them."""
    set_roles(study, user, roles, now=now)
    if not user.has_perm("survey.export_study", study):
        revoke_tokens(study, user, now=now)


@transaction.atomic
def leave(study: Study, user: User, *, now: datetime) -> None:
    """Remove a person, whose codings and memos stay, from a study. Raises LastLead."""
    remove_member(study, user)
    revoke_tokens(study, user, now=now)


def revoke_tokens(study: Study, user: User, *, now: datetime) -> None:
    for token in ApiToken.objects.filter(study=study, user=user, revoked_at=None):
        token.revoked_at = now
        token.save(update_fields=["revoked_at"])


def is_listed(study: Study, user: User) -> bool:
    return bool(roles_of(study, user))
