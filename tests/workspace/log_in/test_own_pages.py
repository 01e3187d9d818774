"""Everybody sets up codes for themselves, in the browser."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.workspace.log_in.log_in import code_of, try_in
from workspace.log_in.codes import has_codes, new_recovery_codes, require_codes
from workspace.log_in.models import RecoveryCode
from workspace.log_in.own_pages import NEW_SECRET

NEW = "/admin/me/codes/"
ME = "/admin/me/"

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def browser(client: Client, rita: User) -> Client:
    client.force_login(rita)
    return client


def code_shown(browser: Client) -> str:
    browser.get(NEW)
    return code_of(TOTPDevice(key=browser.session[NEW_SECRET]))


def recovery_codes(text: str) -> list[str]:
    return re.findall(r"<code>([A-Z2-7-]{19})</code>", text)


def test_the_page_shows_the_secret_as_a_picture_and_as_text_and_from_no_other_host(
    browser: Client,
) -> None:
    page = browser.get(NEW).content.decode()
    assert 'src="data:image/svg+xml' in page
    assert re.search(r'<code class="secret">([A-Z2-7]{4} ){7}[A-Z2-7]{4}</code>', page)
    assert page == re.sub(r'src="https?://', "", page)


def test_the_secret_stays_the_same_until_a_code_proves_that_it_came_over(browser: Client) -> None:
    code_shown(browser)
    secret = browser.session[NEW_SECRET]
    wrong = browser.post(NEW, {"code": "wrong"}).content.decode()
    assert "clock of your phone" in " ".join(wrong.split())
    assert browser.session[NEW_SECRET] == secret
    assert not TOTPDevice.objects.exists()


def test_codes_are_asked_for_from_then_on_and_recovery_codes_shown_once(
    browser: Client, rita: User
) -> None:
    page = browser.post(NEW, {"code": code_shown(browser)}).content.decode()
    assert len(recovery_codes(page)) == 10
    assert NEW_SECRET not in browser.session
    assert "one-time code" in try_in(Client())
    assert try_in(Client(), code=recovery_codes(page)[0]) == "/admin/"
    assert browser.get(NEW).headers["Location"] == ME
    assert not recovery_codes(browser.get(ME).content.decode())


def test_reading_the_page_stores_no_secret(browser: Client) -> None:
    browser.get(NEW)
    assert not TOTPDevice.objects.exists()


def test_codes_are_taken_off_only_with_a_code(browser: Client, rita: User) -> None:
    require_codes(rita)
    code = new_recovery_codes(rita)[0]
    for wrong in ("", "AAAA-AAAA-AAAA-AAAA"):
        assert browser.post(ME, {"do": "off", "code": wrong}).status_code == 200
    assert has_codes(rita)
    assert browser.post(ME, {"do": "off", "code": code}).status_code == 302
    assert not has_codes(rita)


def test_new_recovery_codes_are_made_only_with_a_code(browser: Client, rita: User) -> None:
    require_codes(rita)
    before = new_recovery_codes(rita)
    page = browser.post(ME, {"do": "recovery", "code": before[0]}).content.decode()
    assert len(recovery_codes(page)) == 10
    assert not set(before) & set(recovery_codes(page))
    assert RecoveryCode.objects.count() == 10


@pytest.mark.parametrize("do", ["off", "recovery", "anything"])
def test_without_codes_these_buttons_do_nothing(browser: Client, do: str) -> None:
    assert browser.post(ME, {"do": do, "code": "123456"}).headers["Location"] == ME
    assert not RecoveryCode.objects.exists()
