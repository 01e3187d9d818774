"""The desk for everybody: by keys, by ear, by touch, and in the colours that somebody needs."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from playwright.sync_api import Browser, Page

from analysis.coding.desk.apply_codes import Segment
from analysis.models import Coding
from tests.analysis.coding.desk.interviews import add_interview
from tests.analysis.coding_world import CodingWorld, InterviewWorld
from tests.analysis.coding_world import browser as logged_in
from tests.journeys.conftest import PATIENCE, Visitor
from tests.journeys.everybody import faults

pytestmark = [
    pytest.mark.browser,
    pytest.mark.any_database,
    pytest.mark.django_db(transaction=True),
]

TEXT = "The coat looks odd. Its label is wrong, I think. Nobody would wear it."
SELECTED = "getSelection().toString()"
Open = Callable[..., Page]


@pytest.fixture
def coding(transactional_db: None) -> CodingWorld:
    coding = CodingWorld(people=2)
    answer = coding.unit().answer
    assert answer is not None
    answer.value = TEXT
    answer.save()
    return coding


@pytest.fixture
def interviews(transactional_db: None) -> InterviewWorld:
    return InterviewWorld()


def log_in(user: User, visitor: Visitor) -> None:
    session = logged_in(user).cookies[settings.SESSION_COOKIE_NAME].value
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": visitor.address}
    visitor.page.context.add_cookies([cookie])  # type: ignore[list-item]


def desk_of(coding: CodingWorld | InterviewWorld, visitor: Visitor) -> Page:
    """Ann's desk, with the first text current and in focus."""
    log_in(coding.ann, visitor)
    visitor.open(f"/admin/analysis/codinground/{coding.round.pk}/desk/{coding.cases[0].pk}/")
    visitor.page.locator(".unit.current").wait_for()
    return visitor.page


@pytest.fixture
def open_desk(browser: Browser, live_server: object, coding: CodingWorld) -> Iterator[Open]:
    contexts = []

    def opens(width: int = 1280, height: int = 800, **options: Any) -> Page:
        size = {"width": width, "height": height}
        context = browser.new_context(viewport=size, reduced_motion="reduce", **options)  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        return desk_of(coding, Visitor(context, str(live_server)))

    yield opens
    for context in contexts:
        context.close()


def code_by_letters(page: Page, letters: str) -> None:
    page.keyboard.press("c")
    page.keyboard.type(letters)
    page.keyboard.press("Enter")


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_one_status_says_what_was_coded_and_what_was_undone(open_desk: Open) -> None:
    page = open_desk()
    page.evaluate("window.region = document.getElementById('status')")
    code_by_letters(page, "mislabeled")
    page.get_by_text(f"Coded as Mislabeled data: the whole text, “{TEXT[:59]}…”").wait_for()
    press(page, "s", "Shift+ArrowRight", "Enter")
    page.keyboard.type("class o")
    page.keyboard.press("Enter")
    page.get_by_text("Coded as Class overlap: “The coat”").wait_for()
    page.keyboard.press("Escape")
    page.keyboard.press("u")
    page.get_by_text("Undone: coded as Class overlap: “The coat”").wait_for()
    page.get_by_role("button", name="Take back Mislabeled data").click()
    page.get_by_text("Taken back: Mislabeled data: the whole text").wait_for()
    assert page.evaluate("window.region === document.getElementById('status')")
    assert page.get_by_role("status").count() == 1


def test_a_memo_on_its_own_page_is_said_on_the_page_that_one_comes_back_to(
    coding: CodingWorld, open_desk: Open
) -> None:
    made = coding.code(coding.ann, "class_overlap")
    page = open_desk()
    page.goto(page.url.split("/desk/")[0] + f"/desk/memo/{made.guid}/")
    quote = page.locator("blockquote").evaluate(
        "it => [getComputedStyle(it).color === getComputedStyle(document.body).color, "
        "parseFloat(getComputedStyle(it).fontSize)]"
    )
    assert quote == [True, 15]
    page.get_by_label("Memo on").fill("To be talked about.")
    page.get_by_role("button", name="Keep it").click()
    page.get_by_role("status").get_by_text("Saved memo on Class overlap.").wait_for()


