"""A study is looked at in a preview, page by page, on a laptop and on a phone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from survey.members.roles import Role
from survey.preview.walk import Walk
from survey.studies.find import current_version
from tests.journeys.conftest import Visitor
from tests.journeys.everybody import resize
from tests.roles import with_role
from tests.world import World

pytestmark = [
    pytest.mark.browser,
    pytest.mark.any_database,
    pytest.mark.django_db(transaction=True),
]

WAY = "/admin/studies/tda-needfinding/design/preview/2.0/1-1/"
LOOKED_AT = {"consent.consent", "scenario.image.trial"}
"""Pages that are held against every rule of accessibility; the bar is the same on all of them."""


@pytest.fixture
def rita(transactional_db: None, browser: Browser, live_server: object) -> Iterator[Visitor]:
    """A researcher of the founding study, with its bundles loaded."""
    World().open()
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    visitor = Visitor(context, str(live_server))
    visitor.log_in(with_role(Role.RESEARCHER))
    yield visitor
    context.close()


def test_every_page_of_the_founding_study_is_previewed_without_a_complaint(rita: Visitor) -> None:
    version = current_version("tda-needfinding")
    assert version is not None
    page = rita.page
    overflow = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    for stop in Walk(version.survey).stops:
        rita.open(f"{WAY}pages/{stop.name}/")
        assert page.get_by_text("nothing that you do here is stored").count() == 1, stop.name
        for width, height in ((1280, 800), (390, 844)):
            resize(page, width, height)
            assert not page.evaluate(overflow), f"{stop.name} at {width}"
        if stop.name in LOOKED_AT:
            rita.check_page()
    assert rita.complaints == []


def test_a_setting_is_applied_and_submitted_in_a_preview(rita: Visitor) -> None:
    page = rita.page
    rita.open(f"{WAY}pages/scenario.image.trial/")
    page.get_by_label("Removal").check()
    page.get_by_label("Loss").check()
    page.get_by_label("3", exact=True).check()
    page.get_by_role("button", name="Apply").click()
    page.get_by_role("link", name="Submit setting 1").click()
    page.get_by_role("button", name="Yes, submit it").click()
    page.get_by_text("The error and the setting you submitted").wait_for()
    page.locator(".preview-bar summary", has_text="All pages").click()
    page.get_by_role("link", name="Thank you").click()
    assert page.get_by_role("heading", name="Thank you").count() == 1
    assert rita.complaints == []
