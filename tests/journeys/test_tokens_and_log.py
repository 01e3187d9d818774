"""A lead makes a token, a program uses it, and the log says so: usable by everybody."""

import re

import pytest
from playwright.sync_api import expect

from operations.models import Change
from survey.members.roles import Role
from survey.studies.downloads import note_download
from tests.analysis.api.programs import ask
from tests.journeys.conftest import Visitor
from tests.roles import with_role
from tests.world import World

pytestmark = [
    pytest.mark.browser,
    pytest.mark.any_database,
    pytest.mark.django_db(transaction=True, databases=["default", "recruitment"]),
]

STUDY = "/admin/studies/tda-needfinding"


def test_a_lead_makes_a_token_and_finds_what_it_fetched_in_the_log(visitor: Visitor) -> None:
    world = World()
    world.open()
    visitor.log_in(with_role(Role.LEAD))
    visitor.open(f"{STUDY}/programs/")
    visitor.check_page()
    visitor.page.get_by_label("What will use it").fill("Nightly report on the lab's server")
    visitor.page.get_by_role("button", name="Make the token").click()
    shown = visitor.page.locator(".made-token code")
    expect(shown).to_have_text(re.compile(r"nf_\w{43}"))
    visitor.check_page()
    assert ask(shown.inner_text(), "tda-needfinding/tables/participants/").status_code == 200
    note_download(world.founding.study, "data package", {"formats": ["csv", "xlsx"]})
    visitor.page.get_by_role("link", name="Log of changes").click()
    expect(visitor.page.get_by_text("table participants")).to_be_visible()
    visitor.check_page()
    visitor.page.get_by_label("What was done").select_option("downloaded")
    visitor.page.get_by_role("button", name="Show").click()
    expect(visitor.page.get_by_role("link", name="Take these 2 along as CSV")).to_be_visible()
    visitor.check_page()
    visitor.open(f"{STUDY}/programs/")
    visitor.page.get_by_role("button", name="Revoke Nightly report").click()
    expect(visitor.page.get_by_text("is revoked. Programs that use it")).to_be_visible()
    visitor.check_page()
    assert Change.objects.filter(what="API token").count() == 2
