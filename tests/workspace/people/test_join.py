"""The page that a link to join opens."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from operations.models import Change
from survey.members.join import VALID_FOR, make_link
from survey.members.models import JoinLink
from survey.members.roles import Role
from survey.members.write import roles_of
from survey.models import Study
from tests.roles import account

PASSWORD = "correct horse battery"
SENT = {"name": "bo", "password": PASSWORD, "again": PASSWORD}

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def study(db: None) -> Study:
    return Study.objects.create(slug="a-study")


@pytest.fixture
def lead(study: Study) -> User:
    return account("lead", Role.LEAD, study=study)


@pytest.fixture
def link(study: Study, lead: User) -> str:
    return f"/join/{make_link(lead, study, [Role.CODER], now=timezone.now())}/"


def test_somebody_without_an_account_makes_one_and_is_in_their_study(
    client: Client, study: Study, link: str
) -> None:
    page = client.get(link).content.decode()
    assert "<strong>coder</strong>: codes the texts" in page
    assert f'href="/admin/login/?next={link}"' in page
    answer = client.post(link, SENT)
    assert answer.headers["Location"] == "/admin/studies/a-study/"
    user = User.objects.get(username="bo")
    assert roles_of(study, user) == {Role.CODER}
    assert client.session["_auth_user_id"] == str(user.pk)
    assert Client().get(link).status_code == 404


def test_somebody_logged_in_joins_by_one_button(client: Client, study: Study, link: str) -> None:
    user = User.objects.create_user("ann", is_staff=True)
    client.force_login(user)
    assert "You are logged in as <strong>ann</strong>" in client.get(link).content.decode()
    assert client.post(link).headers["Location"] == "/admin/studies/a-study/"
    assert roles_of(study, user) == {Role.CODER}


def test_reading_the_page_uses_nothing_up(client: Client, link: str) -> None:
    for _time in range(3):
        assert client.get(link).status_code == 200


def test_used_expired_revoked_and_unknown_links_get_the_same_page(
    client: Client, study: Study, lead: User, link: str
) -> None:
    expired = make_link(lead, study, [Role.CODER], now=timezone.now() - VALID_FOR)
    revoked = make_link(lead, study, [Role.AUDITOR], now=timezone.now())
    JoinLink.objects.get(roles=["auditor"]).delete()
    Client().post(link, SENT)
    pages = set()
    for address in (link, f"/join/{expired}/", f"/join/{revoked}/", "/join/made-up/"):
        answer = client.get(address)
        assert (answer.status_code, client.post(address, SENT).status_code) == (404, 404)
        pages.add(answer.content.decode())
    assert len(pages) == 1
    assert "This link lets nobody in" in pages.pop()


def test_the_address_is_passed_on_to_nobody_and_kept_by_no_cache(client: Client, link: str) -> None:
    for answer in (
        client.get(link),
        client.post(link),
        client.get("/join/x/"),
        client.post(link, SENT),
    ):
        assert answer.headers["Referrer-Policy"] == "strict-origin"
        assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"name": "lead"}, "There is an account lead already"),
        ({"password": "12345678", "again": "12345678"}, "too common"),
        ({"again": "another"}, "two passwords differ"),
        ({"name": ""}, "This field is required"),
    ],
)
def test_bad_input_is_said_and_the_link_stays_open(
    client: Client, link: str, changed: dict[str, str], sentence: str
) -> None:
    assert sentence in client.post(link, SENT | changed).content.decode()
    assert not User.objects.filter(username="bo").exists()
    assert client.post(link, SENT).status_code == 302


def test_forms_are_not_sent_for_long(client: Client, link: str) -> None:
    for _time in range(20):
        client.post(link, SENT | {"again": "another"})
    assert "Too many tries" in client.post(link, SENT).content.decode()
    assert not User.objects.filter(username="bo").exists()


def test_a_link_without_a_study_makes_an_account_that_sees_none(
    client: Client, study: Study
) -> None:
    root = User.objects.create_superuser("root")
    answer = client.post(f"/join/{make_link(root, None, now=timezone.now())}/", SENT)
    assert answer.headers["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200
    assert client.get("/admin/studies/a-study/people/").status_code == 404


def test_joining_is_in_the_log_without_the_link(client: Client, link: str) -> None:
    client.post(link, SENT)
    logged = list(Change.objects.values_list("kind", "what"))
    assert ("added", "user") in logged
    assert ("added", "member") in logged
    assert ("changed", "join link") in logged
    assert link.split("/")[2] not in str(list(Change.objects.values()))


def test_a_server_without_single_sign_on_leads_to_none(client: Client, link: str) -> None:
    assert "sign-on" not in client.get(link).content.decode()
    assert client.get(f"{link}sign-on/").status_code == 404
