"""The study that ships with four explanations, in a real browser: on a laptop and on a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from attribution.actions import load_bundle
from attribution.queries import SHIPPED, known_bundle
from survey.design.reading import read_study
from survey.models import Choice, Exploration, Participant, State, StudyVersion
from survey.studies.load import open_study, store_version
from tests.journeys import somebody
from tests.journeys.conftest import PATIENCE, Visitor
from tests.journeys.everybody import faults
from tests.world import EFFECTS, LONG_AGO, NOON, STUDIES

pytestmark = [
    pytest.mark.browser,
    pytest.mark.any_database,
    pytest.mark.django_db(transaction=True),
]

ADDRESS = "/studies/which-explanation-helps/"
SHOWN_BY = {
    "Contributions of the values": "table.bars",
    "Smallest change": "table.before-after",
    "Similar applications": "table.samples",
    "Training again": "table.samples",
}
"""What each explanation is shown by, among others."""
CONTRIBUTIONS, SMALLEST_CHANGE, SIMILAR, _ = SHOWN_BY


@pytest.fixture(autouse=True)
def study(transactional_db: None) -> StudyVersion:
    load_bundle(EFFECTS / "loan-explanations", loaded_at=NOON)
    file = STUDIES / "which-explanation-helps" / "study.yaml"
    version = store_version(
        read_study(file, bundles=SHIPPED, bundle_of=known_bundle), loaded_at=NOON
    ).version
    open_study(version.study, opens_at=LONG_AGO, quota=10, starts_a_minute=10_000)
    return version


@pytest.mark.slow
def test_explanations_are_explored_from_consent_to_thanks(
    visitor: Visitor, study: StudyVersion
) -> None:
    looked: list[str] = []

    def look() -> None:
        looked.append(visitor.page.url)
        visitor.check_page()

    to_the_trial(visitor, study, look)
    page = visitor.page
    look()
    for position, (explanation, block) in enumerate(SHOWN_BY.items(), start=1):
        apply_by_keyboard(page, explanation, "1" if position == 1 else "5")
        expect(page.get_by_role("heading", name=f"Explanation: setting {position}")).to_be_visible()
        expect(page.locator(f"#results {block}").first).to_be_visible()
        stands_on_the_screen(page)
        look()
    apply_by_keyboard(page, CONTRIBUTIONS, "5")
    expect(page.get_by_role("heading", name="Explanation: setting 5")).to_be_visible()
    stands_on_the_screen(page)
    somebody.open_controls(page)
    page.get_by_role("link", name="Compare setting 1 with setting 5").click()
    expect(page.get_by_text("Setting 5 beside setting 1.")).to_be_visible()
    bars = page.locator(".side-by-side table.bars")
    expect(bars).to_have_count(2)
    expect(bars.nth(0).get_by_role("row")).to_have_count(5)
    expect(bars.nth(1).get_by_role("row")).to_have_count(1)
    look()
    assert faults(page) == []
    to_the_thanks(visitor, look)
    assert len(looked) == 2 + 1 + 3 + 2 + 1 + 1 + 1 + 4 + 1 + 1 + 2 + 1 + 1
    person = Participant.objects.get()
    assert person.state == State.COMPLETED
    assert Exploration.objects.count() == 5
    assert Choice.objects.get().exploration.setting == {
        "explanation": "contributions",
        "amount": "5",
    }


def test_without_javascript_explanations_are_the_same(
    browser: Browser, live_server: object, study: StudyVersion
) -> None:
    context = browser.new_context(java_script_enabled=False)
    context.set_default_timeout(PATIENCE)
    visitor = Visitor(context, str(live_server))
    to_the_trial(visitor, study, lambda: None)
    choose(visitor.page, SMALLEST_CHANGE, "3")
    visitor.page.get_by_role("button", name="Apply").click()
    expect(visitor.page.locator("table.before-after")).to_have_count(3)
    to_the_thanks(visitor, lambda: None)
    assert visitor.complaints == []
    assert Participant.objects.get().state == State.COMPLETED
    context.close()


def to_the_trial(visitor: Visitor, study: StudyVersion, look: Callable[[], None]) -> None:
    """Consent, background, tutorial with its practice, check and brief."""
    page, definition = visitor.page, study.survey
    somebody.consent(visitor, look, ADDRESS)
    page.get_by_role("heading", name="About you and your work").wait_for()
    look()
    for question, answer in (
        ("What is your gender?", "Woman"),
        ("What do you do with", "I test or audit them"),
        ("For how many years", "Less than 1 year"),
        ("Have you ever worked in lending", "No"),
        ("How often do you look", "Never"),
    ):
        page.get_by_role("group", name=question).get_by_label(answer, exact=True).check()
    somebody.go_on(page)
    for step in definition.tutorial.steps:
        page.get_by_role("heading", name=step.title, level=1).wait_for()
        look()
        if step.title != "Try out the tool":
            somebody.go_on(page)
    practice = definition.tutorial.practice
    assert practice is not None
    page.get_by_role("heading", name=practice.title, level=1).wait_for()
    look()
    choose(page, SIMILAR, "3")
    page.get_by_role("button", name="Apply").click()
    expect(page.locator("#results table.samples")).to_be_visible()
    look()
    somebody.go_on(page)
    page.get_by_role("heading", name="A short check").wait_for()
    look()
    for asked in definition.tutorial.check:
        page.get_by_label(asked.options[asked.correct]).check()
    somebody.go_on(page)
    page.wait_for_url("**.brief/**")
    look()
    somebody.go_on(page)
    page.get_by_role("heading", name="Explore and choose").wait_for()


def to_the_thanks(visitor: Visitor, look: Callable[[], None]) -> None:
    """Submit the setting that is shown, and answer what is asked of it and at the end."""
    page = visitor.page
    somebody.open_controls(page)
    page.get_by_role("link", name="Submit setting").click()
    page.get_by_role("heading", name="Submit this setting?").wait_for()
    look()
    page.get_by_role("button", name="Yes, submit it").click()
    page.get_by_role("heading", name="About the error").wait_for()
    submitted = page.locator(".submitted .block").first
    if somebody.has_sheet(page):
        expect(submitted).not_to_be_visible()
        page.get_by_text("The error and the setting you submitted").click()
    expect(submitted).to_be_visible()
    page.get_by_role("group", name="How well do you understand").get_by_label("4").check()
    look()
    somebody.write(page)
    page.get_by_role("heading", name="About the explanation you submitted").wait_for()
    look()
    somebody.write(page)
    page.get_by_role("heading", name="Before you go").wait_for()
    look()
    somebody.go_on(page)
    page.get_by_text("Your answers are stored, and you are done.").wait_for()
    look()


def choose(page: Page, explanation: str, amount: str) -> None:
    somebody.open_controls(page)
    page.get_by_label(explanation).check()
    page.get_by_label(amount, exact=True).check()


def apply_by_keyboard(page: Page, explanation: str, amount: str) -> None:
    if somebody.has_sheet(page):
        page.get_by_role("button", name="Customise").press("Enter")
    for name, exact in ((explanation, False), (amount, True)):
        page.get_by_label(name, exact=exact).press("Space")
        expect(page.get_by_label(name, exact=exact)).to_be_checked()
    page.get_by_role("button", name="Apply").press("Enter")


def stands_on_the_screen(page: Page) -> None:
    """An Apply brings its result into view; on a small screen it also folds the controls away."""
    if somebody.has_sheet(page):
        expect(page.locator("#results-heading")).to_be_focused()
        expect(page.get_by_role("button", name="Apply")).not_to_be_visible()
    expect(page.locator("#results-heading")).to_be_in_viewport()
    expect(page.locator("#results .block").first).to_be_in_viewport()
