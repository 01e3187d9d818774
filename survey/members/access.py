"""What an account may do in which studies: the one place that answers it.

A request is about one study or about none. While it is about one, `user.has_perm(permission)`
answers for that study, so that no page can forget to ask in which. Elsewhere it answers whether the
account has the permission in any study, and lists show the rows of those studies alone.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import QuerySet

from survey.members.models import Member
from survey.members.roles import PERMISSIONS, Role
from survey.studies.models import Study

Account = AbstractBaseUser | AnonymousUser

KNOWN = "permissions_by_study"
"""The attribute of an account under which its permissions are remembered."""

_study: ContextVar[Study | None] = ContextVar("study", default=None)


@contextmanager
def about(study: Study | None) -> Iterator[None]:
    """Meanwhile `has_perm` without a study answers for this one."""
    token = _study.set(study)
    try:
        yield
    finally:
        _study.reset(token)


def be_about(study: Study) -> None:
    """From here on, up to the end of `about` around it."""
    _study.set(study)


def study_of_request() -> Study | None:
    return _study.get()


def permissions_by_study(user: Account) -> Mapping[int, frozenset[str]]:
    """The permissions of an account by the primary key of each study it is a member of.

    Read once for each object that stands for an account, which is once for a request.
    """
    known: dict[int, frozenset[str]] | None = getattr(user, KNOWN, None)
    if known is None:
        known = {}
        if user.is_authenticated and user.is_active:
            for study, role in Member.objects.filter(user=user.pk).values_list("study", "role"):
                known[study] = known.get(study, frozenset()) | PERMISSIONS[Role(role)]
        setattr(user, KNOWN, known)
    return known


def studies_where(user: Account, permission: str) -> QuerySet[Study]:
    """The studies in which an account has a permission; every one for a superuser."""
    if getattr(user, "is_superuser", False) and user.is_active:
        return Study.objects.all()
    permitted = [pk for pk, own in permissions_by_study(user).items() if permission in own]
    return Study.objects.filter(pk__in=permitted)


def is_member(user: Account, study: Study) -> bool:
    """Whether the study is anything to the account at all. Superusers see every study."""
    if getattr(user, "is_superuser", False) and user.is_active:
        return True
    return study.pk in permissions_by_study(user)


class StudyMembers:
    """Answers `has_perm` for members of studies; a backend of Django that logs nobody in."""

    def authenticate(self, request: Any, **_: Any) -> None:
        return None

    def has_perm(self, user: Account, permission: str, obj: object = None) -> bool:
        """`obj` may be a study. Without one it is that of the request, or any."""
        by_study = permissions_by_study(user)
        study = obj if isinstance(obj, Study) else study_of_request()
        if study is not None:
            return permission in by_study.get(study.pk, ())
        return any(permission in own for own in by_study.values())

    def has_module_perms(self, user: Account, app_label: str) -> bool:
        return any(
            name.startswith(f"{app_label}.")
            for own in permissions_by_study(user).values()
            for name in own
        )
