"""Researchers read a study's report with one click on its page."""

from base64 import b64encode
from hashlib import sha256

import pytest
from django.test import Client

from analysis.report.page import STYLE
from survey.members.roles import Role
from tests.roles import with_role
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

ADDRESS = "/analysis/studies/tda-needfinding/report/"


@pytest.mark.parametrize(("address", "marked"), [(ADDRESS, False), (f"{ADDRESS}simulated/", True)])
def test_the_page_of_a_study_leads_to_its_reports(world: World, address: str, marked: bool) -> None:
    researcher = with_role(Role.RESEARCHER)
    page = researcher.get(f"/admin/survey/study/{world.founding.study.pk}/change/")
    assert f'href="{address}"' in page.content.decode()
    report = researcher.get(address)
    assert ("(simulated participants)" in report.content.decode()) == marked


def test_a_report_may_use_its_own_style_and_load_nothing(world: World) -> None:
    report = with_role(Role.RESEARCHER).get(ADDRESS)
    (style,) = STYLE.findall(report.content.decode())
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert report.headers["Content-Security-Policy"] == (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; "
        "base-uri 'none'; frame-ancestors 'none'"
    )


def test_nobody_else_reads_a_report(world: World) -> None:
    assert Client().get(ADDRESS).headers["Location"].startswith("/admin/login/")
    assert with_role(Role.CODER).get(ADDRESS).status_code == 403
    researcher = with_role(Role.RESEARCHER)
    assert researcher.get("/analysis/studies/nothing/report/").status_code == 404
    assert researcher.post(ADDRESS).status_code == 405
