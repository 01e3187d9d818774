"""Researchers plan rounds and change codebooks on pages; what is wrong is told on them."""

import pytest

from analysis.models import Case, CodingRound
from survey.models import Participant
from tests.analysis.coding_world import CodingWorld, InterviewWorld, browser

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_a_researcher_plans_a_round_and_leads_it(coding: CodingWorld) -> None:
    rita = browser(coding.rita)
    address = f"/admin/analysis/codinground/plan/{coding.codebook.slug}/people/"
    first, *rest = (case.label for case in coding.cases)
    people = [str(coding.ann.pk), str(coding.ben.pk)]
    both = {"title": "W", "joint": [first, first], "apart": [first, *rest], "coders": people}
    assert "for one of both" in rita.post(address, both).content.decode()
    page = rita.post(address, {**both, "apart": rest}, follow=True).content.decode()
    assert "End the workshop" in page
    planned = CodingRound.objects.get()
    assert planned.members.count() == len(coding.cases)  # who was sent twice is there once
    rita.post(f"/admin/analysis/codinground/{planned.pk}/stage/", {"to": "independent"})
    planned.refresh_from_db()
    assert planned.stage == "independent"


def test_looking_at_the_plan_prepares_nothing(coding: CodingWorld) -> None:
    """The case of somebody new is made when a round is planned over them, and not before."""
    rita = browser(coding.rita)
    address = f"/admin/analysis/codinground/plan/{coding.codebook.slug}/people/"
    label = Participant.objects.order_by("pk")[0].label
    page = rita.get(address).content.decode()
    assert page.count(f'value="{label}"') == 2
    assert not Case.objects.exists()
    nobody = {"title": "W", "apart": [label], "coders": []}
    assert rita.post(address, nobody).status_code == 200
    assert not Case.objects.exists()
    rita.post(address, {**nobody, "coders": [str(coding.ann.pk)]})
    planned = CodingRound.objects.get()
    assert [member.case.label for member in planned.members.all()] == [label]


def test_an_interview_is_named_by_its_number_and_title_wherever_it_is_chosen_or_read(
    interviews: InterviewWorld,
) -> None:
    coding, label = interviews, "P2"
    coding.talk(label, "First talk")
    coding.talk(label, "Second talk")
    title = f"{label} · First talk, Second talk"
    rita = browser(coding.rita)
    listed = rita.get("/admin/analysis/transcript/").content.decode()
    assert f">{label}</a>" in listed
    address = f"/admin/analysis/codinground/plan/{coding.codebook.slug}/people/"
    assert rita.get(address).content.decode().count(title) == 2
    sent = {"title": "W", "apart": [label], "coders": [str(coding.ann.pk)]}
    assert rita.get(address).content.decode().count('value="P1"') == 0  # nothing is stored of P1
    assert title in rita.post(address, sent, follow=True).content.decode()
    assert CodingRound.objects.get().members.get().case.label == label