def test_words_are_selected_by_word_and_sentence_from_where_one_is(open_desk: Open) -> None:
    page = open_desk()
    page.keyboard.press("s")
    steps = [
        ("ArrowRight", "coat"),
        ("Shift+ArrowRight", "coat looks"),
        ("Shift+ArrowLeft", "coat"),
        ("Shift+ArrowLeft", "The coat"),  # past the word it began with: its start moves
        ("ArrowDown", "The coat looks odd."),
        ("Control+ArrowRight", "Its label is wrong, I think."),
        ("Shift+ArrowDown", "Its label is wrong, I think. Nobody would wear it."),
        ("Shift+ArrowUp", "Its label is wrong, I think."),
        ("Space", "Its label is wrong, I think."),
        ("Shift+ArrowRight", "label is wrong, I think."),
        ("Shift+Home", "The coat looks odd. Its label is wrong, I think."),
        ("End", "it."),
        ("Home", "The"),
        ("Shift+End", TEXT),
    ]
    for key, expected in steps:
        page.keyboard.press(key)
        assert page.evaluate(SELECTED) == expected, key
    assert page.get_by_role("application", name="Selecting words").is_visible()
    press(page, "Escape")
    assert page.get_by_role("application").count() == 0
    assert page.locator("#target").inner_text().startswith("The whole text: ")


def test_the_keys_go_on_where_they_left_a_text_and_from_what_the_mouse_selected(
    open_desk: Open,
) -> None:
    page = open_desk()
    press(page, "s", "ArrowRight", "Enter")
    page.keyboard.type("class o")
    page.keyboard.press("Enter")
    page.locator(".unit.current .codes li").wait_for()
    page.keyboard.press("s")
    assert page.evaluate(SELECTED) == "looks"
    press(page, "Escape")
    page.locator(".unit.current .words").first.dblclick(position={"x": 8, "y": 8})
    page.locator("#target", has_text="“The").wait_for()
    press(page, "s", "Shift+ArrowRight")
    assert page.evaluate(SELECTED) == "The coat"


def test_without_single_keys_a_button_selects_words(open_desk: Open) -> None:
    page = open_desk()
    page.locator("#keys summary").click()
    page.get_by_label("Single keys work").uncheck()
    page.locator(".unit.current").focus()
    page.keyboard.press("s")
    assert page.evaluate(SELECTED) == ""
    page.get_by_role("button", name="Select words").first.focus()
    press(page, "Enter", "ArrowRight", "Enter")
    page.keyboard.type("class o")
    page.keyboard.press("Enter")
    page.get_by_text("Coded as Class overlap: “coat”").wait_for()


def test_keys_are_no_part_of_names_and_are_told_while_they_work(open_desk: Open) -> None:
    page = open_desk()
    field = page.get_by_role("combobox", name="Theme", exact=True)
    assert field.get_attribute("aria-keyshortcuts") == "c"
    page.locator("#keys summary").click()
    page.get_by_label("Single keys work").uncheck()
    assert field.get_attribute("aria-keyshortcuts") is None


def test_texts_are_named_with_their_scenario_and_say_nothing_of_empty_lists(
    open_desk: Open,
) -> None:
    page = open_desk()
    names = [unit.get_attribute("aria-label") for unit in page.locator(".unit").all()]
    assert len(names) == len(set(names))
    assert page.get_by_role("article").get_by_role("list").count() == 0
    code_by_letters(page, "class o")
    page.get_by_role("article").get_by_role("list").wait_for()


LOOK = """it => { const style = getComputedStyle(it);
  return [style.backgroundColor, style.borderLeft, style.borderTopWidth]
    .join(" ").replace("rgba(255, 255, 255, 0)", "rgb(255, 255, 255)"); }"""
"""What can be seen of a box where forced colours take all others away; the page is white."""


