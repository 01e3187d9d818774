"""From a server that nobody has an account on to a coder in a browser of their own."""

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django_otp.plugins.otp_totp.models import TOTPDevice
from playwright.sync_api import Browser, expect

from survey.models import Study
from tests.journeys.conftest import PATIENCE, Visitor
from tests.workspace.log_in.log_in import code_of
from tests.world import World
from workspace.log_in.first_start import setup_code

pytestmark = [
    pytest.mark.browser,
    pytest.mark.any_database,
    pytest.mark.django_db(transaction=True, databases=["default", "recruitment"]),
]

PASSWORD = "correct horse battery"
HINT = "[DOM]"
"""Of Chromium, about forms for passwords: advice, and nothing was stopped."""


@pytest.fixture
def other(browser: Browser, live_server: object) -> Iterator[Visitor]:
    """Somebody else, at a phone."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, color_scheme="dark")
    context.set_default_timeout(PATIENCE)
    yield Visitor(context, str(live_server))
    context.close()


def check(somebody: Visitor) -> None:
    somebody.complaints[:] = [said for said in somebody.complaints if HINT not in said]
    somebody.check_page()


def make_account(somebody: Visitor, name: str, button: str) -> None:
    page = somebody.page
    page.get_by_label("User name").fill(name)
    page.get_by_label("Password:", exact=True).fill(PASSWORD)
    page.get_by_label("Password again").fill(PASSWORD)
    page.get_by_role("button", name=button).click()


@pytest.fixture
def two_studies(world: World, transactional_db: None, settings: Any, tmp_path: Path) -> Study:
    """The founding study, and one that nobody is invited to; no account."""
    settings.DATA_DIR = tmp_path
    Study.objects.create(slug="another-study")
    return world.founding.study


def test_the_first_administrator_invites_a_coder_who_sees_that_study_alone(
    two_studies: Study, visitor: Visitor, other: Visitor
) -> None:
    page, phone = visitor.page, other.page
    visitor.open("/admin/")
    check(visitor)
    page.get_by_label("Setup code").fill(setup_code())
    make_account(visitor, "root", "Make the account")
    visitor.open(f"/admin/studies/{two_studies.slug}/people/")
    check(visitor)
    page.get_by_label("For whom").fill("Ann")
    page.locator("form", has=page.get_by_role("button", name="Make a link")).get_by_label(
        "coder:"
    ).check()
    page.get_by_role("button", name="Make a link").click()
    check(visitor)
    link = page.locator("code.once").inner_text()

    phone.goto(link)
    check(other)
    make_account(other, "ann", "Make the account and join")
    expect(phone).to_have_url(f"{other.address}/admin/studies/{two_studies.slug}/code/")
    check(other)
    other.open("/admin/")
    expect(phone.locator(".card")).to_have_count(1)
    other.open("/admin/studies/another-study/")
    expect(phone.get_by_role("heading", level=1)).to_have_text("This page does not exist")

    visitor.open("/admin/people/")
    check(visitor)
    page.get_by_role("link", name="ann").click()
    expect(page.get_by_text("coder")).to_be_visible()
    check(visitor)


def test_somebody_sets_up_codes_that_a_study_requires_before_anything_opens(
    two_studies: Study, visitor: Visitor
) -> None:
    two_studies.codes_required = True
    two_studies.save()
    User.objects.create_superuser("root", password=PASSWORD)
    page = visitor.page
    visitor.open("/admin/")
    page.get_by_label("Username").fill("root")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page).to_have_url(f"{visitor.address}/admin/me/codes/")
    check(visitor)
    secret = page.locator("code.secret").inner_text().replace(" ", "")
    device = TOTPDevice(key=base64.b32decode(secret).hex())
    page.get_by_label("six digits").fill(code_of(device))
    page.get_by_role("button", name="Use these codes").click()
    expect(page.locator(".recovery-codes li")).to_have_count(10)
    check(visitor)
    page.get_by_role("link", name="I have kept them").click()
    expect(page).to_have_url(f"{visitor.address}/admin/")
    visitor.open("/admin/me/")
    check(visitor)
