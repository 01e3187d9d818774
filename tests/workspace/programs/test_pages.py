"""Tokens are made, shown once and revoked on a page of the study."""

import re

import pytest
from django.test import Client

from analysis.api.models import ApiToken
from analysis.api.tokens import token_in_use
from operations.models import Change
from survey.members.roles import Role
from survey.studies.models import Study
from tests.analysis.api.programs import token_for
from tests.roles import with_role
from tests.world import NOON, World

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

ADDRESS = "/admin/studies/tda-needfinding/programs/"


@pytest.fixture
def study(world: World) -> Study:
    return world.founding.study


def text_of(client: Client) -> str:
    return " ".join(client.get(ADDRESS).content.decode().split())


def test_a_token_is_made_with_one_form_and_shown_once(study: Study) -> None:
    researcher = with_role(Role.RESEARCHER)
    assert "No program reads this study." in text_of(researcher)
    made = researcher.post(ADDRESS, {"name": "nightly report"})
    shown = re.findall(r"<code>(nf_\w{43})</code>", made.content.decode())
    assert token_in_use(shown[0], now=NOON).name == "nightly report"
    page = text_of(researcher)
    assert shown[0] not in page
    assert "One token is in use." in page
    assert "nightly report" in page
    assert shown[0] not in str(list(Change.objects.values()))


def test_a_token_is_revoked_with_one_button(study: Study) -> None:
    researcher = with_role(Role.RESEARCHER)
    researcher.post(ADDRESS, {"name": "nightly report"})
    token = ApiToken.objects.get()
    done = researcher.post(f"{ADDRESS}{token.pk}/revoke/", follow=True)
    assert "The token nightly report is revoked." in done.content.decode()
    assert ApiToken.objects.get().revoked_at is not None
    assert "No program reads this study." in text_of(researcher)


def test_leads_see_and_revoke_the_tokens_of_everybody_and_others_their_own(study: Study) -> None:
    token_for(study, name="of a colleague")
    token = ApiToken.objects.get()
    researcher, lead = with_role(Role.RESEARCHER), with_role(Role.LEAD)
    assert "of a colleague" not in text_of(researcher)
    assert researcher.post(f"{ADDRESS}{token.pk}/revoke/").status_code == 404
    assert "of a colleague" in text_of(lead)
    assert lead.post(f"{ADDRESS}{token.pk}/revoke/").status_code == 302
    assert ApiToken.objects.get().revoked_at is not None


def test_no_name_makes_no_token_and_says_so(study: Study) -> None:
    answer = with_role(Role.RESEARCHER).post(ADDRESS, {"name": " "})
    assert answer.status_code == 422
    assert "This field is required." in answer.content.decode()
    assert not ApiToken.objects.exists()


@pytest.mark.parametrize("role", [Role.CODER, Role.RECRUITER, Role.AUDITOR])
def test_who_may_not_export_sees_no_tokens(study: Study, role: Role) -> None:
    client = with_role(role)
    assert client.get(ADDRESS).status_code == client.post(ADDRESS, {"name": "x"}).status_code == 403
    assert not ApiToken.objects.exists()
