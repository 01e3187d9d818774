"""Single sign-on: whom the provider names is believed only where everything fits."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from survey.members.join import digest_of, link_of, make_link
from survey.members.roles import Role
from survey.members.write import add_member, roles_of
from survey.models import Study
from tests.workspace.log_in.fake_provider import OTHER_KEY, FakeProvider, serving
from tests.workspace.log_in.log_in import code_of, fail
from workspace.log_in import single_sign_on
from workspace.log_in.codes import require_codes
from workspace.log_in.models import Identity

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture(scope="module")
def running() -> Iterator[FakeProvider]:
    with serving() as provider:
        yield provider


@pytest.fixture
def provider(running: FakeProvider, settings: Any, rita: User) -> FakeProvider:
    """Allowed domain: example.org. There is an administrator, rita, who is not connected."""
    single_sign_on._client.cache_clear()
    running.claims, running.asked = {}, {}
    settings.SINGLE_SIGN_ON = running.settings("example.org")
    return running


def who(browser: Client) -> str:
    key = browser.session.get("_auth_user_id")
    return User.objects.get(pk=key).username if key else ""


def said(browser: Client, answer: Any) -> str:
    assert answer.status_code == 302
    return browser.get(answer.headers["Location"]).content.decode()


def connected(provider: FakeProvider, user: User) -> None:
    Identity.objects.create(user=user, issuer=provider.issuer, subject="person-1")


def test_somebody_connected_is_logged_in_and_led_to_where_they_were_going(
    client: Client, provider: FakeProvider, rita: User
) -> None:
    connected(provider, rita)
    answer = provider.sign_on(client, "/admin/single-sign-on/?next=/admin/me/")
    assert answer.headers["Location"] == "/admin/me/"
    assert who(client) == "rita"


def test_the_way_back_leads_to_no_other_host(
    client: Client, provider: FakeProvider, rita: User
) -> None:
    connected(provider, rita)
    answer = provider.sign_on(client, "/admin/single-sign-on/?next=https://elsewhere.example.org/")
    assert answer.headers["Location"] == "/admin/"


def test_the_log_in_page_offers_it_by_a_link_since_forms_may_lead_nowhere_else(
    client: Client, provider: FakeProvider
) -> None:
    page = client.get("/admin/login/?next=/admin/me/")
    assert 'href="/admin/single-sign-on/?next=/admin/me/"' in page.content.decode()
    policy = page.headers["Content-Security-Policy"]
    assert "form-action 'self'" in policy
    assert "connect-src 'self'" in policy


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"iss": "https://elsewhere.example.org"},
        {"aud": "another-client"},
        {"aud": "another-client", "azp": "needfinder"},
        {"sub": None},
        {"exp": int(time.time()) - 3600},
    ],
)
def test_a_token_for_another_time_place_or_log_in_lets_nobody_in(
    client: Client, provider: FakeProvider, rita: User, claims: dict[str, Any]
) -> None:
    connected(provider, rita)
    provider.claims = claims
    assert "did not work out" in said(client, provider.sign_on(client))
    assert not who(client)


def test_a_token_signed_by_somebody_else_lets_nobody_in(
    client: Client, provider: FakeProvider, rita: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    connected(provider, rita)
    monkeypatch.setattr(provider, "key", OTHER_KEY)
    assert "did not work out" in said(client, provider.sign_on(client))
    assert not who(client)


@pytest.mark.parametrize("changed", [{"state": "made-up"}, {"state": ""}, {"error": "denied"}])
def test_an_answer_that_nobody_asked_for_lets_nobody_in(
    client: Client, provider: FakeProvider, rita: User, changed: dict[str, str]
) -> None:
    connected(provider, rita)
    assert "did not work out" in said(client, provider.sign_on(client, **changed))
    assert not who(client)


def test_an_answer_works_in_the_browser_that_asked_and_only_once(
    client: Client, provider: FakeProvider, rita: User
) -> None:
    connected(provider, rita)
    provider.sign_on(client)
    back = {"code": "a-code", "state": provider.asked["state"]}
    for browser in (Client(), client):
        answer = browser.get("/admin/single-sign-on/back/", back)
        assert answer.headers["Location"] == "/admin/login/"
    assert not who(Client())


def test_a_provider_under_another_name_is_refused(
    client: Client, provider: FakeProvider, settings: Any
) -> None:
    settings.SINGLE_SIGN_ON = provider.settings() | {"issuer": f"{provider.issuer}/"}
    assert "another issuer" in said(client, client.get("/admin/single-sign-on/"))


def test_a_provider_that_does_not_answer_is_said_in_a_sentence(
    client: Client, provider: FakeProvider, settings: Any
) -> None:
    settings.SINGLE_SIGN_ON = provider.settings() | {"issuer": "http://127.0.0.1:9"}
    assert "does not answer" in said(client, client.get("/admin/single-sign-on/"))


def test_somebody_unknown_gets_no_account(client: Client, provider: FakeProvider) -> None:
    provider.claims = {"email": "ann@elsewhere.example.org", "email_verified": True}
    assert "Ask for a link to join" in said(client, provider.sign_on(client))
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "ann@example.org"},
        {"email": "ann@example.org", "email_verified": False},
        {"email": "ann@example.org", "email_verified": "true"},
        {"email": "ann@example.org.elsewhere.org", "email_verified": True},
        {"email": "example.org", "email_verified": True},
    ],
)
def test_an_address_that_is_not_verified_or_of_another_domain_opens_nothing(
    client: Client, provider: FakeProvider, claims: dict[str, Any]
) -> None:
    provider.claims = claims
    assert "Ask for a link to join" in said(client, provider.sign_on(client))
    assert User.objects.count() == 1


def test_a_verified_address_of_an_allowed_domain_makes_an_account_without_rights(
    client: Client, provider: FakeProvider
) -> None:
    provider.claims = {
        "email": "Ann@Example.org",
        "email_verified": True,
        "preferred_username": "rita",
    }
    provider.sign_on(client)
    assert who(client) == "rita-2"  # nobody becomes somebody else by a name
    user = User.objects.get(username="rita-2")
    assert not user.get_all_permissions()
    assert not user.has_usable_password()
    provider.sign_on(Client())
    assert User.objects.count() == 2


def test_the_first_account_is_not_made_by_single_sign_on(
    client: Client, provider: FakeProvider, rita: User
) -> None:
    rita.delete()
    provider.claims = {"email": "ann@example.org", "email_verified": True}
    provider.sign_on(client)
    assert not User.objects.exists()


def lead_and_link() -> tuple[Study, str]:
    study, lead = Study.objects.create(slug="a-study"), User.objects.create_user("lead")
    add_member(study, lead, [Role.LEAD], now=timezone.now())
    return study, make_link(lead, study, [Role.CODER], now=timezone.now())


def test_a_link_to_join_makes_an_account_for_whom_the_provider_names(
    client: Client, provider: FakeProvider
) -> None:
    study, token = lead_and_link()
    assert f'href="/join/{token}/sign-on/"' in client.get(f"/join/{token}/").content.decode()
    provider.claims = {"preferred_username": "ann b"}
    provider.sign_on(client, f"/join/{token}/sign-on/")
    assert who(client) == "ann-b"
    assert roles_of(study, User.objects.get(username="ann-b")) == {Role.CODER}
    assert client.get(f"/join/{token}/").status_code == 404


def test_somebody_known_comes_back_to_the_link_and_joins_by_its_button(
    client: Client, provider: FakeProvider, rita: User
) -> None:
    study, token = lead_and_link()
    connected(provider, rita)
    answer = provider.sign_on(client, f"/join/{token}/sign-on/")
    assert answer.headers["Location"] == f"/join/{token}/"
    assert link_of(digest_of(token), now=timezone.now())
    client.post(f"/join/{token}/")
    assert roles_of(study, rita) == {Role.CODER}


def test_an_account_is_connected_by_its_owner_and_disconnected_again(
    client: Client, provider: FakeProvider, rita: User
) -> None:
    client.force_login(rita)
    assert client.get("/admin/me/single-sign-on/").headers["Location"] == "/admin/me/"
    client.post("/admin/me/", {"do": "connect"})
    provider.sign_on(client, "/admin/me/single-sign-on/")
    assert Identity.objects.get().user == rita
    client.post("/admin/me/", {"do": "disconnect"})
    assert not Identity.objects.exists()


def test_one_person_is_not_connected_to_two_accounts(
    client: Client, provider: FakeProvider, rita: User
) -> None:
    connected(provider, User.objects.create_user("other"))
    client.force_login(rita)
    client.post("/admin/me/", {"do": "connect"})
    assert "connected already" in said(
        client, provider.sign_on(client, "/admin/me/single-sign-on/")
    )
    assert Identity.objects.get().user.username == "other"


def test_an_account_without_a_password_stays_connected(
    client: Client, provider: FakeProvider, rita: User
) -> None:
    connected(provider, rita)
    rita.set_unusable_password()
    rita.save()
    client.force_login(rita)
    client.post("/admin/me/", {"do": "disconnect"})
    assert Identity.objects.exists()


def test_locked_and_deactivated_accounts_stay_out(
    client: Client, provider: FakeProvider, rita: User
) -> None:
    connected(provider, rita)
    fail(Client())
    assert "failed too often" in said(client, provider.sign_on(client))
    rita.is_active = False
    rita.save()
    assert "deactivated" in said(client, provider.sign_on(client))
    assert not who(client)


def test_an_account_with_codes_is_asked_for_one_and_not_logged_in_before(
    client: Client, provider: FakeProvider, rita: User
) -> None:
    connected(provider, rita)
    device = require_codes(rita)
    answer = provider.sign_on(client, "/admin/single-sign-on/?next=/admin/me/")
    assert answer.headers["Location"] == "/admin/code/"
    assert client.get("/admin/").headers["Location"].startswith("/admin/login/")
    assert (
        "needs a one-time code" in client.post("/admin/code/", {"code": "wrong"}).content.decode()
    )
    assert not who(client)
    device.refresh_from_db()
    device.throttle_reset()
    answer = client.post("/admin/code/", {"code": code_of(device)})
    assert answer.headers["Location"] == "/admin/me/"
    assert who(client) == "rita"


def test_the_page_for_the_code_is_nothing_to_anybody_else(client: Client, rita: User) -> None:
    assert client.get("/admin/code/").headers["Location"] == "/admin/login/"


@pytest.mark.parametrize("address", ["", "back/"])
def test_without_a_provider_there_is_no_such_page(client: Client, address: str, rita: User) -> None:
    assert client.get(f"/admin/single-sign-on/{address}").status_code == 404
