"""Researchers exclude, take in again, and make reports in the admin; nobody else does."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.contrib.auth.models import User
from django.test import Client

from analysis.models import ExclusionStep
from survey.members.roles import Role
from tests.analysis.conftest import Studied
from tests.roles import account

pytestmark = pytest.mark.django_db

EXCLUDE = "/admin/analysis/exclusionstep/add/"


def as_(role: Role, user: User, client: Client) -> Client:
    account(user.username, role)
    client.force_login(user)
    return client


def test_a_researcher_excludes_somebody_and_takes_them_in_again(
    studied: Studied, rosa: User, client: Client
) -> None:
    as_(Role.RESEARCHER, rosa, client)
    assert (
        f'value="{studied.ada.pk}"'
        in client.get(EXCLUDE, {"participant": studied.ada.pk}).content.decode()
    )
    for kind, reason in (("excluded", "low_quality"), ("readmitted", "mistaken")):
        sent = {"participant": studied.ada.pk, "kind": kind, "reason": reason, "note": ""}
        response = client.post(EXCLUDE, sent, follow=True)
        assert f"{studied.ada} {kind}." in response.content.decode()
    assert [step.by for step in ExclusionStep.objects.all()] == [rosa, rosa]


def test_what_cannot_be_done_is_said_beside_the_field(
    studied: Studied, rosa: User, client: Client
) -> None:
    as_(Role.RESEARCHER, rosa, client)
    active = {"participant": studied.fay.pk, "kind": "excluded", "reason": "other"}
    assert "still taking part" in client.post(EXCLUDE, active).content.decode()
    unknown = {"participant": 10**6, "kind": "excluded", "reason": "other"}
    assert "There is no participant" in client.post(EXCLUDE, unknown).content.decode()
    unfitting = {"participant": studied.ada.pk, "kind": "excluded", "reason": "mistaken"}
    assert "Choose a reason that fits" in client.post(EXCLUDE, unfitting).content.decode()
    assert not ExclusionStep.objects.exists()


def test_a_researcher_downloads_a_report(studied: Studied, rosa: User, client: Client) -> None:
    as_(Role.RESEARCHER, rosa, client)
    address = f"/admin/analysis/studyreport/{studied.study.pk}/change/"
    assert "Make the report" in client.get(address).content.decode()
    response = client.post(address, {"formats": ["html", "json"]})
    assert response.headers["Content-Disposition"] == (
        'attachment; filename="tda-needfinding-report.zip"'
    )
    names = ZipFile(BytesIO(response.content)).namelist()
    assert {"report.html", "report.json"} < set(names)
    assert "This field is required" in client.post(address, {"simulated": "on"}).content.decode()


def test_others_neither_report_nor_exclude(studied: Studied, rosa: User, client: Client) -> None:
    as_(Role.RECRUITER, rosa, client)
    address = f"/admin/analysis/studyreport/{studied.study.pk}/change/"
    assert client.get(EXCLUDE).status_code == client.get(address).status_code == 403
    assert client.post(address, {"formats": ["html"]}).status_code == 403


def test_the_log_is_read_and_not_changed(studied: Studied, client: Client) -> None:
    client.force_login(User.objects.create_superuser("root"))
    sent = {"participant": studied.ada.pk, "kind": "excluded", "reason": "other"}
    client.post(EXCLUDE, sent)
    step = ExclusionStep.objects.get()
    address = f"/admin/analysis/exclusionstep/{step.pk}"
    assert client.post(f"{address}/change/", {}).status_code == 403
    assert client.post(f"{address}/delete/", {"post": "yes"}).status_code == 403
    assert "excluded" in client.get("/admin/analysis/exclusionstep/").content.decode()
