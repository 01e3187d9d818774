"""Log-in: user names are locked after repeated failures.

Names are locked, and network addresses are not stored
(docs/decisions/0014-names-are-locked-not-addresses.md).
"""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django_otp.plugins.otp_totp.models import TOTPDevice

from workspace.log_in.models import FailedLogIn

MOST_FAILURES = 5
LOCKED_FOR = timedelta(minutes=15)


def _digest(name: str) -> str:
    """A keyed digest, so that a password typed in the wrong field is not stored."""
    return salted_hmac(
        "config.login_throttle", name.strip().casefold(), algorithm="sha256"
    ).hexdigest()


def is_locked(name: str, *, now: datetime) -> bool:
    """Whether a name failed MOST_FAILURES times in a row, the last time within LOCKED_FOR."""
    recent = FailedLogIn.objects.filter(name=_digest(name), last_at__gt=now - LOCKED_FOR)
    return recent.filter(failures__gte=MOST_FAILURES).exists()


def locked_names(names: list[str], *, now: datetime) -> set[str]:
    """Those of many names that are locked, in one query."""
    recent = FailedLogIn.objects.filter(
        last_at__gt=now - LOCKED_FOR, failures__gte=MOST_FAILURES
    ).values_list("name", flat=True)
    locked = set(recent)
    return {name for name in names if _digest(name) in locked} if locked else set()


@transaction.atomic
def note_failure(name: str, *, now: datetime) -> None:
    """Count a failure, and delete those that are older than LOCKED_FOR."""
    FailedLogIn.objects.filter(last_at__lte=now - LOCKED_FOR).delete()
    FailedLogIn.objects.get_or_create(name=_digest(name), defaults={"last_at": now})
    FailedLogIn.objects.filter(name=_digest(name)).update(failures=F("failures") + 1, last_at=now)


def forget_failures(name: str) -> bool:
    """Unlock a name; says whether it had failed before."""
    return bool(FailedLogIn.objects.filter(name=_digest(name)).delete()[0])


class Accounts(ModelBackend):
    """Django's accounts; a locked name is refused before the password is compared."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **options: Any,
    ) -> User | None:
        if username and is_locked(username, now=timezone.now()):
            raise PermissionDenied
        user = super().authenticate(request, username=username, password=password, **options)
        assert user is None or isinstance(user, User)  # noqa: S101  there are no other accounts
        return user


def on_failure(*, credentials: dict[str, Any], **_: Any) -> None:
    """Count failures of the admin and the API; tries of a locked name do not prolong the lock."""
    name, now = str(credentials.get("username") or ""), timezone.now()
    if name and not is_locked(name, now=now):
        note_failure(name, now=now)


def on_success(*, user: User, **_: Any) -> None:
    forget_failures(user.get_username())


def unlock(name: str) -> bool:
    """Unlock a name and the one-time codes of its account; says whether either was locked."""
    throttled = TOTPDevice.objects.filter(user__username=name, throttling_failure_count__gt=0)
    unlocked = throttled.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    return forget_failures(name) or bool(unlocked)
