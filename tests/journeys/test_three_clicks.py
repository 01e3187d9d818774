"""From the home page, the ten commonest tasks are three clicks away, by links that can be seen."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, expect

from analysis.coding.codebooks.store import store_codebook
from survey.members.roles import Role
from tests.analysis.coding_world import shipped
from tests.analysis.participation import go_through
from tests.journeys.conftest import Visitor
from tests.roles import with_role
from tests.survey.conftest import another_version
from tests.world import NOON, World

pytestmark = [
    pytest.mark.browser,
    pytest.mark.any_database,
    pytest.mark.django_db(transaction=True, databases=["default", "recruitment"]),
]

STUDY = "What do you need"
CLICKS = 3

TASKS: dict[str, tuple[tuple[str, ...], str]] = {
    "see who came": ((STUDY, "Watch"), "Who came"),
    "read one person": ((STUDY, "Read", "P1"), "Participant P1"),
    "exclude somebody": ((STUDY, "Read", "Read P1"), "Assessment"),
    "open the study": ((STUDY, "Open and close"), "Open and close"),
    "invite": ((STUDY, "Recruit", "Links that each admit"), "Invitations"),
    "preview": ((STUDY, "Preview"), "Preview"),
    "plan a round": ((STUDY, "Code", "Plan a coding round"), "Plan a round with"),
    "read the report": ((STUDY, "Report", "The report"), "Who took part"),
    "export": ((STUDY, "Archive", "Export the data"), "Export the data"),
    "compare versions": ((STUDY, "Difference"), "Difference between versions"),
}
"""The beginnings of the names of the links, and a heading of the page they lead to."""


@pytest.fixture
def lead(browser: Browser, live_server: object) -> Iterator[Visitor]:
    world = World()
    go_through(world.ada)
    another_version()
    store_codebook(shipped(), world.founding.study, by="rita", now=NOON)
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    name = settings.SESSION_COOKIE_NAME
    value = with_role(Role.LEAD).cookies[name].value
    context.add_cookies([{"name": name, "value": value, "url": str(live_server)}])
    yield Visitor(context, str(live_server))
    context.close()


def follow(page: Page, name: str) -> None:
    """The first link on the page that shows this name."""
    link = page.locator("a:visible").filter(has_text=name)
    with page.expect_navigation():
        link.first.click()


def test_the_commonest_tasks_are_three_clicks_from_home(lead: Visitor) -> None:
    for task, (links, heading) in TASKS.items():
        assert len(links) <= CLICKS, task
        lead.open("/admin/")
        for name in links:
            follow(lead.page, name)
        expect(lead.page.get_by_role("heading", name=heading).first).to_be_visible()
    assert lead.complaints == []
