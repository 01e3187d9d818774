"""Changing who works on a study, and as what."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from survey.errors import LastLead, MembersRefused
from survey.members.access import KNOWN
from survey.members.models import JoinLink, Member
from survey.members.roles import Role
from survey.studies.models import Study


def roles_of(study: Study, user: User) -> set[Role]:
    rows = Member.objects.filter(study=study, user=user).values_list("role", flat=True)
    return {Role(role) for role in rows}


@transaction.atomic
def add_member(study: Study, user: User, roles: Iterable[str], *, now: datetime) -> None:
    """Give an account roles in a study, beside those that it has there.

    Raises MembersRefused where there is no role, or the account is deactivated.
    """
    wanted = _known(roles)
    if not wanted:
        raise MembersRefused("No role was chosen. Tick at least one, such as coder.")
    if not user.is_active:
        raise MembersRefused(
            f"The account {user.get_username()} is deactivated. Whoever runs this server can "
            "activate it again."
        )
    _lock(study)
    for role in sorted(wanted - roles_of(study, user)):
        Member.objects.create(study=study, user=user, role=role, since=now)
    _make_staff(user)
    _forget_rights(user)


@transaction.atomic
def set_roles(study: Study, user: User, roles: Iterable[str], *, now: datetime) -> None:
    """Give a member exactly these roles. Raises LastLead or MembersRefused."""
    wanted = _known(roles)
    if not wanted:
        raise MembersRefused(
            "No role was chosen. Tick at least one, or remove the person from the study."
        )
    _lock(study)
    had = roles_of(study, user)
    if not had:
        raise MembersRefused(
            f"The account {user.get_username()} is no member of this study any more. Add it again."
        )
    if Role.LEAD in had - wanted:
        _require_another_lead(study, user)
    for row in Member.objects.filter(study=study, user=user).exclude(role__in=wanted):
        row.delete()
    for role in sorted(wanted - had):
        Member.objects.create(study=study, user=user, role=role, since=now)
    _leave_no_link(study, user, wanted)
    _forget_rights(user)


@transaction.atomic
def remove_member(study: Study, user: User) -> None:
    """Take all roles in a study from an account; what it coded stays. Raises LastLead."""
    _lock(study)
    if Role.LEAD in roles_of(study, user):
        _require_another_lead(study, user)
    for row in Member.objects.filter(study=study, user=user):
        row.delete()
    _leave_no_link(study, user, set())
    _forget_rights(user)


@transaction.atomic
def give_lead(study: Study, name: str, *, now: datetime) -> None:
    """Make the account of this user name a lead. Raises MembersRefused where there is none."""
    add_member(study, account_named(name), [Role.LEAD], now=now)


def account_named(name: str) -> User:
    """Raises MembersRefused where nobody has this user name."""
    user = User.objects.filter(username=name.strip()).first()
    if user is None:
        raise MembersRefused(
            f"There is no account {name.strip()[:150]}. Check the user name, or send the person a "
            "link to join."
        )
    return user


@transaction.atomic
def require_codes_in(study: Study, *, required: bool) -> None:
    """Say whether members need one-time codes before anything of the study opens to them."""
    locked = Study.objects.select_for_update().get(pk=study.pk)
    locked.codes_required = required
    locked.save(update_fields=["codes_required"])
    study.codes_required = required


def _known(roles: Iterable[str]) -> set[Role]:
    try:
        return {Role(role) for role in roles}
    except ValueError:
        raise MembersRefused("There is no such role. Choose one of those on the page.") from None


def _lock(study: Study) -> None:
    """Make others wait who change members of this study, so that some lead stays."""
    Study.objects.select_for_update().get(pk=study.pk)


def _require_another_lead(study: Study, user: User) -> None:
    others = Member.objects.filter(study=study, role=Role.LEAD, user__is_active=True)
    if not others.exclude(user=user).exists():
        raise LastLead(study.slug, user.get_username())


def _leave_no_link(study: Study, user: User, roles: set[Role]) -> None:
    """Links that somebody made let nobody in once they may not invite any more."""
    if Role.LEAD not in roles and not user.is_superuser:
        for link in JoinLink.objects.filter(study=study, made_by=user, used_at=None):
            link.delete()


def _make_staff(user: User) -> None:
    """Django shows its admin, in which everybody works, to accounts that are staff."""
    if not user.is_staff:
        user.is_staff = True
        user.save(update_fields=["is_staff"])


def _forget_rights(user: User) -> None:
    if hasattr(user, KNOWN):
        delattr(user, KNOWN)
