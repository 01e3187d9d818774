"""The page of a study's members."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from analysis.api.models import ApiToken
from survey.members.join import make_link, open_links
from survey.members.models import JoinLink, Member
from survey.members.roles import IN_WORDS, Role
from survey.members.write import add_member, roles_of
from survey.models import Study
from tests.roles import account

PAGE = "/admin/studies/a-study/people/"
LINK = re.compile(r"http://testserver(/join/[\w-]+/)")

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def study(db: None) -> Study:
    return Study.objects.create(slug="a-study")


@pytest.fixture
def lead(study: Study) -> User:
    return account("lead", Role.LEAD, study=study)


@pytest.fixture
def browser(client: Client, lead: User) -> Client:
    client.force_login(lead)
    return client


def shown(browser: Client, address: str = PAGE) -> str:
    return " ".join(browser.get(address).content.decode().split())


def test_members_are_listed_with_their_roles_in_words(browser: Client, study: Study) -> None:
    account("rosa", Role.RECRUITER, Role.RESEARCHER, study=study)
    page = shown(browser)
    assert "2 people work on this study." in page
    assert "researcher, recruiter" in page
    assert "sees who was recruited" in page
    assert all(words in page for words in IN_WORDS.values())


def test_somebody_with_an_account_is_added_by_name(browser: Client, study: Study) -> None:
    bo = User.objects.create_user("bo")
    browser.post(PAGE, {"add-name": " bo ", "add-roles": ["coder", "auditor"]})
    assert roles_of(study, bo) == {Role.CODER, Role.AUDITOR}
    assert "The account bo is a member now." in shown(browser)


@pytest.mark.parametrize(
    ("name", "roles", "sentence"),
    [
        ("nobody", ["coder"], "There is no account nobody"),
        ("lead", [], "No role was chosen"),
        ("lead", ["king"], "not one of the available choices"),
        ("", ["coder"], "This field is required"),
    ],
)
def test_bad_input_is_said_on_the_page_and_changes_nothing(
    browser: Client, name: str, roles: list[str], sentence: str
) -> None:
    page = browser.post(PAGE, {"add-name": name, "add-roles": roles}).content.decode()
    assert sentence in page
    assert Member.objects.count() == 1


def test_a_link_is_shown_once_and_listed_without_itself(browser: Client, study: Study) -> None:
    sent = {"invite-note": "Bo <b>", "invite-roles": ["coder"]}
    page = browser.post(f"{PAGE}links/", sent).content.decode()
    [link] = LINK.findall(page)
    assert Client().get(link).status_code == 200
    again = shown(browser)
    assert "Bo &lt;b&gt;, as coder: made by lead" in again
    assert link.split("/")[2] not in again
    assert "/join/" not in shown(browser, f"{PAGE}links/") or not LINK.findall(shown(browser))


def test_a_link_needs_a_role(browser: Client) -> None:
    page = browser.post(f"{PAGE}links/", {"invite-note": "Bo"}).content.decode()
    assert "No role was chosen" in page
    assert not JoinLink.objects.exists()


def test_a_link_is_taken_back_and_one_that_is_used_meanwhile_is_not(
    browser: Client, study: Study, lead: User
) -> None:
    make_link(lead, study, [Role.CODER], now=timezone.now())
    key = JoinLink.objects.get().pk
    browser.post(f"{PAGE}links/{key}/revoke/")
    assert not JoinLink.objects.exists()
    browser.post(f"{PAGE}links/{key}/revoke/")
    assert "This link lets nobody in" in shown(browser)


def test_a_lead_takes_back_no_link_of_another_study(browser: Client) -> None:
    other = Study.objects.create(slug="another")
    make_link(account("lead-2", Role.LEAD, study=other), other, ["coder"], now=timezone.now())
    browser.post(f"{PAGE}links/{JoinLink.objects.get().pk}/revoke/")
    assert open_links(other, now=timezone.now()).count() == 1


def test_roles_are_changed_and_the_last_lead_is_told_why_not(
    browser: Client, study: Study, lead: User
) -> None:
    bo = account("bo", Role.CODER, study=study)
    browser.post(f"{PAGE}{bo.pk}/", {"roles": ["recruiter", "researcher"]})
    assert roles_of(study, bo) == {Role.RECRUITER, Role.RESEARCHER}
    page = browser.post(f"{PAGE}{lead.pk}/", {"roles": ["coder"]}).content.decode()
    assert "only lead of a-study" in page
    assert roles_of(study, lead) == {Role.LEAD}


def token(study: Study, user: User) -> ApiToken:
    return ApiToken.objects.create(
        study=study, user=user, name="nightly", digest=f"{study} {user}", made_at=timezone.now()
    )


def test_whoever_is_removed_loses_the_tokens_of_this_study_and_keeps_their_others(
    browser: Client, study: Study
) -> None:
    other = Study.objects.create(slug="another")
    bo = account("bo", Role.RESEARCHER, study=study)
    add_member(other, bo, [Role.RESEARCHER], now=timezone.now())
    here, there = token(study, bo), token(other, bo)
    browser.post(f"{PAGE}{bo.pk}/remove/")
    here.refresh_from_db()
    there.refresh_from_db()
    assert not roles_of(study, bo)
    assert here.revoked_at
    assert not there.revoked_at


def test_tokens_go_with_the_right_to_export(browser: Client, study: Study) -> None:
    bo = account("bo", Role.RESEARCHER, study=study)
    one = token(study, bo)
    browser.post(f"{PAGE}{bo.pk}/", {"roles": ["coder"]})
    one.refresh_from_db()
    assert one.revoked_at


def test_the_last_lead_is_not_removed(browser: Client, study: Study, lead: User) -> None:
    browser.post(f"{PAGE}{lead.pk}/remove/")
    assert roles_of(study, lead) == {Role.LEAD}


def test_a_lead_who_leaves_is_led_home(browser: Client, study: Study, lead: User) -> None:
    account("bo", Role.LEAD, study=study)
    assert browser.post(f"{PAGE}{lead.pk}/remove/").headers["Location"] == "/admin/"
    assert browser.get(PAGE).status_code == 404


def test_an_account_outside_the_study_has_no_page_there(browser: Client) -> None:
    other = User.objects.create_user("other")
    assert browser.get(f"{PAGE}{other.pk}/").status_code == 404
    assert browser.post(f"{PAGE}{other.pk}/remove/").status_code == 404


def test_a_lead_requires_codes_of_all_members(browser: Client, study: Study) -> None:
    browser.post(f"{PAGE}codes/", {"required": "yes"})
    study.refresh_from_db()
    assert study.codes_required
    assert browser.get(PAGE).headers["Location"] == "/admin/me/codes/"