def test_in_forced_colours_what_is_chosen_looks_unlike_the_rest(open_desk: Open) -> None:
    page = open_desk(forced_colors="active")
    page.keyboard.press("c")
    page.keyboard.type("cl")
    for chosen, other in [
        ("[role=option][aria-selected=true]", "[role=option][aria-selected=false]:not([hidden])"),
        (".unit.current", ".unit:not(.current)"),
        (".cases a[aria-current]", ".cases a:not([aria-current])"),
    ]:
        looks = [page.locator(selector).first.evaluate(LOOK) for selector in (chosen, other)]
        assert looks[0] != looks[1], chosen


@pytest.mark.parametrize("colours", ["none", "active"])
def test_marks_of_some_and_of_every_coder_differ_by_their_line(
    coding: CodingWorld, open_desk: Open, colours: str
) -> None:
    coding.code(coding.ann, "class_overlap", segment=Segment(0, 3))
    for coder in (coding.ann, coding.ben):
        coding.code(coder, "class_overlap", segment=Segment(4, 8))
    coding.decide()
    page = open_desk(forced_colors=colours)
    page.goto(page.url.split("/desk/")[0] + "/comparison/")
    line = (
        "it => getComputedStyle(it).textDecorationLine + getComputedStyle(it).textDecorationStyle"
    )
    lines = [page.locator(f".words mark.{kind}").first.evaluate(line) for kind in ("some", "all")]
    assert lines == ["underlinedotted", "underlinesolid"]


def test_on_a_phone_the_themes_rise_when_words_are_marked(open_desk: Open) -> None:
    page = open_desk(390, 844, has_touch=True, is_mobile=True)
    raiser = page.get_by_role("button", name="Choose a theme")
    assert raiser.is_visible()
    assert not page.locator("#search").is_visible()
    page.locator(".unit .words").first.dblclick(position={"x": 8, "y": 8})
    option = page.locator("#list").get_by_role("option", name="Class overlap")
    page.locator("#search").wait_for()
    top = "it => it.getBoundingClientRect().top"
    assert page.locator(".words").first.evaluate(top) < page.locator(".themes").evaluate(top)
    assert page.evaluate("getComputedStyle(document.getElementById('search')).fontSize") == "16px"
    page.evaluate("getSelection().collapseToStart()")  # as a phone does before a tap arrives
    assert page.locator("#target").inner_text() == "“The”"
    option.tap()
    page.get_by_text("Coded as Class overlap: “The”").wait_for()
    assert not page.locator("#search").is_visible()


def test_what_was_marked_can_be_let_go(open_desk: Open) -> None:
    page = open_desk()
    page.locator(".unit .words").first.dblclick(position={"x": 8, "y": 8})
    page.locator("#target", has_text="“The”").wait_for()
    page.get_by_role("button", name="Take the whole text").click()
    assert page.locator("#target").inner_text().startswith("The whole text: ")
    code_by_letters(page, "class o")
    page.get_by_text("Coded as Class overlap: the whole text").wait_for()
    assert Coding.objects.get().end == len(TEXT)


def test_words_marked_before_a_correction_are_to_be_marked_again(
    coding: CodingWorld, open_desk: Open
) -> None:
    page, answer = open_desk(), coding.unit().answer
    assert answer is not None
    press(page, "s", "Shift+ArrowRight", "Enter")
    answer.value = f"Well, {TEXT}"
    answer.save()
    page.keyboard.type("class o")
    page.keyboard.press("Enter")
    page.get_by_text("This text was corrected meanwhile; the page shows it now.").wait_for()
    page.locator(".unit .words", has_text="Well, The coat").wait_for()
    assert not Coding.objects.exists()
    page.locator(".unit .words").first.dblclick(position={"x": 8, "y": 8})
    code_by_letters(page, "class o")
    page.get_by_text("Coded as Class overlap: “Well”").wait_for()


BETWEEN_TWO_TEXTS = """() => {
  const [one, other] = [...document.querySelectorAll(".unit .words")].map(it => it.firstChild);
  getSelection().setBaseAndExtent(one, 5, other, 1);
}"""
PAINTED = "name => CSS.highlights.get(name)?.size ?? 0"


