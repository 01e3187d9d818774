"""The journeys of participants and coders in Firefox, whose engine is not Chromium's."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from survey.models import Answer, Exploration, Participant, State
from tests.journeys import somebody
from tests.journeys.conftest import FAILED, Visitor, keep
from tests.journeys.test_taking_part import opened, reach

__all__ = ["opened"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def laptop(
    firefox: Browser, live_server: object, request: pytest.FixtureRequest
) -> Iterator[Visitor]:
    context = firefox.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(10_000)
    visitor = Visitor(context, str(live_server))
    yield visitor
    if request.node.stash.get(FAILED, False):
        keep(visitor, request.node.name)
    context.close()


def test_the_whole_study(laptop: Visitor) -> None:
    somebody.whole_study(laptop, lambda: None)
    assert laptop.complaints == []
    assert Participant.objects.get().state == State.COMPLETED
    assert Exploration.objects.count() == 4


def test_a_page_that_was_submitted_stays_so_after_back_and_a_reload(laptop: Visitor) -> None:
    reach(laptop, "background")
    page = laptop.page
    somebody.about_you(page)
    page.get_by_role("heading", name="A model's mistake").wait_for()
    page.reload()
    page.get_by_role("heading", name="A model's mistake").wait_for()
    page.go_back()
    page.get_by_role("heading", name="A model's mistake").wait_for()
    assert Answer.objects.get(question="gender").value == {"option": "non_binary"}
