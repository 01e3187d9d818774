"""Whoever forgot their password gets a link by mail, and nobody learns who has an account."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from operations.models import Change
from workspace.log_in import forgotten
from workspace.log_in.forgotten import mailed_token
from workspace.log_in.names import MOST_FAILURES, is_locked, note_failure

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

FORGOTTEN = "/admin/forgotten-password/"
OLD, NEW = "an old password 5", "quite another one 7"


@pytest.fixture(autouse=True)
def mails(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Mails are sent at once, in the thread of the test."""

    class AtOnce:
        def __init__(self, target: Any, args: Any, daemon: bool) -> None:
            self.start = lambda: target(*args)

    settings.MAIL_SERVER = "mail.example.org"
    settings.SITE_ADDRESS = "https://study.example.org"
    monkeypatch.setattr(forgotten, "Thread", AtOnce)


@pytest.fixture
def ada() -> User:
    return User.objects.create_user("ada", "ada@example.org", OLD, is_staff=True)


def asks(client: Client, account: str) -> str:
    cache.clear()
    return client.post(FORGOTTEN, {"account": account}).content.decode()


def mailed_link() -> str:
    found = re.search(r"https://study\.example\.org(/\S+)", str(mail.outbox[-1].body))
    assert found
    return found[1]


def set_by(client: Client, link: str) -> Any:
    opened = client.get(link, follow=True)
    page = opened.request["PATH_INFO"]
    return client.post(page, {"new_password1": NEW, "new_password2": NEW})


def test_the_log_in_leads_there_where_mails_are_sent(
    settings: Any, client: Client, ada: User
) -> None:
    assert FORGOTTEN in client.get("/admin/login/").content.decode()
    settings.MAIL_SERVER = ""
    assert FORGOTTEN not in client.get("/admin/login/").content.decode()
    assert client.get(FORGOTTEN).status_code == 404


@pytest.mark.parametrize("account", ["ada", "ada@example.org", "ADA@example.org"])
def test_the_answer_is_the_same_for_names_that_are_unknown(
    client: Client, ada: User, account: str
) -> None:
    known = asks(client, account)
    assert [one.to for one in mail.outbox] == [["ada@example.org"]]
    unknown = asks(client, "nobody")
    assert re.sub(r'value="\w{64}"', "", known) == re.sub(r'value="\w{64}"', "", unknown)
    assert len(mail.outbox) == 1


def test_a_new_password_ends_sessions_unlocks_the_name_and_is_noted(ada: User) -> None:
    inside, outside = Client(), Client()
    inside.force_login(ada)
    for _failure in range(MOST_FAILURES):
        note_failure("ada", now=timezone.now())
    asks(outside, "ada")
    assert set_by(outside, mailed_link()).status_code == 302
    ada.refresh_from_db()
    assert ada.check_password(NEW)
    assert inside.get("/admin/me/").status_code == 302
    assert not is_locked("ada", now=timezone.now())
    assert "password" in Change.objects.latest("number").details
    # The link works once.
    assert "was used" in Client().get(mailed_link(), follow=True).content.decode()


def test_the_link_ends_after_an_hour(
    ada: User, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    asks(client, "ada")
    link, made = mailed_link(), mailed_token._now()
    monkeypatch.setattr(mailed_token, "_now", lambda: made + timedelta(minutes=59))
    assert "The old one stops working" in client.get(link, follow=True).content.decode()
    monkeypatch.setattr(mailed_token, "_now", lambda: made + timedelta(minutes=61))
    assert "has run out" in Client().get(link, follow=True).content.decode()


@pytest.mark.parametrize("change", [{"is_active": False}, {"email": ""}, {"password": "!"}])
def test_accounts_that_cannot_use_a_password_or_get_a_mail_get_none(
    client: Client, ada: User, change: dict[str, Any]
) -> None:
    User.objects.filter(pk=ada.pk).update(**change)
    asks(client, "ada")
    asks(client, "")
    assert mail.outbox == []


def test_tries_are_slowed_down_and_an_account_is_written_to_once_a_minute(
    client: Client, ada: User
) -> None:
    cache.clear()
    answers = [client.post(FORGOTTEN, {"account": "ada"}).content.decode() for _try in range(11)]
    assert len(mail.outbox) == 1
    assert "Too many tries" not in answers[9]
    assert "Too many tries" in answers[10]


def test_people_say_themselves_where_the_mail_goes_by_their_password(ada: User) -> None:
    client = Client()
    client.force_login(ada)
    wrong = client.post("/admin/me/", {"do": "mail", "email": "eve@example.org", "password": "x"})
    assert "This is not your password" in wrong.content.decode()
    client.post("/admin/me/", {"do": "mail", "email": "new@example.org", "password": OLD})
    ada.refresh_from_db()
    assert ada.email == "new@example.org"
