"""Log-ins: locked by name, known by no address, and with one-time codes where somebody has them."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.workspace.log_in.log_in import PASSWORD, code_of, fail, try_in
from workspace.log_in import names
from workspace.log_in.codes import require_codes
from workspace.log_in.models import FailedLogIn
from workspace.log_in.names import LOCKED_FOR, MOST_FAILURES, note_failure

pytestmark = pytest.mark.django_db


def test_a_name_that_failed_too_often_is_refused_even_with_its_password(
    client: Client, rita: User
) -> None:
    fail(client)
    assert "failed too often" in try_in(client)
    assert "failed too often" in try_in(client, name=" RITA")
    assert client.get("/admin/").status_code == 302


@pytest.mark.parametrize(
    "address",
    [
        "https://elsewhere.example.org/",
        "//elsewhere.example.org",
        "javascript:alert(1)",
        "/\\e.org",
    ],
)
def test_nobody_is_led_to_another_host_after_logging_in(
    client: Client, rita: User, address: str
) -> None:
    sent = {"username": "rita", "password": PASSWORD, "code": "", "next": address}
    assert client.post("/admin/login/", sent).headers["Location"] == "/admin/"


def test_logging_in_gives_a_new_session(client: Client, rita: User) -> None:
    """One that somebody else put into the browser before is worth nothing."""
    client.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32
    assert try_in(client) == "/admin/"
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != "a" * 32


def test_a_name_nobody_has_is_locked_like_any_other(client: Client, rita: User) -> None:
    fail(client, "nobody")
    assert "failed too often" in try_in(client, name="nobody")


def test_a_lock_runs_out_and_trying_meanwhile_does_not_prolong_it(
    client: Client, rita: User
) -> None:
    fail(client)
    try_in(client)
    FailedLogIn.objects.update(last_at=timezone.now() - LOCKED_FOR - timedelta(seconds=1))
    assert try_in(client) == "/admin/"


def test_trying_a_locked_name_leaves_its_lock_as_it_is(client: Client, rita: User) -> None:
    fail(client)
    before = FailedLogIn.objects.values().get()
    try_in(client, "wrong")
    assert FailedLogIn.objects.values().get() == before


def test_success_ends_the_count_and_old_failures_do_not_add_up(client: Client, rita: User) -> None:
    fail(client, times=MOST_FAILURES - 1)
    assert try_in(client) == "/admin/"
    assert not FailedLogIn.objects.exists()
    note_failure("rita", now=timezone.now() - 2 * LOCKED_FOR)
    note_failure("rita", now=timezone.now())
    assert FailedLogIn.objects.get().failures == 1


def test_nothing_is_kept_of_a_failure_that_tells_who_tried(client: Client, rita: User) -> None:
    client.post(
        "/admin/login/",
        {"username": "hunter2", "password": "hunter3"},
        REMOTE_ADDR="203.0.113.9",
        HTTP_USER_AGENT="Browser 1",
    )
    failure = str(FailedLogIn.objects.values().get())
    assert not [detail for detail in ("hunter", "203.0.113.9", "Browser") if detail in failure]


def test_an_account_with_codes_needs_one_and_each_only_once(client: Client, rita: User) -> None:
    device = require_codes(rita)
    assert "needs a one-time code" in try_in(client)
    code = code_of(device)
    assert try_in(client, code=code) == "/admin/"
    assert "needs a one-time code" in try_in(Client(), code=code)


def let_time_pass() -> None:
    long_ago = timezone.now() - timedelta(hours=1)
    TOTPDevice.objects.update(throttling_failure_timestamp=long_ago)


def test_codes_cannot_be_guessed_for_long(client: Client, rita: User) -> None:
    require_codes(rita)
    for _time in range(MOST_FAILURES):
        try_in(client, code="wrong")
        let_time_pass()
    assert "failed too often" in try_in(client)


def test_a_right_code_soon_after_a_wrong_one_is_told_to_wait_and_counts_as_no_failure(
    client: Client, rita: User
) -> None:
    device = require_codes(rita)
    try_in(client, code="wrong")
    failed = FailedLogIn.objects.values_list("failures", flat=True)
    assert "Wait 1 s, then" in try_in(client, code=code_of(device))
    assert list(failed) == [1]
    let_time_pass()
    assert try_in(client, code=code_of(device)) == "/admin/"


def test_unlocking_takes_codes_again_at_once(client: Client, rita: User) -> None:
    device = require_codes(rita)
    for _time in range(MOST_FAILURES):
        let_time_pass()
        try_in(client, code="wrong")
    call_command("unlock", "rita")
    assert try_in(client, code=code_of(device)) == "/admin/"


def test_somebody_logged_in_who_may_not_see_a_page_is_told(client: Client) -> None:
    client.force_login(User.objects.create_user("guest"))
    assert "You are logged in as guest" in client.get("/admin/", follow=True).content.decode()


def test_a_lock_says_how_long_it_lasts() -> None:
    assert timedelta(minutes=15) == names.LOCKED_FOR  # the form's sentence names it
