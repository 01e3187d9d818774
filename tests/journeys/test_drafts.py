"""A study from a file with a fault to a version, in the editor, by somebody without a shell."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from playwright.sync_api import Browser, expect

from survey.design.schema import study_schema
from survey.members.models import Member
from survey.studies.drafts.find import files_of
from survey.studies.models import Study
from tests.journeys.conftest import Visitor
from tests.journeys.everybody import faults
from tests.workspace.drafts.drafts import DRAFT, made, maker, study_text
from tests.world import NOON

pytestmark = [
    pytest.mark.browser,
    pytest.mark.any_database,
    pytest.mark.django_db(transaction=True, databases=["default", "recruitment"]),
]

LINE = "duration_minutes: 35"
HESITATION = 150
"""Milliseconds: a list that has only just opened takes no key yet, lest it was meant otherwise."""


@pytest.fixture
def ada(browser: Browser, live_server: object) -> Iterator[Visitor]:
    client = maker("ada")
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    address = str(live_server)
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": address}])
    yield Visitor(context, address)
    context.close()


def test_a_study_with_a_fault_is_uploaded_mended_with_completion_and_loaded(
    ada: Visitor, tmp_path: Path
) -> None:
    page = ada.page
    text = study_text("tda-needfinding-birds").replace(
        "study: tda-needfinding-birds", "study: mine"
    )
    file = tmp_path / "study.yaml"
    file.write_text(
        text.replace("brief: {file: brief-image.md}", "brief: Birds.")
        + "randomisation:\n  scenario_ordr: as_written\n",
        encoding="utf-8",
    )
    fault = file.read_text(encoding="utf-8").splitlines().index("  scenario_ordr: as_written") + 1
    ada.open("/admin/new-study/")
    assert faults(page) == []
    upload = page.get_by_role("form", name="From a file")
    upload.get_by_label("study.yaml, or its folder as a zip").set_input_files(file)
    upload.get_by_role("button", name="Upload the study").click()

    problem = page.get_by_role("link", name=f"study.yaml, line {fault}")
    expect(problem).to_be_visible()
    expect(page.locator(".cm-lint-marker-error")).to_have_count(1)
    assert faults(page) == []
    problem.click()
    page.keyboard.press("Home")
    page.keyboard.press("Shift+End")
    page.keyboard.type("scen")
    option = page.locator(".cm-tooltip-autocomplete li", has_text="scenario_order")
    expect(option).to_be_visible()
    page.wait_for_timeout(HESITATION)
    page.keyboard.press("Tab")
    page.keyboard.press("Control+Space")
    expect(page.locator(".cm-tooltip-autocomplete li")).to_have_count(2)
    page.keyboard.type("as")
    expect(page.locator(".cm-tooltip-autocomplete li")).to_have_count(1)
    page.wait_for_timeout(HESITATION)
    page.keyboard.press("Tab")
    expect(page.get_by_text("Nothing is wrong.")).to_be_visible()

    page.keyboard.press("Control+s")
    expect(page.get_by_text("Saved at")).to_be_visible()
    study = Study.objects.get(slug="mine")
    stored = files_of(study)["study.yaml"].decode()
    assert stored.endswith("randomisation:\n  scenario_order: as_written\n")
    page.get_by_role("button", name="Save and load as a version").click()
    expect(page.get_by_text("Version 2.0 is loaded.", exact=True)).to_be_visible()
    assert study.versions.get().survey.randomisation.scenario_order == "as_written"
    assert ada.complaints == []


def test_the_editor_is_left_by_the_keyboard_and_what_was_typed_is_kept(ada: Visitor) -> None:
    page = ada.page
    made(maker("ben"))
    lead_too(ada)
    ada.open(DRAFT)
    page.locator(".cm-content").click()
    ada.check_page()
    page.keyboard.press("Control+Home")
    page.keyboard.type("# mine ")
    page.keyboard.press("Escape")  # closes a list of keys that may be about to open
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Save", exact=True)).to_be_focused()
    page.on("dialog", lambda dialog: dialog.accept())
    ada.open(DRAFT)
    page.get_by_role("button", name="Bring it back").click()
    expect(page.get_by_role("textbox", name="study.yaml")).to_contain_text("# mine ")
    assert ada.complaints == []


def test_whoever_saves_second_sees_both_texts_and_chooses(ada: Visitor) -> None:
    page, ben = ada.page, maker("ben")
    study = made(ben)
    lead_too(ada)
    ada.open(DRAFT)
    text = files_of(study)["study.yaml"].decode()
    theirs = text.replace(LINE, "duration_minutes: 45")
    ben.post(DRAFT, {"do": "save", "path": "study.yaml", "text": theirs, "revision": 1})
    page.locator(".cm-content").click()
    page.keyboard.press("Control+Home")
    page.keyboard.type("# mine\n")
    page.keyboard.press("Control+s")
    expect(page.get_by_role("heading", name="Two texts of study.yaml")).to_be_visible()
    expect(page.get_by_label("Your text")).to_have_value("# mine\n" + text)
    expect(page.get_by_label("The stored text")).to_have_value(theirs)
    ada.complaints.clear()  # the answer that there are two texts, as the browser notes it
    assert faults(page) == []
    page.get_by_role("button", name="Save this text").click()
    expect(page.get_by_text("The file study.yaml is saved.")).to_be_visible()
    assert files_of(study)["study.yaml"].decode() == "# mine\n" + text
    assert ada.complaints == []


PLACES = [
    ("study: a\n^", "duration_minutes", "study"),
    ("consent:\n  ^", "statements", "title"),
    ("background:\n- key: a\n  questions:\n    - key: b\n      type: ^", "single_choice", "code"),
    (
        "background:\n  - questions:\n      - type: scale\n        ^\n        key: b\n",
        "minimum",
        "options",
    ),
    ("scenarios:\n  image:\n    ^", "bundle", "language"),
    ("kind: interviews\n^", "research_questions", "scenarios"),
    ("information: {^", "file", "title"),
    ("compensation:\n  kind: ^", "none", "as_written"),
]
"""A text with the cursor in it, what can stand there, and what cannot."""


def test_completion_offers_what_the_schema_allows_at_a_place(ada: Visitor) -> None:
    made(maker("ben"))
    lead_too(ada)
    ada.open(DRAFT)
    question = """async ([schema, places]) => {
        const [{ placeAt }, { offersAt }] = await Promise.all([
            import("/static/drafts/yaml_place.js"), import("/static/drafts/schema.js")]);
        return places.map(([text]) => {
            const before = text.slice(0, text.indexOf("^")).split("\\n");
            const lines = text.replace("^", "").split("\\n");
            const place = placeAt(lines, before.length - 1, before.at(-1).length);
            return offersAt(schema, place).map(({ label }) => label);
        });
    }"""
    offered = ada.page.evaluate(question, [study_schema(), PLACES])
    for (text, allowed, other), labels in zip(PLACES, offered, strict=True):
        assert allowed in labels, (text, labels)
        assert other not in labels, (text, labels)


def lead_too(ada: Visitor) -> None:
    user, study = User.objects.get(username="ada"), Study.objects.get(slug="mine")
    Member.objects.create(study=study, user=user, role="lead", since=NOON)
