"""Trials of texts and of curves in a real browser: on a laptop and on a phone."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Locator, Page, expect

from survey.models import Choice
from tests.journeys import somebody
from tests.journeys.conftest import Visitor
from tests.journeys.everybody import faults
from tests.survey.trial.test_other_design_spaces import StudyWalker
from tests.survey.trial.texts_and_curves import LONG, SHORT, load_study

pytestmark = [
    pytest.mark.browser,
    pytest.mark.any_database,
    pytest.mark.django_db(transaction=True),
]

SHOWN_BY = {"letters": "ol.texts > li .text", "pulses": "ol.curves > li svg"}
"""What training samples are shown by."""


@pytest.mark.parametrize(
    ("scenario", "sizes"),
    [("letters", SHORT), ("letters", LONG), ("pulses", LONG)],
    ids=["letters", "long-letters", "pulses"],
)
def test_a_trial_is_walked(
    visitor: Visitor, study_folder: Path, scenario: str, sizes: Mapping[str, int]
) -> None:
    load_study(study_folder, sizes)
    walker = StudyWalker(Client(), "letters-and-pulses")
    walker.begin()
    walker.go_on_to(f"scenario.{scenario}.trial")
    visitor.open(walker.address())
    page, samples = visitor.page, visitor.page.locator(SHOWN_BY[scenario])
    stands_above_the_fold(page)
    visitor.check_page()
    somebody.set_up(page)
    expect(samples).to_have_count(3)
    visitor.check_page()
    somebody.set_up_again(page)
    expect(samples).to_have_count(10)
    discloses_all(page, scenario, is_long=sizes is LONG)
    visitor.check_page()
    somebody.open_controls(page)
    page.get_by_role("link", name="Compare setting 1 with setting 2").click()
    expect(page.get_by_text("Setting 2 beside setting 1.")).to_be_visible()
    expect(samples).to_have_count(10)
    visitor.check_page()
    assert faults(page) == []
    somebody.submit_setting(page, visitor.check_page)
    page.get_by_role("heading", name="About the error").wait_for()
    expect(samples).to_have_count(10)
    visitor.check_page()
    assert Choice.objects.filter(trial__scenario=scenario).count() == 1


def stands_above_the_fold(page: Page) -> None:
    """The error, its classes and the controls share one screen where there is room for all."""
    if somebody.has_sheet(page):
        return
    for shown in (
        page.locator(".error").get_by_role("row", name="Predicted class", exact=False),
        page.get_by_role("button", name="Apply"),
    ):
        assert bottom_of(shown.first) <= 800


def bottom_of(shown: Locator) -> float:
    box = shown.bounding_box()
    assert box is not None
    return box["y"] + box["height"]


def discloses_all(page: Page, scenario: str, *, is_long: bool) -> None:
    """A long text is whole once somebody asks for it, and every curve has a table."""
    item = page.locator("#results ol > li").first
    if scenario == "pulses":
        item.get_by_text("Values").press("Enter")
        expect(item.get_by_role("row")).to_have_count(60)
        return
    text, whole = item.locator(".text"), item.get_by_text("Whole text")
    expect(whole).to_have_count(int(is_long))
    if is_long:
        folded = height_of(text)
        page.emulate_media(media="print")
        assert height_of(text) > 4 * folded
        page.emulate_media(media="screen")
        whole.press("Enter")
        assert height_of(text) > 4 * folded


def height_of(shown: Locator) -> float:
    box = shown.bounding_box()
    assert box is not None
    return box["height"]
