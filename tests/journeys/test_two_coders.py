"""The tutorial of the coders, walked in two browsers; what it has in bold is what is pressed."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.contrib.auth.models import Permission, User
from playwright.sync_api import Browser, FilePayload, Page, expect

from tests.folders import PROJECT
from tests.journeys import coders
from tests.journeys.conftest import FAILED, PATIENCE, Visitor, keep

pytestmark = [
    pytest.mark.slow,
    pytest.mark.browser,
    pytest.mark.any_database,
    pytest.mark.django_db(transaction=True, databases=["default", "recruitment"]),
]

TUTORIAL = PROJECT / "docs" / "tutorial" / "two-coders.md"
PASSWORD = "correct horse battery"
HINT = "[DOM]"
"""Of Chromium, about forms for passwords: advice, and nothing was stopped."""


class Guide:
    """The page's steps; whatever a step has in bold has to be pressed in it, and nothing else."""

    def __init__(self) -> None:
        text = TUTORIAL.read_text("utf-8")
        _before, *parts = re.split(r"^## (\d+)\. .*$", text, flags=re.MULTILINE)
        self.steps = dict(zip(map(int, parts[::2]), parts[1::2], strict=True))
        self.bold: set[str] = set()
        self.pressed: set[str] = set()

    @contextmanager
    def step(self, number: int) -> Iterator[str]:
        text = self.steps.pop(number).partition("\n## ")[0]
        self.bold = {
            " ".join(words.split()) for words in re.findall(r"\*\*(.+?)\*\*", text, re.DOTALL)
        }
        self.pressed = set()
        yield text
        assert self.pressed == self.bold, f"step {number}"

    def press(self, page: Page, name: str, *, within: str = "body", whole: bool = True) -> None:
        """A button or a link of this name, and on to the page behind it.

        Where not `whole`, its name for screen readers goes on behind what everybody sees.
        """
        assert name in self.bold, f"the tutorial does not say {name} here"
        self.pressed.add(name)
        link = page.locator(within).get_by_role("link", name=name, exact=whole)
        button = page.locator(within).get_by_role("button", name=name, exact=whole)
        with page.expect_navigation():
            link.or_(button).first.click()


@pytest.fixture
def pair(
    browser: Browser, live_server: object, transactional_db: None, request: pytest.FixtureRequest
) -> Iterator[tuple[Visitor, Visitor]]:
    """Ada, whose account may make studies, and Ben, who has none yet."""
    ada = User.objects.create_user("ada", password=PASSWORD, is_staff=True)
    ada.user_permissions.add(Permission.objects.get(codename="add_study"))
    contexts = [browser.new_context(viewport={"width": 1280, "height": 900}) for _ in range(2)]
    for context in contexts:
        context.set_default_timeout(PATIENCE)
    visitors = [Visitor(context, str(live_server)) for context in contexts]
    yield visitors[0], visitors[1]
    for number, visitor in enumerate(visitors):
        if request.node.stash.get(FAILED, False):
            keep(visitor, f"{request.node.name}-{number}")
        visitor.page.context.close()


def test_two_people_go_from_a_transcript_to_a_report(pair: tuple[Visitor, Visitor]) -> None:
    ada, ben = pair
    guide = Guide()
    begin(guide, ada)
    invite(guide, ada, ben)
    bring_an_interview(guide, ada.page)
    begin_a_codebook(guide, ada.page)
    home = plan(guide, ada.page).removeprefix(ada.address)
    code(guide, ada, ben, home)
    agree(guide, ada, home)
    with guide.step(10):
        ada.open("/admin/studies/our-interviews/")
        guide.press(ada.page, "Report")
        guide.press(ada.page, "The report")
        for words in ("P1", "Wrong labels", "Asking people"):
            expect(ada.page.locator("body")).to_contain_text(words)
    assert not guide.steps
    for visitor in pair:
        assert [said for said in visitor.complaints if HINT not in said] == []


def begin(guide: Guide, ada: Visitor) -> None:
    page = ada.page
    with guide.step(1):
        ada.open("/admin/")
        page.get_by_label("Username").fill("ada")
        page.get_by_label("Password").fill(PASSWORD)
        guide.press(page, "Log in")
    with guide.step(2):
        guide.press(page, "New study")
        form = page.get_by_role("form", name="From one that ships")
        form.locator("[value=tda-interviews]").check()
        form.get_by_label("name", exact=False).last.fill("our-interviews")
        guide.press(page, "Make the study")
        guide.press(page, "Save and load as a version")
        expect(page.get_by_text("Version 1.0 is loaded.", exact=True)).to_be_visible()


