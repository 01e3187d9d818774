"""A researcher draws a design space from the codes of interviews, with and without scripts."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from analysis.design_spaces.cite import Cited, cite
from analysis.design_spaces.models import DesignSpaceTrace
from survey.members.roles import Role
from tests.analysis.coding_world import account
from tests.analysis.coding_world import browser as logged_in
from tests.analysis.design_spaces.space_world import SpaceWorld
from tests.journeys.conftest import Visitor
from tests.journeys.everybody import faults

pytestmark = [
    pytest.mark.browser,
    pytest.mark.any_database,
    pytest.mark.django_db(transaction=True),
]

HOME = "/admin/analysis/designspacetrace/"


@pytest.fixture
def world(transactional_db: None) -> SpaceWorld:
    return SpaceWorld()


@pytest.fixture
def rita(world: SpaceWorld) -> str:
    """The session of somebody with the role of researchers."""
    return logged_in(account("rita", Role.RESEARCHER)).cookies["sessionid"].value


@pytest.fixture(params=[1280, 320])
def visitor(
    browser: Browser, live_server: object, rita: str, request: pytest.FixtureRequest
) -> Iterator[Visitor]:
    context = browser.new_context(viewport={"width": request.param, "height": 800})
    context.add_cookies([{"name": "sessionid", "value": rita, "url": str(live_server)}])
    yield Visitor(context, str(live_server))
    context.close()


def test_findings_and_design_space_can_be_used_by_everybody(
    world: SpaceWorld, visitor: Visitor
) -> None:
    quote = world.passage("Labels, again.").guid
    cite(world.remove, {world.guid("labels"): Cited("They are taken out.", (quote,))})
    assert world.relabel
    home = f"{HOME}{world.trace.pk}/"
    for part in (
        "change/",
        "title/",
        f"axis/{world.axis.pk}/",
        f"level/{world.remove.pk}/",
        f"level/{world.remove.pk}/codes/",
    ):
        visitor.open(home + part)
        assert faults(visitor.page) == [], part
        wide = visitor.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, part


@pytest.fixture
def plain(browser: Browser, live_server: object, rita: str) -> Iterator[Page]:
    """A browser that runs no scripts."""
    context = browser.new_context(java_script_enabled=False, base_url=str(live_server))
    context.add_cookies([{"name": "sessionid", "value": rita, "url": str(live_server)}])
    yield context.new_page()
    context.close()


def test_a_design_space_is_drawn_without_scripts(world: SpaceWorld, plain: Page) -> None:
    plain.goto(f"{HOME}add/")
    plain.get_by_label("Title").fill("Drawn by hand")
    plain.get_by_label("Codebook").select_option(label="What interviewees said")
    plain.get_by_role("button", name="Begin it").click()
    plain.get_by_role("link", name="New axis").click()
    plain.get_by_label("Key").fill("action")
    plain.get_by_label("Title").fill("Action")
    plain.get_by_role("button", name="Add it").click()
    plain.get_by_role("link", name="New level of Action").click()
    plain.get_by_label("Key").fill("removal")
    plain.get_by_label("Title").fill("Remove")
    plain.get_by_role("button", name="Add it").click()
    plain.get_by_label("Wrong labels").check()
    plain.get_by_role("button", name="Keep it").click()
    plain.get_by_label("How “Wrong labels” leads to Remove").fill("They are taken out.")
    plain.get_by_label("Labels, again.").check()
    plain.get_by_role("button", name="Keep it").click()
    plain.get_by_role("link", name="Back to the design space").click()
    assert plain.get_by_text("#1 They are taken out.").count() == 1
    trace = DesignSpaceTrace.objects.get(title="Drawn by hand")
    assert trace.axes.get().levels.get().citations.get().quotes.count() == 1
