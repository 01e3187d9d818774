"""Links by which people join: made, taken back, and used up by one person."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256

from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from survey.errors import LinkRefused, MembersRefused
from survey.members.models import JoinLink
from survey.members.roles import Role
from survey.members.write import add_member
from survey.studies.models import Study

VALID_FOR = timedelta(days=14)
TOKEN_BYTES = 24


def digest_of(token: str) -> str:
    return sha256(token.encode()).hexdigest()


@transaction.atomic
def make_link(
    by: User, study: Study | None, roles: Iterable[str] = (), *, note: str = "", now: datetime
) -> str:
    """The token of a new link, which is stored nowhere. Raises MembersRefused.

    Without a study it lets somebody make an account, and nothing more.
    """
    wanted = sorted(set(roles))
    if study is not None and not wanted:
        raise MembersRefused("No role was chosen. Tick at least one, such as coder.")
    if (study is None and wanted) or not set(wanted) <= set(Role):
        raise MembersRefused("There is no such role. Choose one of those on the page.")
    token = secrets.token_urlsafe(TOKEN_BYTES)
    JoinLink.objects.create(
        study=study,
        roles=wanted,
        note=note.strip()[:100],
        digest=digest_of(token),
        made_by=by,
        made_at=now,
        expires_at=now + VALID_FOR,
    )
    return token


def open_links(study: Study | None, *, now: datetime) -> QuerySet[JoinLink]:
    """Links of a study, or of the server alone, that still let somebody in."""
    links = JoinLink.objects.filter(study=study, used_at=None, expires_at__gt=now)
    return links.select_related("made_by")


@transaction.atomic
def revoke_link(study: Study | None, key: int) -> None:
    """Raises LinkRefused where the link is used by now, or gone."""
    rows = JoinLink.objects.select_for_update()
    link = rows.filter(study=study, pk=key, used_at=None).first()
    if link is None:
        raise LinkRefused
    link.delete()


def link_of(digest: str, *, now: datetime) -> JoinLink:
    """The link with this digest, if it lets somebody in. Raises LinkRefused.

    Only digests are compared, so that the time of an answer says nothing about a link.
    """
    link = (
        JoinLink.objects.filter(digest=digest, used_at=None, expires_at__gt=now)
        .select_related("study", "made_by")
        .first()
    )
    if link is None or not _may_still_invite(link):
        raise LinkRefused
    return link


@transaction.atomic
def use_link(digest: str, user: User, *, now: datetime) -> JoinLink:
    """Let an account in, and use the link up. Raises LinkRefused or MembersRefused."""
    JoinLink.objects.select_for_update().filter(digest=digest).first()
    link = link_of(digest, now=now)
    if link.study is not None:
        add_member(link.study, user, link.roles, now=now)
    link.used_by, link.used_at = user, now
    link.save(update_fields=["used_by", "used_at"])
    return link


@transaction.atomic
def join_with_new_account(
    digest: str, name: str, password: str | None, *, now: datetime
) -> tuple[User, JoinLink]:
    """Make an account and let it in. Without a password it logs in by single sign-on alone.

    Raises LinkRefused or MembersRefused, and Django's ValidationError for a weak password.
    """
    link_of(digest, now=now)
    user = new_account(name, password)
    return user, use_link(digest, user, now=now)


def new_account(name: str, password: str | None, *, superuser: bool = False) -> User:
    """An account for the admin. Raises MembersRefused or Django's ValidationError."""
    user = User(username=User.normalize_username(name), is_staff=True, is_superuser=superuser)
    user.set_unusable_password()
    user.clean_fields()
    if password is not None:
        validate_password(password, user)
        user.set_password(password)
    taken = MembersRefused(f"There is an account {user.username} already. Choose another name.")
    if User.objects.filter(username__iexact=user.username).exists():
        raise taken
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError:
        raise taken from None
    return user


def _may_still_invite(link: JoinLink) -> bool:
    maker = link.made_by
    if link.study is None:
        return maker.is_active and maker.is_superuser
    return maker.has_perm("survey.manage_members", link.study)
