"""The journeys of participants and coders in Firefox, whose engine is not Chromium's."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from survey.models import Answer, Exploration, Participant, State
from tests.analysis.coding_world import CodingWorld
from tests.journeys import somebody
from tests.journeys.conftest import FAILED, PATIENCE, Visitor, keep
from tests.journeys.test_desk import coding, desk_of, log_in, press
from tests.journeys.test_taking_part import reach
from tests.world import World

__all__ = ["coding"]
pytestmark = [
    pytest.mark.browser,
    pytest.mark.any_database,
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def laptop(
    firefox: Browser, live_server: object, request: pytest.FixtureRequest
) -> Iterator[Visitor]:
    context = firefox.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(PATIENCE)
    visitor = Visitor(context, str(live_server))
    yield visitor
    if request.node.stash.get(FAILED, False):
        keep(visitor, request.node.name)
    context.close()


@pytest.fixture
def opened(transactional_db: None) -> World:
    world = World()
    world.open()
    return world


@pytest.mark.slow
def test_the_whole_study(opened: World, laptop: Visitor) -> None:
    somebody.whole_study(laptop, lambda: None)
    assert laptop.complaints == []
    assert Participant.objects.get().state == State.COMPLETED
    assert Exploration.objects.count() == 4


def test_a_page_that_was_submitted_stays_so_after_back_and_a_reload(
    opened: World, laptop: Visitor
) -> None:
    reach(laptop, "background")
    page = laptop.page
    somebody.about_you(page)
    page.get_by_role("heading", name="An error of a model").wait_for()
    page.reload()
    page.get_by_role("heading", name="An error of a model").wait_for()
    page.go_back()
    page.get_by_role("heading", name="An error of a model").wait_for()
    assert Answer.objects.get(question="gender").value == {"option": "non_binary"}


def test_what_is_missing_is_named_and_one_step_away(opened: World, laptop: Visitor) -> None:
    reach(laptop, "background")
    page = laptop.page
    somebody.go_on(page)
    page.get_by_role("alert").get_by_role("link").first.click()
    assert page.evaluate("document.activeElement.type") == "radio"
    assert page.evaluate("document.activeElement.name") == "gender"


def test_coding_by_keyboard(coding: CodingWorld, laptop: Visitor) -> None:
    page = desk_of(coding, laptop)
    press(page, "s", "ArrowDown", "Enter", *"class o", "Enter")
    page.get_by_text("Coded as Class overlap: “The coat looks odd.”").wait_for()
    press(page, "s")
    assert page.evaluate("getSelection().toString()") == "Its"
    press(page, "Escape", "c", *"mislabeled", "Enter")
    page.get_by_text("Coded as Mislabeled data: the whole text").wait_for()
    assert page.evaluate("document.activeElement.className") == "unit current"
    press(page, "u")
    page.get_by_text("Undone: coded as Mislabeled data").wait_for()
    press(page, "t", *"The weather", "Enter")
    page.locator(".unit.current .codes b", has_text="The weather").wait_for()
    assert page.locator(".unit.current mark").inner_text() == "The coat looks odd."
    assert laptop.complaints == []


def test_a_report_asks_for_no_icon_that_its_policy_forbids(
    coding: CodingWorld, laptop: Visitor
) -> None:
    log_in(coding.rita, laptop)
    laptop.page.add_init_script(
        "stopped = [];"
        "addEventListener('securitypolicyviolation', event => stopped.push(event.blockedURI))"
    )
    laptop.open("/analysis/studies/tda-needfinding/report/")
    laptop.page.wait_for_timeout(500)  # an icon is asked for when all else is there
    assert laptop.page.evaluate("stopped") == []
