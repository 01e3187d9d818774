"""The first stage of a study in a browser: somebody interviewed, and a survey begun from it."""

import io
from collections.abc import Iterator
from zipfile import ZipFile

import pytest
import yaml
from django.contrib.auth.models import User
from playwright.sync_api import Browser, FilePayload, Page, expect

from analysis.coding.cases.gather import case_of
from analysis.coding.codebooks.store import store_codebook
from analysis.coding.desk.apply_codes import apply_theme, find_segment
from analysis.coding.rounds.coders import finish, mark_read
from analysis.coding.rounds.plan import plan_round
from analysis.coding.rounds.stages import begin_consensus, close, compare
from analysis.coding.visibility import coder_in
from analysis.models import Codebook, CodingRound, Unit
from analysis.statistics.themes.codebook import AreaContent, CodebookContent, ThemeContent
from survey.interviews.models import Interviewee
from survey.members.roles import Role
from tests.analysis.coding_world import account
from tests.analysis.coding_world import browser as logged_in
from tests.interview_world import interview_version
from tests.journeys.conftest import PATIENCE, Visitor
from tests.world import NOON

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LABELS = ThemeContent("labels", "Wrong labels", definition="Somebody erred.")
BOOK = CodebookContent(
    slug="needs", title="Needs", areas=(AreaContent("data", "Data", themes=(LABELS,)),)
)
GERMAN = """Mara: Womit arbeiten Sie?
Jo: Mit Bildern von Händen.
Mara: Was geht schief?
Jo: Zwei von uns zeichnen dasselbe Bild verschieden."""
ENGLISH = """Mara: What do you work with?
Jo: With pictures of hands.
Mara: What goes wrong?
Jo: Two of us draw one picture in two ways."""


@pytest.fixture
def codebook(transactional_db: None) -> Codebook:
    study = interview_version().study
    return store_codebook(BOOK, study, by="rita", now=NOON).codebook


@pytest.fixture
def rita(codebook: Codebook, browser: Browser, live_server: object) -> Iterator[Visitor]:
    """A researcher at a screen as narrow as a telephone's."""
    session = logged_in(account("rita", Role.RESEARCHER)).cookies["sessionid"].value
    context = browser.new_context(viewport={"width": 320, "height": 800}, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    context.add_cookies([{"name": "sessionid", "value": session, "url": str(live_server)}])
    yield Visitor(context, str(live_server))
    context.close()


@pytest.mark.slow
def test_an_interview_in_two_languages_ends_in_a_survey_and_a_report(
    codebook: Codebook, rita: Visitor
) -> None:
    record_somebody(rita)
    import_interview(rita)
    translate_it(rita)
    code_it(codebook, account("ann"))
    cite_it_on_a_level(rita)
    begin_a_survey(rita)
    read_the_report(rita)
    assert rita.complaints == []


def press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("link", name=name, exact=True).first.click()


def record_somebody(rita: Visitor) -> None:
    rita.open("/admin/survey/interviewee/of/small-interviews/people/add/")
    rita.check_page()
    page = rita.page
    page.get_by_label("Number").fill("P4")
    page.get_by_label("Day of consent").fill("2026-06-03")
    page.get_by_label("Role").select_option("developer")
    page.get_by_label("Experience").fill("7")
    page.get_by_label("I hold this person's signed or recorded consent to it").check()
    press(page, "Record the participant")
    expect(page.get_by_role("row", name="P4")).to_contain_text("Developer")


def import_interview(rita: Visitor) -> None:
    page = rita.page
    follow(page, "P4")
    follow(page, "Import an interview")
    assert page.get_by_label("Participant").locator("option:checked").inner_text() == "P4"
    file = FilePayload(name="P4.txt", mimeType="text/plain", buffer=GERMAN.encode())
    page.get_by_label("File").set_input_files(file)
    page.locator("[name=language]").fill("de")
    press(page, "Look through it")
    page.locator("[name=interviewers-interviewers][value=Mara]").check()
    press(page, "Set interviewers")
    press(page, "Go on to the names")
    rita.check_page()
    sure_about_names(page)
    expect(page.get_by_text("P4 · Interview 1 is stored, with 4 turns.")).to_be_visible()


def sure_about_names(page: Page) -> None:
    """Names are ticked already; German nouns stay, which is asked once."""
    press(page, "Store it without the names")
    sure = page.locator("[name=sure][type=checkbox]")
    if sure.count():
        sure.check()
        press(page, "Store it without the names")


def translate_it(rita: Visitor) -> None:
    page = rita.page
    follow(page, "Add a translation")
    page.get_by_label("Or its turns").fill(ENGLISH)
    page.locator("[name=language]").fill("en")
    page.get_by_label("Translated by").fill("DeepL")
    page.get_by_label("the translation", exact=True).check()
    press(page, "Look through it")
    sure_about_names(page)
    rita.check_page()
    turns = page.locator("#content")
    expect(turns.locator("[lang=en]", has_text="in two ways")).to_be_visible()
    expect(turns.locator("[lang=de]", has_text="verschieden")).to_be_visible()


def code_it(codebook: Codebook, ann: User) -> None:
    """A round of one coder, from its plan to its end."""
    case = case_of(Interviewee.objects.get(label="P4"))
    part = plan_round(codebook, title="All", cases=[case], coders=[ann], now=NOON)
    coder = coder_in(part.pk, ann)
    unit = Unit.objects.get(case=case, turn__contains="in two ways")
    words = find_segment(unit.turn, "one picture in two ways")
    apply_theme(coder, unit, codebook.themes.get(key="labels").guid, words, now=NOON)
    mark_read(coder, case, read=True, now=NOON)
    finish(coder, now=NOON)
    for go_on in (compare, begin_consensus, close):
        go_on(CodingRound.objects.get(pk=part.pk), now=NOON)


def cite_it_on_a_level(rita: Visitor) -> None:
    page = rita.page
    rita.open("/admin/analysis/designspacetrace/add/")
    page.get_by_label("Title").fill("What helps")
    page.get_by_label("Codebook").select_option(label="Needs")
    press(page, "Begin it")
    follow(page, "New axis")
    page.get_by_label("Key").fill("action")
    page.get_by_label("Title").fill("Action")
    press(page, "Add it")
    for key, title in (("removal", "Remove"), ("label_change", "Change label")):
        follow(page, "New level of Action")
        page.get_by_label("Key").fill(key)
        page.get_by_label("Title").fill(title)
        press(page, "Add it")
        page.get_by_label("Wrong labels").check()
        press(page, "Keep it")
        page.get_by_label("one picture in two ways").check()
        press(page, "Keep it")
        follow(page, "Back to the design space")
    rita.check_page()
    expect(page.get_by_text("Every level cites a code.")).to_be_visible()


def begin_a_survey(rita: Visitor) -> None:
    with rita.page.expect_download() as waiting:
        rita.page.get_by_role("link", name="Begin a survey’s study file").click()
    with ZipFile(io.BytesIO(waiting.value.path().read_bytes())) as archive:
        name = next(name for name in archive.namelist() if name.endswith("study.yaml"))
        begun = yaml.safe_load(archive.read(name))
    assert begun["first_stage"] == "small-interviews"
    (action,) = begun["design_space"]["axes"].values()
    assert list(action["levels"]) == ["removal", "label_change"]


def read_the_report(rita: Visitor) -> None:
    rita.open("/analysis/studies/small-interviews/report/")
    rita.check_page()
    report = rita.page.locator("body")
    for words in ("P4", "Wrong labels", "one picture in two ways", "verschieden"):
        expect(report).to_contain_text(words)
