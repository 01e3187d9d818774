"""The board and the search for everybody: dragged, by keys, and without a script."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from playwright.sync_api import Browser, Page

from analysis.coding.codebooks.contents import live_codebook
from analysis.models import Coding
from tests.analysis.coding.board.paper_board import PaperBoard
from tests.analysis.coding_world import CodingWorld
from tests.analysis.coding_world import browser as logged_in
from tests.journeys.conftest import PATIENCE, Visitor

pytestmark = [
    pytest.mark.browser,
    pytest.mark.any_database,
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def coding(transactional_db: None) -> CodingWorld:
    coding = CodingWorld(people=1)
    answer = coding.unit().answer
    assert answer is not None
    answer.value = "The coat looks odd. Coats are odd."
    answer.save()
    return coding


@pytest.fixture
def paper(coding: CodingWorld) -> PaperBoard:
    return PaperBoard(coding.founding.study)


def log_in(user: User, visitor: Visitor) -> None:
    session = logged_in(user).cookies[settings.SESSION_COOKIE_NAME].value
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": visitor.address}
    visitor.page.context.add_cookies([cookie])  # type: ignore[list-item]


@pytest.fixture
def unscripted(browser: Browser, live_server: object) -> Iterator[Visitor]:
    context = browser.new_context(viewport={"width": 320, "height": 800}, java_script_enabled=False)
    context.set_default_timeout(PATIENCE)
    yield Visitor(context, str(live_server))
    context.close()


def board_of(paper: PaperBoard) -> str:
    return f"/admin/analysis/codebook/{paper.book.pk}/board/"


def themes(paper: PaperBoard, area: int) -> list[str]:
    return [theme.name for theme in live_codebook(paper.book).areas[area].themes]


def drag(page: Page, start: str, end: str) -> None:
    """From the handle of one thing onto the left half of another one."""
    handle = page.locator(f"{start} > .handle, {start} > .area-head > .handle").first
    handle.scroll_into_view_if_needed()
    begin = handle.bounding_box()
    assert begin is not None
    page.mouse.move(begin["x"] + 10, begin["y"] + 10)
    page.mouse.down()
    page.mouse.move(begin["x"] + 20, begin["y"] + 20)
    target = page.locator(end).first.bounding_box()
    assert target is not None
    page.mouse.move(target["x"] + 8, target["y"] + 12, steps=5)
    page.mouse.up()


def test_a_researcher_drags_notes_and_areas_and_moves_them_by_keys(
    visitor: Visitor, coding: CodingWorld, paper: PaperBoard
) -> None:
    log_in(coding.rita, visitor)
    visitor.open(board_of(paper))
    visitor.check_page()
    page = visitor.page
    assert page.viewport_size is not None
    # A mouse reaches no further than the window: start and end of a way are both in this one.
    page.set_viewport_size({**page.viewport_size, "height": 2400})
    a, d, use, role = (paper.known(key) for key in ("a", "d", "use", "role"))
    drag(page, f"#n-{a}", f"#n-{d}")
    page.get_by_role("status").get_by_text("Moved.").wait_for()
    assert themes(paper, 1) == ["C", "A", "D"]
    page.get_by_text("Moved “A” from “Role” to “Work”").first.wait_for()
    page.evaluate("document.getElementById('status').textContent = ''")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Move A by arrows"
    page.keyboard.press("ArrowRight")
    page.get_by_role("status").get_by_text("Moved.").wait_for()
    assert themes(paper, 1) == ["C", "D", "A"]
    page.keyboard.press("ArrowRight")
    page.get_by_text("It cannot go further this way.").wait_for()
    page.keyboard.press("ArrowDown")
    page.get_by_role("status").get_by_text("Moved.").wait_for()
    assert themes(paper, 2) == ["E", "A"]
    page.evaluate("document.getElementById('status').textContent = ''")
    drag(page, f"#n-{use}", f"#n-{role} > .area-head")
    page.get_by_role("status").get_by_text("Moved.").wait_for()
    assert [area.name for area in live_codebook(paper.book).areas] == ["Use", "Role", "Work"]
    paper.move("b", "use", seen="role")
    page.get_by_role("button", name="Move B by arrows").focus()
    page.keyboard.press("ArrowDown")
    page.get_by_text("Somebody has moved “B” meanwhile: it is in “Use” now.").wait_for()
    assert themes(paper, 0) == ["E", "A", "B"]
    visitor.check_page()


def test_without_a_script_notes_are_moved_and_hits_are_coded(
    unscripted: Visitor, coding: CodingWorld, paper: PaperBoard
) -> None:
    log_in(coding.rita, unscripted)
    unscripted.open(board_of(paper))
    page = unscripted.page
    note = page.locator(f"#n-{paper.known('a')}")
    note.locator("summary").click()
    note.get_by_label("To").select_option(label="Work")
    note.get_by_role("button", name="Move", exact=True).click()
    page.get_by_text("Moved.", exact=True).wait_for()
    assert themes(paper, 1) == ["C", "D", "A"]
    note.locator("summary").click()
    note.get_by_role("button", name="Earlier").click()
    page.get_by_text("Moved “A” within “Work”").first.wait_for()
    assert themes(paper, 1) == ["C", "A", "D"]
    assert unscripted.complaints == []


def test_what_was_found_is_ticked_and_coded(visitor: Visitor, coding: CodingWorld) -> None:
    log_in(coding.ann, visitor)
    visitor.open(f"/admin/analysis/codinground/{coding.round.pk}/search/")
    page = visitor.page
    page.get_by_label("Find").fill("coats?")
    page.get_by_label("read as").select_option(label="a pattern")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("heading", name="2 found").wait_for()
    visitor.check_page()
    page.get_by_role("checkbox", name="coat: The coat").check()
    page.locator("[name=as]").select_option(label="Class overlap")
    page.get_by_role("button", name="Code the ticked ones").click()
    page.get_by_text("Coded 1 passage.").wait_for()
    assert [(it.start, it.end) for it in Coding.objects.filter(live=True)] == [(4, 8)]
    visitor.check_page()
    page.get_by_role("button", name="Take back this coding").click()
    page.get_by_text("Taken back.").wait_for()
    assert not Coding.objects.filter(live=True).exists()