def invite(guide: Guide, ada: Visitor, ben: Visitor) -> None:
    page, other = ada.page, ben.page
    with guide.step(3):
        guide.press(page, "People")
        page.get_by_label("For whom").fill("Ben")
        form = page.locator("form", has=page.get_by_role("button", name="Make a link"))
        form.get_by_label("coder:").check()
        guide.press(page, "Make a link")
        other.goto(page.locator("code.once").inner_text())
        other.get_by_label("User name").fill("ben")
        other.get_by_label("Password:", exact=True).fill(PASSWORD)
        other.get_by_label("Password again").fill(PASSWORD)
        guide.press(other, "Make the account and join")


def bring_an_interview(guide: Guide, page: Page) -> None:
    with guide.step(4):
        page.goto(page.url.partition("/admin/")[0] + "/admin/studies/our-interviews/")
        guide.press(page, "Read")
        guide.press(page, "Record a participant")
        page.get_by_label("Number").fill("P1")
        page.get_by_label("Day of consent").fill("2026-06-03")
        page.get_by_label("I hold this person's signed or recorded consent").check()
        guide.press(page, "Record the participant")
    with guide.step(5) as text:
        guide.press(page, "P1")
        guide.press(page, "Import an interview")
        said = text.partition("```text\n")[2].partition("```")[0]
        file = FilePayload(name="P1.txt", mimeType="text/plain", buffer=said.encode())
        page.get_by_label("File").set_input_files(file)
        page.locator("[name=language]").fill("en")
        guide.press(page, "Look through it")
        page.locator("[name=interviewers-interviewers][value=Ada]").check()
        guide.press(page, "Set interviewers")
        guide.press(page, "Go on to the names")
        page.get_by_role("checkbox", name="Robin Miller").check()
        guide.press(page, "Store it without the names")
        expect(page.get_by_text("is stored, with 6 turns.")).to_be_visible()


def begin_a_codebook(guide: Guide, page: Page) -> None:
    with guide.step(6):
        guide.press(page, "Code")
        guide.press(page, "New codebook")
        page.get_by_label("Title").fill("What helps")
        page.get_by_label("Name in files").fill("what-helps")
        guide.press(page, "Keep it")
        area = page.locator("section", has=page.get_by_role("heading", name="New area"))
        area.get_by_label("Name").fill("Training data")
        guide.press(page, "Add it")
        for theme in ("Wrong labels", "Asking people"):
            guide.press(page, "New theme")
            form = page.locator(".theme-form")
            form.locator("[name=name]").fill(theme)
            form.locator("[name=area]").select_option(label="Training data")
            guide.press(page, "Keep it")


def plan(guide: Guide, page: Page) -> str:
    with guide.step(7):
        guide.press(page, "Code")
        guide.press(page, "Plan a coding round")
        page.get_by_label("Title").fill("First")
        page.locator("[name=apart]").check()
        for name in ("ada", "ben"):
            page.get_by_label(name, exact=True).check()
        guide.press(page, "Plan it")
        return page.url


def code(guide: Guide, ada: Visitor, ben: Visitor, home: str) -> None:
    with guide.step(8):
        for visitor, themes in ((ada, ("wro", "ask", "")), (ben, ("wro", "", "wro"))):
            visitor.open(home)
            guide.press(visitor.page, "Code", within=".actions")  # not the study's tab
            code_turns(visitor.page, themes)
            coders.done(visitor.page)
            visitor.open(home)
            guide.press(visitor.page, "I have finished")
        ada.open(home)
        for _confirmed in range(2):
            guide.press(ada.page, "Compare")


def code_turns(page: Page, themes: tuple[str, ...]) -> None:
    """The participant's turns, one after the other; an interviewer's cannot be coded."""
    said = iter(themes)
    coders.code_participant(page, lambda _title, words: "" if words.endswith("?") else next(said))


def agree(guide: Guide, ada: Visitor, home: str) -> None:
    """On *Asking people*, which Ada alone has found."""
    page = ada.page
    with guide.step(9):
        for _confirmed in range(2):
            guide.press(page, "Decide on a consensus")
        guide.press(page, "Comparison")
        page.locator(".item.open", has_text="Asking people").get_by_role("checkbox").check()
        page.get_by_label("Reason").fill("Robin is asked what nobody wrote down.")
        guide.press(page, "Accept", within="#deciding", whole=False)
        ada.open(home)
        for _confirmed in range(2):
            guide.press(page, "Close the round")
        guide.press(page, "Agreement")
        expect(page.locator(".reported .headline strong")).to_be_visible()
