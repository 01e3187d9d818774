"""Identifiers in the admin, by role; neither role sees what is the other's."""

from datetime import date

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from survey.design.panel import PanelIdentifier
from survey.recruitment.actions import keep_identifier
from survey.recruitment.models import RecruitmentIdentifier
from tests.world import World

pytestmark = [pytest.mark.django_db(databases=["default", "recruitment"]), pytest.mark.any_database]


def stored_identifier() -> RecruitmentIdentifier:
    keep_identifier("tda-needfinding", PanelIdentifier("5f1a"), day=date(2027, 1, 31))
    return RecruitmentIdentifier.objects.get()


def test_a_recruiter_finds_an_identifier_and_deletes_it(recruiter: Client, world: World) -> None:
    address = "/admin/recruitment/recruitmentidentifier/"
    key = stored_identifier().pk
    assert "5f1a" in recruiter.get(address, {"q": "5f1a"}).content.decode()
    assert "5f1a" in recruiter.get(f"{address}{key}/change/").content.decode()
    recruiter.post(f"{address}{key}/delete/", {"post": "yes"})
    assert not RecruitmentIdentifier.objects.exists()
    logged = LogEntry.objects.get()
    assert "5f1a" not in f"{logged.object_repr} {logged.change_message}"


def test_a_recruiter_sees_nothing_of_the_study(recruiter: Client, world: World) -> None:
    for model in ("participant", "studyversion", "invitation", "enrolmentwindow"):
        assert recruiter.get(f"/admin/survey/{model}/").status_code == 403
    assert recruiter.get("/admin/survey/invitation/add/").status_code == 403


def test_a_researcher_sees_no_identifier(researcher: Client) -> None:
    address = "/admin/recruitment/recruitmentidentifier/"
    assert "recruitment" not in researcher.get("/admin/").content.decode().lower()
    for page in (address, f"{address}{stored_identifier().pk}/change/"):
        assert researcher.get(page).status_code == 403
