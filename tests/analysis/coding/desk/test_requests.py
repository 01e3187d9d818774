"""Requests at the desk change what they say, and are answered with it."""

import pytest
from django.contrib.messages import get_messages
from django.test import Client

from analysis.coding.desk.records import version_of
from analysis.models import Coding, Reading, Theme, Unit
from tests.analysis.coding.desk.addresses import desk
from tests.analysis.coding.desk.interviews import add_interview
from tests.analysis.coding_world import CodingWorld, InterviewWorld, browser

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_plain_forms_code_note_undo_and_go_on(coding: CodingWorld, ann: Client) -> None:
    unit = coding.unit()
    sent = {"unit": str(unit.guid), "theme": "class  OVERLAP", "words": "yes"}
    page = ann.post(desk(coding, "code/"), sent, follow=True)
    assert page.redirect_chain[0][0].endswith(f"/desk/{coding.cases[0].pk}/#u-{unit.guid}")
    made = Coding.objects.get()
    assert f'id="c-{made.guid}"' in page.content.decode()
    memo = desk(coding, f"memo/{made.guid}/")
    assert "for yourself until" in ann.get(memo).content.decode()
    assert (
        "A thought."
        in ann.post(memo, {"memo": "A thought.", "seen": ""}, follow=True).content.decode()
    )
    late = ann.post(memo, {"memo": "Another.", "seen": ""}, follow=True).content.decode()
    assert "changed in another tab" in late
    for _step in range(2):
        step = coding.part(coding.ann).steps.first()
        assert step is not None
        ann.post(desk(coding, "undo/"), {"step": str(step.guid)})
    assert not Coding.objects.filter(live=True).exists()
    onward = ann.post(desk(coding, "done/"), {"case": str(coding.cases[0].pk), "done": "yes"})
    assert onward.headers["Location"].endswith(f"/desk/{coding.cases[1].pk}/")
    assert Reading.objects.count() == 1


@pytest.mark.parametrize(
    ("theme", "words", "sentence"),
    [("Nonsense", "", "Type the name of a theme"), ("Class overlap", "no", "do not stand")],
)
def test_what_cannot_be_coded_is_told_and_nothing_is_kept(
    coding: CodingWorld, ann: Client, theme: str, words: str, sentence: str
) -> None:
    sent = {"unit": str(coding.unit().guid), "theme": theme, "words": words}
    assert sentence in ann.post(desk(coding, "code/"), sent, follow=True).content.decode()
    by_script = ann.post(desk(coding, "code/"), sent, headers={"HX-Request": "true"})
    assert sentence in by_script.content.decode()
    assert not Coding.objects.exists()


def test_a_script_is_sent_the_new_coding_alone_and_once(coding: CodingWorld, ann: Client) -> None:
    unit, script = coding.unit(), {"HX-Request": "true"}
    sent = {
        "unit": str(unit.guid),
        "theme": str(coding.guid("class_overlap")),
        "start": "0",
        "end": "2",
    }
    first = ann.post(desk(coding, "code/"), sent, headers=script).content.decode()
    assert 'data-fresh data-at="0-2"' in first
    assert "<article" not in first
    again = ann.post(desk(coding, "code/"), sent, headers=script).content.decode()
    assert "Already coded as Class overlap: “ye”" in again
    assert "<li" not in again
    assert Coding.objects.count() == 1


def test_several_texts_are_coded_by_one_request_and_told(coding: CodingWorld, ann: Client) -> None:
    units = [coding.unit(unit_index=index) for index in (0, 1)]
    sent = {
        "unit": [str(unit.guid) for unit in units],
        "theme": str(coding.guid("class_overlap")),
        "start": ["1", "0"],
        "end": ["3", "2"],
    }
    said = ann.post(desk(coding, "code/"), sent, headers={"HX-Request": "true"}).content.decode()
    assert "Coded as Class overlap in 2 texts: “es”, “ye”. Undo takes them back one" in said
    assert said.count("data-fresh") == 2
    assert Coding.objects.count() == 2


@pytest.mark.parametrize(
    "bounds", [{"start": "0"}, {"start": "x", "end": "2"}, {"start": ["0", "1"], "end": ["1"]}]
)
def test_bounds_that_did_not_arrive_never_mean_the_whole_text(
    coding: CodingWorld, ann: Client, bounds: dict[str, str | list[str]]
) -> None:
    unit = str(coding.unit().guid)
    named = [unit, unit] if isinstance(bounds["start"], list) else unit
    sent = {"unit": named, "theme": str(coding.guid("class_overlap")), **bounds}
    said = ann.post(desk(coding, "code/"), sent, headers={"HX-Request": "true"}).content.decode()
    assert "Select them again" in said
    assert not Coding.objects.exists()


