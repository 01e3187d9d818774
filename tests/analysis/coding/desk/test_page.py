"""The desk's pages without a script: slower, and complete; and two people at the same moment."""

import re

import pytest
from django.test import Client
from django.utils.html import escape

from attribution.actions import load_bundle
from attribution.data.display import Text
from attribution.queries import explanations
from survey.models import Trial
from tests.analysis.coding.desk.addresses import desk
from tests.analysis.coding.desk.interviews import add_interview
from tests.analysis.coding_world import CodingWorld, InterviewWorld, account, browser
from tests.survey.trial.texts_and_curves import bundle_of
from tests.world import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_one_question_can_be_read_at_a_time(coding: CodingWorld, ann: Client) -> None:
    page = ann.get(desk(coding), {"question": "proposed_fix"}).content.decode()
    assert page.count('class="unit"') == 2


def test_text_is_shown_as_text_and_its_line_breaks_stay(coding: CodingWorld, ann: Client) -> None:
    answer = coding.unit().answer
    assert answer is not None
    answer.value = "<script>alert(1)</script>\r\n🐦"
    answer.save()
    page = ann.get(desk(coding)).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&#13;\n🐦" in page


def test_answers_stand_below_the_error_and_the_setting_they_are_about(
    coding: CodingWorld, ann: Client
) -> None:
    page = ann.get(desk(coding)).content.decode()
    assert page.count('class="seen"') == 2
    assert "removal, loss, 3 samples" in page
    assert page.count('aria-describedby="seen-image"') == 5


@pytest.mark.parametrize(("name", "size"), [("letters", 0), ("pulses", 40)])
def test_a_text_or_a_curve_stands_above_the_answers_about_it(
    coding: CodingWorld, ann: Client, name: str, size: int
) -> None:
    bundle = load_bundle(bundle_of(name, size), loaded_at=NOON).bundle.digest
    known = explanations(bundle)
    Trial.objects.update(bundle=bundle, error=known.errors[0])
    page = ann.get(desk(coding)).content.decode()
    display = known.error(known.errors[0]).display
    if isinstance(display, Text):
        assert page.count(f'<div class="shown-text" dir="auto">{escape(display.text)}</div>') == 2
    else:
        assert page.count('<svg class="curve"') == 2
        assert page.count("curve-of-error") == 0


def test_a_theme_is_offered_with_when_to_code_it_and_when_not(
    coding: CodingWorld, ann: Client
) -> None:
    theme = coding.theme("class_overlap")
    page = ann.get(desk(coding)).content.decode()
    meaning = page.split(f'id="d-{theme.guid}"')[1].split("</details>")[0]
    for words in (theme.definition, theme.include, theme.exclude, theme.examples[0]):
        assert escape(words) in meaning
    option = page.split(f'id="t-{theme.guid}"')[1].split("</li>")[0]
    assert f'data-types="{theme.types[0]}' in option


def test_the_turns_of_an_interviewer_offer_nothing_to_do(interviews: InterviewWorld) -> None:
    case = add_interview(interviews)
    page = browser(interviews.ann).get(desk(interviews, f"{case.pk}/")).content.decode()
    asked = page.split("What do you do first?")[1].split("</article>")[0]
    assert "<button" not in asked
    assert "<form" not in asked
    assert page.count("Select words</button>") == 2
    assert f"<title>{case.label} in " in page
    assert re.search(r"<h2>\s*P9 · Third interview · en\s*</h2>", page)


def test_chosen_colours_have_a_style_sheet_for_the_coders_of_the_round(
    coding: CodingWorld, ann: Client
) -> None:
    coding.codebook.themes.filter(key="class_overlap").update(colour="#E65100")
    sheet = desk(coding, "colours.css")
    page = ann.get(desk(coding)).content.decode()
    address = page.split(f'href="{sheet}')[1].split('"')[0]
    answered = ann.get(sheet + address)
    assert answered.content == b".hue-e65100{--hue:#E65100}\n"
    assert answered.headers["Content-Type"] == "text/css"
    assert "max-age" in answered.headers["Cache-Control"]
    assert browser(account("carl")).get(sheet).status_code == 403