def test_what_is_marked_noted_and_found_stays_in_sight_and_is_gone_on_with(
    coding: CodingWorld, visitor: Visitor
) -> None:
    page = desk_of(coding, visitor)
    page.locator(".seen summary").first.click()
    assert page.locator(".seen dd", has_text="Removal").first.is_visible()
    page.locator(".seen summary").first.click()

    page.evaluate(BETWEEN_TWO_TEXTS)
    page.locator(
        "#target", has_text="“coat looks odd. Its label is wrong…” and “yes” in 2"
    ).wait_for()
    press(page, "c")
    page.keyboard.type("hyp")
    page.locator("#count", has_text=" of 34 themes").wait_for()
    assert page.evaluate(PAINTED, "selected") == 2
    assert page.locator(".meaning.shown", has_text="Code it when").count() == 1
    press(page, "Enter")
    page.get_by_role("status").get_by_text("Coded as Mislabeled data in 2 texts: “coat").wait_for()
    assert page.locator(".codes b", has_text="Mislabeled data").count() == 2
    assert page.locator(".words mark.lane-1").inner_text() == TEXT[4:]  # the other one is whole
    assert page.evaluate(PAINTED, "selected") == 0

    press(page, "m")
    page.keyboard.type("Whose label?")
    press(page, "Escape")
    assert page.locator(".memo-here").count() == 0
    press(page, "m")
    assert page.get_by_label("Memo, for yourself").input_value() == "Whose label?"
    press(page, "Control+Enter")
    page.get_by_role("status").get_by_text("Saved memo on Mislabeled data").wait_for()
    page.locator(".to-memo:focus").wait_for()
    visitor.check_page()
    assert faults(page) == []
    assert visitor.complaints == []


def test_words_of_an_interview_are_found_coded_and_gone_on_with(
    interviews: InterviewWorld, visitor: Visitor
) -> None:
    case = add_interview(interviews)
    page = desk_of(interviews, visitor)
    visitor.open(f"/admin/analysis/codinground/{interviews.round.pk}/desk/{case.pk}/")
    press(page, "/")
    page.keyboard.type("RELABEL")
    press(page, "Enter", "Enter")
    page.locator("#hits", has_text="2 of 2").wait_for()
    press(page, "Escape")
    assert page.locator(".unit:focus .words").inner_text() == "I relabel first, mostly."
    assert page.evaluate(PAINTED, "hit") == 0
    press(page, "k")
    assert "I look at the data" in page.locator(".unit:focus .words").inner_text()
    code_by_letters(page, "class o")
    page.get_by_role("status").get_by_text("Coded as Class overlap").wait_for()
    visitor.check_page()
    assert faults(page) == []

    visitor.open(f"/admin/analysis/codinground/{interviews.round.pk}/desk/")
    page.locator(".unit.current", has_text="I look at the data").wait_for()
    assert page.get_by_role("heading", name="Third interview").first.is_visible()
    assert visitor.complaints == []


def test_passages_that_overlap_are_told_apart_without_colours(
    coding: CodingWorld, open_desk: Open
) -> None:
    coding.code(coding.ann, "class_overlap", segment=Segment(0, 12))
    coding.code(coding.ann, "mislabeled_data", segment=Segment(4, 18))
    page = open_desk(forced_colors="active")
    line = "it => getComputedStyle(it).textDecorationStyle"
    lanes = [page.locator(f".words .lane-{lane}").first.evaluate(line) for lane in (1, 2)]
    assert lanes == ["solid", "dashed"]
    for name in ("Class overlap", "Mislabeled data"):
        assert page.locator(".codes b", has_text=name).is_visible()
    page.locator(".codes .to-memo").last.focus()
    assert page.evaluate(PAINTED, "pointed") == 1


def test_on_a_phone_the_meaning_of_a_theme_is_a_tap_away_and_codes_nothing(
    open_desk: Open,
) -> None:
    page = open_desk(320, 640, has_touch=True, is_mobile=True)
    page.get_by_role("button", name="Choose a theme").tap()
    page.locator("#list").get_by_role("option", name="Mislabeled data").locator(".about").tap()
    page.locator(".meaning.shown", has_text="Not when").wait_for()
    assert not Coding.objects.exists()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
