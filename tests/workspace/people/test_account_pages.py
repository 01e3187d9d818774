"""The accounts of a server, for its administrators."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from survey.members.join import make_link, open_links
from survey.members.models import JoinLink
from survey.members.roles import Role
from survey.models import Study
from tests.roles import account, with_role
from tests.workspace.log_in.log_in import PASSWORD, fail, try_in
from workspace.log_in.codes import codes_required, has_codes, require_codes

PAGE = "/admin/people/"

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def root(db: None) -> User:
    return User.objects.create_superuser("root")


@pytest.fixture
def browser(client: Client, root: User) -> Client:
    client.force_login(root)
    return client


@pytest.fixture
def bo(db: None) -> User:
    return User.objects.create_user("bo", password=PASSWORD, is_staff=True)


def press(browser: Client, user: User, button: str) -> str:
    answer = browser.post(f"{PAGE}{user.pk}/", {"do": button}, follow=True)
    user.refresh_from_db()
    return " ".join(answer.content.decode().split())


def test_accounts_are_listed_in_words(browser: Client, bo: User) -> None:
    study = Study.objects.create(slug="a-study")
    account("bo", Role.CODER, Role.AUDITOR, study=study)
    require_codes(bo)
    fail(Client(), "bo")
    page = " ".join(browser.get(PAGE).content.decode().split())
    assert "a-study: auditor, coder" in page
    assert "everything, as administrator" in page
    assert "never logged in" in page
    assert "locked after wrong passwords, one-time codes" in page


@pytest.mark.parametrize("role", [None, *Role])
def test_nobody_else_sees_them(role: Role | None) -> None:
    Study.objects.create(slug="a-study")
    client = with_role(role) if role else Client()
    user = User.objects.first()
    for address in (PAGE, f"{PAGE}{user.pk if user else 1}/"):
        assert client.get(address).status_code == (403 if role else 302)
        assert client.post(address, {"do": "administrator"}).status_code == (403 if role else 302)
    assert not User.objects.filter(is_superuser=True).exists()


def test_somebody_is_made_administrator_and_researcher_and_no_more(
    browser: Client, bo: User
) -> None:
    assert "The account bo is an administrator now." in press(browser, bo, "administrator")
    assert bo.is_superuser
    assert "no administrator any more" in press(browser, bo, "no administrator")
    assert not bo.is_superuser
    press(browser, bo, "researcher")
    assert User.objects.get(pk=bo.pk).has_perm("survey.add_study")
    press(browser, bo, "no researcher")
    assert not User.objects.get(pk=bo.pk).has_perm("survey.add_study")


def test_one_administrator_always_stays(browser: Client, root: User, bo: User) -> None:
    assert "only administrator" in press(browser, root, "no administrator")
    assert "your own account" in press(browser, root, "deactivate")
    assert root.is_superuser
    assert root.is_active


def test_a_deactivated_account_is_out_at_once_and_its_links_with_it(
    browser: Client, bo: User
) -> None:
    other = Client()
    other.force_login(bo)
    press(browser, bo, "administrator")
    make_link(bo, None, now=timezone.now())
    assert "cannot log in any more" in press(browser, bo, "deactivate")
    assert other.get("/admin/").status_code == 302
    assert not open_links(None, now=timezone.now())
    press(browser, bo, "activate")
    assert try_in(Client(), name="bo") == "/admin/"


def test_a_locked_name_is_unlocked(browser: Client, bo: User) -> None:
    fail(Client(), "bo")
    press(browser, bo, "unlock")
    assert try_in(Client(), name="bo") == "/admin/"


def test_codes_are_taken_off_for_who_lost_their_phone(browser: Client, bo: User) -> None:
    require_codes(bo)
    press(browser, bo, "codes off")
    assert not has_codes(bo)


def test_an_unknown_button_changes_nothing(browser: Client, bo: User) -> None:
    before = User.objects.filter(pk=bo.pk).values().get()
    assert "There is no such button" in press(browser, bo, "promote")
    assert User.objects.filter(pk=bo.pk).values().get() == before


def test_a_link_to_a_new_password_works_once(browser: Client, bo: User) -> None:
    page = press(browser, bo, "password")
    [link] = re.findall(r"http://testserver(/admin/new-password/[^<]+)<", page)
    stranger = Client()
    form = stranger.get(link, follow=True)
    [(address, _status)] = form.redirect_chain
    assert link.split("/")[4] not in address  # the address of the form is worth nothing
    new = "another correct horse"
    answer = stranger.post(address, {"new_password1": new, "new_password2": new})
    assert answer.headers["Location"] == "/admin/login/"
    assert try_in(Client(), new, "bo") == "/admin/"
    assert "This link was used" in Client().get(link, follow=True).content.decode()


def test_a_made_up_link_to_a_password_opens_nothing(bo: User) -> None:
    page = Client().get("/admin/new-password/MQ/made-up/").content.decode()
    assert "This link was used" in page


def test_a_link_to_an_account_is_shown_once_and_taken_back(browser: Client) -> None:
    page = browser.post(PAGE, {"note": "Cy"}).content.decode()
    assert re.search(r"http://testserver/join/[\w-]+/", page)
    listed = browser.get(PAGE).content.decode()
    assert "Cy" in listed
    assert not re.search(r"testserver/join/", listed)
    browser.post(f"{PAGE}links/{JoinLink.objects.get().pk}/revoke/")
    assert not JoinLink.objects.exists()


def test_codes_are_required_of_everybody_and_no_more(browser: Client, root: User) -> None:
    require_codes(root)
    browser.post(f"{PAGE}codes/", {"required": "yes"})
    assert codes_required()
    browser.post(f"{PAGE}codes/", {"required": "no"})
    assert not codes_required()
