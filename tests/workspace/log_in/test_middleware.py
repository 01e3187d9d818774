"""Codes that are required are set up before anything else opens."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from survey.members.roles import Role
from survey.members.write import require_codes_in
from survey.models import Study
from tests.roles import account
from workspace.log_in.codes import must_set_up_codes, require_codes, require_codes_of_everybody

NEW = "/admin/me/codes/"

pytestmark = [pytest.mark.django_db(databases=["default", "recruitment"]), pytest.mark.any_database]


@pytest.fixture
def study(db: None) -> Study:
    return Study.objects.create(slug="a-study")


@pytest.fixture
def coder(study: Study) -> User:
    return account("coder", Role.CODER, study=study)


@pytest.fixture
def browser(client: Client, coder: User) -> Client:
    client.force_login(coder)
    return client


PAGES = [
    "/admin/",
    "/admin/studies/a-study/",
    "/admin/me/",
    "/api/schema/",
    "/studies/a-study/pilot/",
]


@pytest.mark.parametrize("address", PAGES)
def test_a_member_of_a_study_that_requires_codes_is_led_to_set_them_up(
    browser: Client, study: Study, address: str
) -> None:
    require_codes_in(study, required=True)
    assert browser.get(address).headers["Location"] == NEW
    assert browser.post(address).headers["Location"] == NEW
    assert "requires one-time codes" in browser.get(NEW).content.decode()


def test_with_codes_everything_opens(browser: Client, study: Study, coder: User) -> None:
    require_codes_in(study, required=True)
    require_codes(coder)
    assert browser.get("/admin/").status_code == 200


def test_logging_out_stays_possible(browser: Client, study: Study) -> None:
    require_codes_in(study, required=True)
    assert browser.post("/admin/logout/").status_code == 200


def test_members_of_other_studies_are_asked_for_nothing(browser: Client) -> None:
    require_codes_in(Study.objects.create(slug="another"), required=True)
    assert browser.get("/admin/").status_code == 200


def test_an_administrator_who_sees_every_study_needs_them_too(client: Client, study: Study) -> None:
    client.force_login(User.objects.create_superuser("root"))
    assert client.get("/admin/me/").status_code == 200
    require_codes_in(study, required=True)
    assert client.get("/admin/me/").headers["Location"] == NEW


def test_they_can_be_required_of_everybody(client: Client) -> None:
    client.force_login(User.objects.create_user("guest", is_staff=True))
    require_codes_of_everybody(required=True)
    assert client.get("/admin/").headers["Location"] == NEW
    require_codes_of_everybody(required=False)
    assert client.get("/admin/").status_code == 200


def test_participants_and_visitors_notice_nothing(study: Study) -> None:
    require_codes_of_everybody(required=True)
    assert Client().get("/").status_code == 200


def test_it_is_asked_in_one_query(
    browser: Client, coder: User, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(1):
        assert not must_set_up_codes(coder, None)
