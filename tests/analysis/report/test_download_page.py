"""Researchers make reports in the admin; nobody else does."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.contrib.auth.models import User
from django.test import Client

from analysis.records.exclude import exclude
from survey.members.roles import Role
from tests.analysis.conftest import Studied
from tests.roles import account
from tests.world import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def as_(role: Role, user: User, client: Client) -> Client:
    account(user.username, role)
    client.force_login(user)
    return client


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


def test_others_make_no_report(studied: Studied, rosa: User, client: Client) -> None:
    as_(Role.RECRUITER, rosa, client)
    address = f"/admin/analysis/studyreport/{studied.study.pk}/change/"
    assert client.get(address).status_code == 403
    assert client.post(address, {"formats": ["html"]}).status_code == 403


def test_the_log_is_read_and_not_changed(studied: Studied, rosa: User, client: Client) -> None:
    client.force_login(User.objects.create_superuser("root"))
    step = exclude(studied.ada, "other", by=rosa, now=NOON)
    address = f"/admin/analysis/exclusionstep/{step.pk}"
    assert client.post(f"{address}/change/", {}).status_code == 403
    assert client.post(f"{address}/delete/", {"post": "yes"}).status_code == 403
    assert "excluded" in client.get("/admin/analysis/exclusionstep/").content.decode()
