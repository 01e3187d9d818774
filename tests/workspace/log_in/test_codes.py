"""One-time codes, and recovery codes for the day that a phone is gone."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice, default_key

from operations.models import Change
from tests.workspace.log_in.log_in import code_of, try_in
from workspace.log_in.codes import (
    confirm_codes,
    has_codes,
    is_recovery_code,
    is_valid_code,
    new_recovery_codes,
    require_codes,
    secret_as_text,
    stop_requiring_codes,
    use_recovery_code,
)
from workspace.log_in.models import RecoveryCode

pytestmark = pytest.mark.django_db


def right_code(key: str) -> str:
    return code_of(TOTPDevice(key=key))


def test_a_secret_is_taken_over_only_with_a_code_that_it_makes(rita: User) -> None:
    key = default_key()
    assert confirm_codes(rita, key, f"{(int(right_code(key)) + 1) % 10**6:06}") is None
    assert not has_codes(rita)
    assert not RecoveryCode.objects.exists()
    codes = confirm_codes(rita, key, right_code(key))
    assert codes
    assert len(set(codes)) == 10
    assert has_codes(rita)


def test_the_code_that_confirmed_a_secret_logs_nobody_in(rita: User) -> None:
    key = default_key()
    code = right_code(key)
    confirm_codes(rita, key, code)
    assert not is_valid_code(rita, code)


def test_each_recovery_code_works_once_and_for_its_account_alone(rita: User) -> None:
    require_codes(rita)
    first, second, *_ = new_recovery_codes(rita)
    assert not use_recovery_code(User.objects.create_user("other"), first)
    assert use_recovery_code(rita, first.lower().replace("-", " "))
    assert not use_recovery_code(rita, first)
    assert use_recovery_code(rita, second)
    assert rita.recovery_codes.count() == 8


def test_new_recovery_codes_replace_the_old_ones(rita: User) -> None:
    old = new_recovery_codes(rita)
    new_recovery_codes(rita)
    assert rita.recovery_codes.count() == 10
    assert not any(use_recovery_code(rita, code) for code in old)


def test_recovery_codes_are_stored_nowhere(rita: User) -> None:
    codes = new_recovery_codes(rita)
    stored = str(list(RecoveryCode.objects.values())) + str(list(Change.objects.values()))
    assert not [code for code in codes if code in stored or code.replace("-", "") in stored]


def test_a_recovery_code_logs_in_in_place_of_a_code_and_only_once(rita: User) -> None:
    require_codes(rita)
    code = new_recovery_codes(rita)[0]
    assert try_in(Client(), code=code) == "/admin/"
    assert "used before" in try_in(Client(), code=code)


def test_a_recovery_code_works_while_wrong_codes_make_others_wait(rita: User) -> None:
    require_codes(rita)
    code = new_recovery_codes(rita)[0]
    try_in(Client(), code="000000")
    assert try_in(Client(), code=code) == "/admin/"


def test_made_up_recovery_codes_lock_the_name_like_passwords(rita: User) -> None:
    require_codes(rita)
    for _time in range(5):
        try_in(Client(), code="AAAA-AAAA-AAAA-AAAA")
    assert "failed too often" in try_in(Client())


def test_taking_codes_off_takes_the_recovery_codes_with_them(rita: User) -> None:
    require_codes(rita)
    new_recovery_codes(rita)
    assert stop_requiring_codes(rita)
    assert not RecoveryCode.objects.exists()


def test_six_digits_are_never_taken_for_a_recovery_code() -> None:
    assert not is_recovery_code("123 456")
    assert is_recovery_code("ABCD-EFGH-IJKL-MNOP")


def test_a_secret_is_written_as_authenticators_take_it() -> None:
    """The secret of RFC 6238, appendix B, in the alphabet of RFC 4648."""
    key = b"12345678901234567890".hex()
    assert secret_as_text(key) == "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ"
