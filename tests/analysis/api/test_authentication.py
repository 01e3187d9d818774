"""Who asks is known by a token or a log-in in the browser; no password is looked at."""

from typing import Any
from unittest.mock import patch

import pytest
from django.contrib.auth import hashers
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client

from analysis.api.authentication import RateOfToken
from analysis.api.models import ApiToken
from survey.members.models import Member
from survey.members.roles import Role
from survey.studies.models import Study
from tests.analysis.api.programs import ask, member, token_for
from tests.roles import with_role
from tests.world import World
from workspace.log_in.models import FailedLogIn

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.any_database,
    pytest.mark.usefixtures("refusals_unlogged"),
]

EVERY_ADDRESS = ("/api/studies/", "/api/bundles/", "/api/schema/")


@pytest.fixture
def study(world: World) -> Study:
    return world.founding.study


def test_a_password_opens_nothing_and_costs_no_hashing(study: Study) -> None:
    """It took 0.3 s of a processor each, for anybody with any name."""
    User.objects.create_user("rita", password="correct horse battery", is_staff=True)
    headers = {"authorization": "Basic cml0YTpjb3JyZWN0IGhvcnNlIGJhdHRlcnk="}
    hasher: Any = hashers.get_hasher()
    with (
        patch.object(type(hasher), "encode", autospec=True) as encode,
        patch.object(type(hasher), "verify", autospec=True) as verify,
    ):
        for path in EVERY_ADDRESS:
            refused = Client().get(path, headers=headers)
            assert refused.status_code == 401, path
            assert refused.headers["WWW-Authenticate"] == "Bearer"
            assert "passwords are not taken. Send a token" in refused.json()["detail"]
    assert encode.call_count == verify.call_count == 0
    assert not FailedLogIn.objects.exists()


def test_a_request_without_an_account_takes_a_query_at_most(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(1):  # for the study in the address
        assert client.get("/api/studies/tda-needfinding/tables/").status_code == 401


@pytest.mark.parametrize("sent", ["Bearer", "Bearer nf_none", "bearer \xff", "Bearer a b", "nf_x"])
def test_what_is_no_token_is_refused_with_a_sentence(study: Study, sent: str) -> None:
    refused = Client().get("/api/studies/", headers={"authorization": sent})
    assert refused.status_code == 401
    assert "the study's page Programs" in refused.json()["detail"]


def test_a_removed_member_gets_one_sentence_and_no_data(study: Study) -> None:
    token = token_for(study)
    assert ask(token, "").status_code == 200
    Member.objects.filter(user=member(study)).delete()
    refused = ask(token, "tda-needfinding/tables/participants/")
    assert refused.status_code == 401
    assert "may not export tda-needfinding now" in refused.json()["detail"]


def test_a_token_reads_its_own_study_alone_though_its_owner_is_in_another_too(
    study: Study,
) -> None:
    other = Study.objects.create(slug="another")
    token, owner = token_for(study), member(study)
    Member.objects.create(
        study=other, user=owner, role=Role.LEAD, since=study.members.all()[0].since
    )
    assert [one["study"] for one in ask(token, "").json()] == ["tda-needfinding"]
    refused = ask(token, "another/tables/")
    assert refused.status_code == 404
    assert "There is no study another for you" in refused.json()["detail"]


def test_in_a_browser_every_study_of_the_account_is_listed_and_no_other(study: Study) -> None:
    Study.objects.create(slug="of-others")
    user = member(study)
    client = Client()
    client.force_login(user)
    assert [one["study"] for one in client.get("/api/studies/").json()] == ["tda-needfinding"]
    assert client.get("/api/studies/of-others/tables/").status_code == 404


def test_a_token_reads_bundles_as_its_owner_may(study: Study, world: World) -> None:
    digest = world.loan_effects.digest
    headers = {"authorization": f"Bearer {token_for(study)}"}
    assert Client().get(f"/api/bundles/{digest}/", headers=headers).status_code == 200
    assert with_role(Role.CODER).get("/api/bundles/").status_code == 403


def test_nothing_can_be_written_by_a_token(study: Study) -> None:
    headers = {"authorization": f"Bearer {token_for(study)}"}
    for method in ("post", "put", "patch", "delete"):
        answer = getattr(Client(), method)("/api/studies/", headers=headers)
        assert answer.status_code == 405
    assert Client().get("/admin/", headers=headers).status_code == 302


def test_each_token_has_a_rate_of_its_own(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RateOfToken, "rate", "2/min", raising=False)
    cache.clear()
    first, second = token_for(study), token_for(study)
    assert [ask(first, "").status_code for _time in range(3)] == [200, 200, 429]
    assert ask(second, "").status_code == 200
    slowed = ask(first, "")
    assert int(slowed.headers["Retry-After"]) <= 60
    assert ApiToken.objects.count() == 2
