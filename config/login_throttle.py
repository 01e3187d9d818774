"""Log-in: user names are locked after repeated failures, and one-time codes are asked for.

Names are locked, and network addresses are not stored
(docs/decisions/0014-names-are-locked-not-addresses.md).
"""

from datetime import datetime, timedelta
from math import ceil
from typing import Any

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django_otp.plugins.otp_totp.models import TOTPDevice

from config.models import FailedLogIn

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


def has_codes(user: Any) -> bool:
    return bool(TOTPDevice.objects.filter(user=user, confirmed=True).exists())


def seconds_to_wait(user: Any, *, now: datetime) -> int:
    """2^(n - 1) after n wrong codes in a row, less the time since: until then none is accepted."""
    device = TOTPDevice.objects.get(user=user, confirmed=True)
    _allowed, lock = device.verify_is_allowed()
    return ceil((lock["locked_until"] - now).total_seconds()) if lock else 0


@transaction.atomic
def is_valid_code(user: Any, code: str) -> bool:
    """Whether the code is right and was not used before; the device counts wrong ones."""
    device = TOTPDevice.objects.select_for_update().get(user=user, confirmed=True)
    is_right: bool = device.verify_token(code)
    return is_right


@transaction.atomic
def require_codes(user: User) -> TOTPDevice:
    """Give an account a new secret, in place of the one it had."""
    stop_requiring_codes(user)
    return TOTPDevice.objects.create(user=user, name="authenticator", confirmed=True)


def stop_requiring_codes(user: User) -> bool:
    """Let an account log in by its password alone; says whether it needed codes."""
    return bool(TOTPDevice.objects.filter(user=user).delete()[0])


class LogInForm(AdminAuthenticationForm):
    """Also asks for a one-time code, which accounts with a secret need."""

    code = forms.CharField(
        required=False,
        max_length=6,
        label="One-time code",
        help_text="Only for accounts that use one: six digits from your authenticator.",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def clean(self) -> dict[str, Any]:
        name = self.cleaned_data.get("username") or ""
        if is_locked(name, now=timezone.now()):
            raise forms.ValidationError(
                "Log-in with this user name failed too often. Wait a quarter of an hour, or ask "
                "whoever runs this server to unlock it."
            )
        return super().clean()

    def confirm_login_allowed(self, user: Any) -> None:
        super().confirm_login_allowed(user)
        if not has_codes(user):
            return
        code = self.cleaned_data.get("code") or ""
        if code and (seconds := seconds_to_wait(user, now=timezone.now())):
            raise forms.ValidationError(
                "A wrong code was sent before, so none is looked at for a while. Wait "
                f"{seconds} s, then write the newest code of your authenticator."
            )
        if not code or not is_valid_code(user, code):
            if code:
                note_failure(user.get_username(), now=timezone.now())
            raise forms.ValidationError(
                "This account needs a one-time code, and none or another one was sent. "
                "Write the newest code of your authenticator."
            )
