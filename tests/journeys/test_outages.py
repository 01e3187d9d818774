"""Storage fails in the middle of a study, in a real browser."""

from collections.abc import Callable

import pytest
from django.db import OperationalError
from playwright.sync_api import expect

from survey.models import Answer
from survey.participation import question_pages as questions
from survey.participation import requests as owner
from tests.journeys.conftest import Visitor
from tests.journeys.somebody import about_you, consent
from tests.world import World

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "recruitment"]),
]


def fails(*_: object, **__: object) -> None:
    """As the database does; that it really does so is tested in survey/views/test_outages.py."""
    raise OperationalError("database or disk is full")


@pytest.fixture
def look(visitor: Visitor) -> Callable[[], None]:
    def look() -> None:
        """The browser complains of the status, as it should, and of nothing else."""
        visitor.complaints = [
            complaint for complaint in visitor.complaints if "status of 503" not in complaint
        ]
        visitor.check_page()

    return look


@pytest.fixture(autouse=True)
def begun(visitor: Visitor) -> None:
    World().open()
    consent(visitor, lambda: None)
    expect(visitor.page.get_by_text("Non-binary")).to_be_visible()


def test_what_was_sent_is_kept_by_the_page_and_sent_again_from_it(
    visitor: Visitor, look: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    again = visitor.page.get_by_role("button", name="Send it again")
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(questions, "submit_page", fails)
        about_you(visitor.page)
        expect(again).to_be_visible()
        look()
        again.click()
        expect(again).to_be_visible()
    assert not Answer.objects.filter(question="gender").exists()
    again.click()
    expect(visitor.page.get_by_role("button", name="Continue")).to_be_visible()
    assert Answer.objects.filter(question="gender").count() == 1


def test_a_page_that_cannot_be_read_is_tried_again_from_it(
    visitor: Visitor, look: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(owner, "participant_by_token", fails)
        visitor.page.reload()
        expect(visitor.page.get_by_text("This page cannot be shown just now.")).to_be_visible()
        look()
    visitor.page.get_by_role("link", name="Try again").click()
    expect(visitor.page.get_by_text("Non-binary")).to_be_visible()
