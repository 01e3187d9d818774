"""The pages by which people are invited, in a browser: accessible, and texts copied by a button."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from survey.enrolment.invitations import make_invitations
from survey.members.roles import Role
from survey.models import StudyVersion
from survey.recruitment.codes import add_codes
from tests.journeys.conftest import Visitor
from tests.roles import account
from tests.survey.conftest import BY_PANEL, opened
from tests.survey.recruitment.mail_server import Behaviour, mail_server
from tests.world import NOON, World

pytestmark = [
    pytest.mark.browser,
    pytest.mark.any_database,
    pytest.mark.django_db(transaction=True, databases=["default", "recruitment"]),
]

RECRUIT = "/admin/studies/by-panel/recruit/"


@pytest.fixture
def study(transactional_db: None, study_folder: Path) -> StudyVersion:
    version = opened(World(), study_folder, BY_PANEL)
    make_invitations(version.study, 3, made_at=NOON, label="Seminar, spring")
    add_codes(version.study.slug, ["AAA", "BBB"])
    return version


@pytest.fixture
def server(settings: Any) -> Iterator[Behaviour]:
    with mail_server(settings) as behaviour:
        yield behaviour


def test_people_are_invited_by_link_and_by_mail(
    visitor: Visitor, study: StudyVersion, server: Behaviour
) -> None:
    client = Client()
    client.force_login(account("rita", Role.LEAD, Role.RECRUITER))
    visitor.log_in(client)
    page = visitor.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    for below in ("", "invitations/", "orders/", "panel/", "codes/", "mail/"):
        visitor.open(f"{RECRUIT}{below}")
        visitor.check_page()
    visitor.open(RECRUIT)
    page.locator(".to-copy button").click()
    page.get_by_role("button", name="Copy http").get_by_text("Copied").wait_for()
    link = f"{visitor.address}/studies/by-panel/"
    assert page.evaluate("navigator.clipboard.readText()") == link
    visitor.open(f"{RECRUIT}mail/new/")
    visitor.check_page()
    page.get_by_role("textbox", name="Addresses").fill("ada@example.org\nbo@example.org")
    page.get_by_role("button", name="Look at a mail").click()
    page.get_by_role("button", name="Send to 2 addresses").wait_for()
    visitor.check_page()
    page.get_by_role("button", name="Send to 2 addresses").click()
    page.get_by_text("2 of 2 mails were sent.").wait_for()
    assert sorted(server.receivers) == ["ada@example.org", "bo@example.org"]
    page.get_by_role("link", name="Write a reminder").click()
    page.get_by_role("heading", name="Remind them").wait_for()
    visitor.check_page()
