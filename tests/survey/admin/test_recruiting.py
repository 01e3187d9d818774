"""Openings, invitations, participants and identifiers in the admin, each for its own role."""

from datetime import date

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from survey.design.panel import PanelIdentifier
from survey.models import Invitation, Opening
from survey.recruitment.actions import keep_identifier
from survey.recruitment.models import RecruitmentIdentifier
from tests.world import World

pytestmark = pytest.mark.django_db(databases=["default", "recruitment"])

OPENING = {
    "opens_at_0": "2027-01-31", "opens_at_1": "12:00", "quota": "31", "idle_minutes": "120",
    "invited_only": "on",
}  # fmt: skip


def test_a_researcher_opens_a_study_and_changes_the_opening(
    researcher: Client, world: World
) -> None:
    study = world.founding.study
    researcher.post("/admin/survey/opening/add/", {**OPENING, "study": str(study.pk)})
    opening = Opening.objects.get()
    assert (opening.study, opening.quota, opening.invited_only) == (study, 31, True)
    address = f"/admin/survey/opening/{opening.pk}/change/"
    researcher.post(address, {**OPENING, "quota": "40", "study": "0"})
    assert Opening.objects.values_list("study", "quota").get() == (study.pk, 40)


def test_a_study_cannot_close_before_it_opens(researcher: Client, world: World) -> None:
    ends = {"closes_at_0": "2027-01-30", "closes_at_1": "12:00"}
    sent = {**OPENING, **ends, "study": str(world.founding.study.pk)}
    page = researcher.post("/admin/survey/opening/add/", sent)
    assert "A study has to close after it opens." in page.content.decode()
    assert not Opening.objects.exists()


def test_a_researcher_makes_invitations_and_finds_the_links_until_they_are_used(
    researcher: Client, world: World
) -> None:
    world.open()
    sent = {"study": str(world.founding.study.pk), "number": "3"}
    page = researcher.post("/admin/survey/invitation/add/", sent, follow=True).content.decode()
    tokens = [each.token for each in Invitation.objects.all()]
    links = [f"http://testserver/studies/tda-needfinding/?invitation={each}" for each in tokens]
    assert len(links) == 3
    assert all(f"<code>{link}</code>" in page for link in links)
    world.join("ada", invitation=tokens[0])
    page = researcher.get("/admin/survey/invitation/links/tda-needfinding/").content.decode()
    assert [tokens[0] in page, tokens[1] in page] == [False, True]


@pytest.mark.parametrize("number", ["0", "501", "-1", "many", ""])
def test_a_number_of_invitations_that_cannot_be_is_refused(
    researcher: Client, world: World, number: str
) -> None:
    sent = {"study": str(world.founding.study.pk), "number": number}
    assert researcher.post("/admin/survey/invitation/add/", sent).status_code == 200
    assert not Invitation.objects.exists()


def test_the_list_of_invitations_leads_to_the_links_and_shows_no_token(
    researcher: Client, world: World
) -> None:
    researcher.post(
        "/admin/survey/invitation/add/", {"study": str(world.founding.study.pk), "number": "1"}
    )
    page = researcher.get("/admin/survey/invitation/").content.decode()
    assert "/admin/survey/invitation/links/tda-needfinding/" in page
    assert Invitation.objects.get().token not in page


def test_participants_are_listed_without_what_would_let_one_act_for_them(
    researcher: Client, world: World
) -> None:
    for address in ("", f"{world.ada.pk}/change/"):
        page = researcher.get(f"/admin/survey/participant/{address}")
        assert page.status_code == 200
        text = page.content.decode()
        assert "taking part" in text
        assert world.ada.token not in text
        assert f">{world.ada.start}<" not in text
    for address in ("add/", f"{world.ada.pk}/delete/"):
        assert researcher.get(f"/admin/survey/participant/{address}").status_code == 403


def kept() -> RecruitmentIdentifier:
    keep_identifier("by-panel", PanelIdentifier("5f1a"), day=date(2027, 1, 31))
    return RecruitmentIdentifier.objects.get()


def test_a_recruiter_finds_an_identifier_and_deletes_it(recruiter: Client) -> None:
    address = "/admin/recruitment/recruitmentidentifier/"
    key = kept().pk
    assert "5f1a" in recruiter.get(address, {"q": "5f1a"}).content.decode()
    assert "5f1a" in recruiter.get(f"{address}{key}/change/").content.decode()
    recruiter.post(f"{address}{key}/delete/", {"post": "yes"})
    assert not RecruitmentIdentifier.objects.exists()
    logged = LogEntry.objects.get()
    assert "5f1a" not in f"{logged.object_repr} {logged.change_message}"


def test_a_recruiter_sees_nothing_of_the_study(recruiter: Client, world: World) -> None:
    for model in ("participant", "studyversion", "invitation", "opening"):
        assert recruiter.get(f"/admin/survey/{model}/").status_code == 403
    assert recruiter.get("/admin/survey/invitation/links/tda-needfinding/").status_code == 403
    assert recruiter.get("/admin/survey/invitation/add/").status_code == 403


def test_a_researcher_sees_no_identifier(researcher: Client) -> None:
    address = "/admin/recruitment/recruitmentidentifier/"
    assert "recruitment" not in researcher.get("/admin/").content.decode().lower()
    for page in (address, f"{address}{kept().pk}/change/"):
        assert researcher.get(page).status_code == 403
