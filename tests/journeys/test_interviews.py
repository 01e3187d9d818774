"""A study of interviews at screens: people recorded, a translation read, a recording heard."""

from pathlib import Path

import pytest
from django.conf import LazySettings, settings
from django.contrib.auth.models import User
from playwright.sync_api import FloatRect, Locator, Page

from analysis.coding.desk.apply_codes import Segment
from analysis.coding.transcripts.recordings.write import link_recording
from analysis.coding.transcripts.translations.write import add_translation
from analysis.models import Transcript
from survey.models import Interviewee
from tests.analysis.coding.transcripts.recordings.audio import wav
from tests.analysis.coding.transcripts.translations.talk import BY_DEEPL, ENGLISH, GERMAN
from tests.analysis.coding_world import BY, InterviewWorld
from tests.analysis.coding_world import browser as logged_in
from tests.journeys.conftest import Visitor, wait_until

pytestmark = [
    pytest.mark.browser,
    pytest.mark.any_database,
    pytest.mark.django_db(transaction=True),
]

PEOPLE = "/admin/survey/interviewee/of/small-interviews/people/"
TRANSCRIPTS = "/admin/analysis/transcript/"
HEARD = "document.getElementById('recording').currentTime"


@pytest.fixture
def interviews(transactional_db: None) -> InterviewWorld:
    return InterviewWorld()


@pytest.fixture
def translated(interviews: InterviewWorld) -> Transcript:
    """What P3 said in German, with English beside it."""
    transcript = interviews.talk("P3", "First", GERMAN, language="de", interviewers=["I"])
    seen = transcript.digest
    add_translation(transcript, ENGLISH, BY_DEEPL, code_translation=False, seen=seen, **BY)
    return transcript


def log_in(visitor: Visitor, user: User) -> Page:
    session = logged_in(user).cookies[settings.SESSION_COOKIE_NAME].value
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": visitor.address}
    visitor.page.context.add_cookies([cookie])  # type: ignore[list-item]
    return visitor.page


def test_somebody_who_consented_is_recorded_and_stands_in_the_sample_table(
    interviews: InterviewWorld, visitor: Visitor
) -> None:
    page = log_in(visitor, interviews.rita)
    visitor.open(PEOPLE)
    page.get_by_role("link", name="Record a participant").click()
    visitor.check_page()
    page.get_by_label("Number").fill("P7")
    page.get_by_label("Day of consent").fill("2026-05-04")
    page.get_by_label("Role").select_option(label="User")
    page.get_by_label("I hold this person's signed or recorded consent").check()
    page.get_by_role("button", name="Record the participant").click()
    page.get_by_text("P7 is recorded.").wait_for()
    assert Interviewee.objects.get(label="P7").attributes == {"role": "user"}
    visitor.check_page()
    visitor.open(PEOPLE)
    page.get_by_role("row", name="P7").get_by_text("2026-05-04").wait_for()
    visitor.check_page()


def box(shown: Locator) -> FloatRect:
    place = shown.bounding_box()
    assert place is not None
    return place


def test_the_desk_shows_the_translation_right_below_the_words_that_are_coded(
    interviews: InterviewWorld, translated: Transcript, visitor: Visitor
) -> None:
    interviews.cases = (translated.case,)
    for key in ("class_overlap", "mislabeled_data"):
        interviews.code(interviews.ann, key, unit_index=1, segment=Segment(0, 9))
    page = log_in(visitor, interviews.ann)
    visitor.open(f"/admin/analysis/codinground/{interviews.round.pk}/desk/{translated.case.pk}/")
    page.locator(".unit.current").wait_for()
    assert page.locator(".unit.current .words").inner_text() == GERMAN[1].text
    assert page.locator(".unit.current .parallel").inner_text() == ENGLISH[1].text
    words, beside = (box(page.locator(f".unit.current {part}")) for part in (".words", ".parallel"))
    assert beside["y"] - words["y"] - words["height"] < 8, "the translation stands far below"
    visitor.check_page()


def test_a_recording_is_played_from_the_time_of_a_turn(
    interviews: InterviewWorld,
    translated: Transcript,
    visitor: Visitor,
    tmp_path: Path,
    settings: LazySettings,
) -> None:
    settings.RECORDINGS = tmp_path
    audio = wav(12)
    link_recording(translated, "talk.wav", len(audio), [audio], **BY)
    page = log_in(visitor, interviews.rita)
    visitor.open(f"{TRANSCRIPTS}{translated.pk}/correct/")
    page.get_by_role("button", name="Play from 0:09").click()
    wait_until(page, f"{HEARD} > 9")
    visitor.check_page()


def test_a_translation_is_typed_beside_the_turns(
    interviews: InterviewWorld, translated: Transcript, visitor: Visitor
) -> None:
    page = log_in(visitor, interviews.rita)
    visitor.open(f"{TRANSCRIPTS}{translated.pk}/translation/typed/")
    choice = box(page.get_by_role("radio").first)
    label = box(page.get_by_text("the original", exact=True))
    assert choice["y"] < label["y"] + label["height"]
    assert choice["width"] < 30, "a choice stands apart from its words"
    visitor.check_page()
    page.get_by_label("Turn 1 in the other language").fill("What is your job?")
    page.get_by_role("button", name="Keep the translation").click()
    page.locator(".parallel", has_text="What is your job?").wait_for()
