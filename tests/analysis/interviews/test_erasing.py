"""Of a participant of interviews who withdrew no word stays, in no table and on no page."""

import pytest
from django.apps import apps

from analysis.coding.attributes.write import Typed, add_attribute, write_values
from analysis.coding.memos.write import About, write_memo
from analysis.coding.transcripts.turns import Turn
from analysis.models import AttributeValue, Case, CaseAgreement, Coding, Memo, ThemeExample, Unit
from survey.interviews.write import erase_interviewee, write_attributes
from survey.models import InterviewWithdrawal
from tests.analysis.coding_world import InterviewWorld, browser
from tests.world import NOON

MARKER = "Nachtfalter"
"""In no other test: theirs may be kept elsewhere."""
TURNS = (
    Turn("P", 0.0, 4.0, f"{MARKER} is what I say of the data."),
    Turn("I", 4.0, 5.0, f"Why {MARKER}?"),
)


def holding(words: str) -> list[str]:
    """Every table and row in which the words stand."""
    return [
        f"{model._meta.label} {row['pk']}"
        for model in apps.get_models()
        if model._meta.app_label in {"survey", "analysis", "operations"} and model._meta.managed
        for row in model._default_manager.values("pk", *(f.name for f in model._meta.fields))
        if words in str(row)
    ]


@pytest.fixture
def coded(interviews: InterviewWorld) -> InterviewWorld:
    """P1 is interviewed twice, coded by both, quoted as an example, and agreed on."""
    interviews.talk("P1", f"{MARKER} speaks", TURNS)
    interviews.talk("P1", "The second talk", TURNS)
    interviews.talk("P2")
    person = interviews.person("P1")
    write_attributes(person, {"location": MARKER})
    interviews.__dict__["cases"] = tuple(Case.objects.order_by("label"))
    for coder in (interviews.ann, interviews.ben):
        interviews.code(coder, "class_overlap")
        interviews.code(coder, "class_overlap", case=1)
    case = interviews.cases[0]
    write_memo(interviews.codebook, About(case=case), MARKER, by=interviews.rita, now=NOON)
    write_values(add_attribute(interviews.study, "Says"), {case.pk: Typed(MARKER, "")})
    theme = interviews.theme("class_overlap")
    ThemeExample.objects.create(theme=theme, unit=interviews.unit(), start=0, end=len(MARKER))
    interviews.decide()
    return interviews


def test_everything_that_was_made_of_their_words_goes_with_them(coded: InterviewWorld) -> None:
    assert len(holding(MARKER)) >= 7
    assert CaseAgreement.objects.filter(case__label="P1").exists()
    erase_interviewee(coded.person("P1"), now=NOON)
    assert holding(MARKER) == []
    assert list(Case.objects.values_list("label", flat=True)) == ["P2"]
    for model in (Coding, Unit):
        assert model._default_manager.exists()
    assert set(Coding.objects.values_list("unit__case__label", flat=True)) == {"P2"}
    assert not CaseAgreement.objects.exclude(case__label="P2").exists()
    for gone in (AttributeValue, Memo, ThemeExample):
        assert not gone._default_manager.exists()
    assert InterviewWithdrawal.objects.count() == 1


def test_no_page_shows_a_quote_of_them_any_more(coded: InterviewWorld) -> None:
    rita, book = browser(coded.rita), f"/admin/analysis/codebook/{coded.codebook.pk}/"
    theme = coded.guid("class_overlap")
    sample = "/admin/survey/interviewee/of/small-interviews/people/"
    pages = (
        *(f"{book}passages/people/?coder=*", f"{book}memos/people/", f"{book}attributes/people/"),
        *(f"{book}theme/{theme}/", sample, f"{sample}participants.csv"),
    )
    for page in pages:
        assert MARKER in rita.get(page).content.decode(), page
    erase_interviewee(coded.person("P1"), now=NOON)
    for page in pages:
        response = rita.get(page)
        assert response.status_code == 200
        assert MARKER not in response.content.decode(), page
