"""Requests at the desk change what they say, and are answered with it."""

import pytest
from django.test import Client

from analysis.models import Coding, Reading
from tests.analysis.coding.desk.addresses import desk
from tests.analysis.coding_world import CodingWorld

pytestmark = pytest.mark.django_db


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
