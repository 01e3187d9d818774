"""One-time codes of an authenticator, and recovery codes for whoever has lost theirs."""

import base64
import binascii
import secrets
from datetime import datetime
from math import ceil
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.crypto import salted_hmac
from django_otp.plugins.otp_totp.models import TOTPDevice, default_key

from survey.members.models import Member
from survey.studies.models import Study
from workspace.log_in.models import RecoveryCode, ServerRules

DIGITS = 6
RECOVERY_CODES = 10
RECOVERY_BYTES = 10
"""80 random bits, which nobody guesses; written as 16 letters and digits."""


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


def is_recovery_code(code: str) -> bool:
    """Whether it was meant as one: codes of authenticators are six digits."""
    return len(_plain(code)) > DIGITS


@transaction.atomic
def use_recovery_code(user: Any, code: str) -> bool:
    """Whether it is one of the account's; if so it is used up."""
    rows = RecoveryCode.objects.select_for_update()
    row = rows.filter(user=user, digest=_digest(user, code)).first()
    return row is not None and bool(row.delete()[0])


@transaction.atomic
def new_recovery_codes(user: Any) -> list[str]:
    """Ten codes in place of those that the account had; only their digests are stored."""
    User.objects.select_for_update().get(pk=user.pk)
    RecoveryCode.objects.filter(user=user).delete()
    codes = [_written(secrets.token_bytes(RECOVERY_BYTES)) for _code in range(RECOVERY_CODES)]
    for code in codes:
        RecoveryCode.objects.create(user=user, digest=_digest(user, code))
    return codes


@transaction.atomic
def require_codes(user: User, key: str | None = None) -> TOTPDevice:
    """Give an account a new secret, in place of the one it had."""
    User.objects.select_for_update().get(pk=user.pk)
    stop_requiring_codes(user)
    return TOTPDevice.objects.create(
        user=user, name="authenticator", confirmed=True, key=key or default_key()
    )


@transaction.atomic
def confirm_codes(user: User, key: str, code: str) -> list[str] | None:
    """Begin to ask an account for codes, once it has shown that its authenticator makes them.

    The recovery codes that come with them; None, and nothing changed, where the code is wrong.
    """
    device = require_codes(user, key)
    if not device.verify_token(code):
        transaction.set_rollback(True)
        return None
    return new_recovery_codes(user)


@transaction.atomic
def stop_requiring_codes(user: User) -> bool:
    """Let an account log in by its password alone; says whether it needed codes."""
    RecoveryCode.objects.filter(user=user).delete()
    return bool(TOTPDevice.objects.filter(user=user).delete()[0])


def secret_as_text(key: str) -> str:
    """The secret as authenticators take it by hand, in groups of four."""
    written = base64.b32encode(binascii.unhexlify(key)).decode()
    return " ".join(written[start : start + 4] for start in range(0, len(written), 4))


def address_of(user: User, key: str) -> str:
    """The `otpauth://` address that a QR code holds."""
    address: str = TOTPDevice(user=user, name="authenticator", key=key).config_url
    return address


def codes_required() -> bool:
    return ServerRules.objects.filter(codes_required=True).exists()


@transaction.atomic
def require_codes_of_everybody(*, required: bool) -> None:
    rules = ServerRules.objects.select_for_update().filter(pk=1).first() or ServerRules(pk=1)
    rules.codes_required = required
    rules.save()


def must_set_up_codes(user: Any, study: Study | None) -> bool:
    """Whether the server or a study of the account requires codes that it does not have.

    One query, since it is asked for every page of the team.
    """
    requiring = Study.objects.filter(codes_required=True)
    if user.is_superuser:
        of_studies = Exists(requiring)
    else:
        own = Member.objects.filter(user=OuterRef(OuterRef("pk")), study=OuterRef("pk"))
        about = Q(pk=study.pk) if study is not None else Q(pk__in=())
        of_studies = Exists(requiring.filter(Exists(own) | about))
    return (
        User.objects.filter(pk=user.pk)
        .filter(Exists(ServerRules.objects.filter(codes_required=True)) | of_studies)
        .exclude(Exists(TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True)))
        .exists()
    )


def _plain(code: str) -> str:
    return "".join(code.split()).replace("-", "").upper()


def _digest(user: Any, code: str) -> str:
    """Keyed, and of the account as well: equal codes of two accounts are stored differently."""
    value = f"{user.pk} {_plain(code)}"
    return salted_hmac("workspace.log_in.recovery", value, algorithm="sha256").hexdigest()


def _written(raw: bytes) -> str:
    letters = base64.b32encode(raw).decode()
    return "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))