def test_the_same_theme_on_the_same_words_is_kept_and_told(
    coding: CodingWorld, ann: Client
) -> None:
    def told(**bounds: str) -> str:
        sent = {
            "unit": str(coding.unit().guid),
            "theme": str(coding.guid("class_overlap")),
            **bounds,
        }
        answer = ann.post(desk(coding, "code/"), sent, headers={"HX-Request": "true"})
        return answer.content.decode()

    assert "this theme already" not in told(start="0", end="1")
    assert "this theme already" not in told(start="1", end="2")
    assert "Some of these words have this theme already." in told(start="0", end="2")
    assert "A passage of it has this theme already." in told()
    assert "The whole text has this theme already." in told(start="2", end="3")
    assert Coding.objects.count() == 5


def test_a_refused_memo_leaves_what_was_typed(coding: CodingWorld, ann: Client) -> None:
    made = coding.code(coding.ann, "class_overlap")
    address, script = desk(coding, f"memo/{made.guid}/"), {"HX-Request": "true"}
    kept = ann.post(address, {"memo": "One.", "seen": ""}, headers=script).content.decode()
    assert "<article" in kept
    late = ann.post(address, {"memo": "Two.", "seen": ""}, headers=script).content.decode()
    assert "changed in another tab" in late
    assert "<article" not in late


def test_nobodys_words_travel_in_a_cookie(coding: CodingWorld, ann: Client) -> None:
    made = coding.code(coding.ann, "class_overlap")
    memo = desk(coding, f"memo/{made.guid}/")
    sent = {"unit": str(coding.unit().guid), "theme": "Class overlap", "words": "typedwords"}
    answers = [
        ann.post(desk(coding, "code/"), sent),
        ann.post(memo, {"memo": "memowords", "seen": ""}),
        ann.post(memo, {"memo": "other", "seen": ""}),
    ]
    told = " ".join(str(message) for message in get_messages(answers[-1].wsgi_request))
    assert "do not stand" in told
    assert "changed in another tab" in told
    assert "typedwords" not in told
    assert "memowords" not in told


def test_a_new_theme_is_not_left_of_words_that_cannot_be_coded(
    interviews: InterviewWorld,
) -> None:
    ann = browser(interviews.ann)
    asked = add_interview(interviews).units.all()[0]
    sent = {"unit": str(asked.guid), "name": "Asking", "start": "0", "end": "4"}
    said = ann.post(
        desk(interviews, "theme/"), sent, headers={"HX-Request": "true"}
    ).content.decode()
    assert "interviewer" in said
    assert not Theme.objects.filter(name="Asking").exists()


@pytest.mark.parametrize("script", [{}, {"HX-Request": "true"}], ids=["form", "script"])
def test_words_marked_before_a_correction_are_refused_and_the_corrected_text_is_shown(
    interviews: InterviewWorld, script: dict[str, str]
) -> None:
    ann = browser(interviews.ann)
    case = add_interview(interviews)
    unit = case.units.filter(speaker="P3")[0]
    page = ann.get(desk(interviews, f"{case.pk}/")).content.decode()
    assert f'name="version" value="{version_of(unit.text)}"' in page
    marked = {
        "unit": str(unit.guid),
        "version": version_of(unit.text),
        "theme": "Class overlap",
        "name": "Word counts",
        "start": "0",
        "end": "2",
    }
    Unit.objects.filter(pk=unit.pk).update(turn="Corrected: yes")  # as corrections do
    corrected = Unit.objects.get(pk=unit.pk)
    for address in ("code/", "theme/"):
        answered = ann.post(desk(interviews, address), marked, headers=script, follow=True)
        shown = answered.content.decode()
        assert "This text was corrected meanwhile; the page shows it now." in shown
        assert f'name="version" value="{version_of(corrected.text)}"' in shown
    assert not Coding.objects.exists()
    assert not Theme.objects.filter(name="Word counts").exists()
    marked["version"] = version_of(corrected.text)
    ann.post(desk(interviews, "code/"), marked, headers=script)
    assert Coding.objects.count() == 1
