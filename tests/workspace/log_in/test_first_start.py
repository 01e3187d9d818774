"""The first administrator is made in the browser, once, by whoever knows the setup code."""

import os
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client

from tests.survey.crowd import at_once
from workspace.log_in.first_start import (
    AccountsExist,
    WrongSetupCode,
    announce_setup_code,
    make_first_account,
    setup_code,
)

PAGE = "/admin/first-account/"
PASSWORD = "correct horse battery"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path


def sent(**changed: str) -> dict[str, str]:
    return {
        "setup": setup_code(),
        "name": "root",
        "password": PASSWORD,
        "again": PASSWORD,
    } | changed


def test_the_log_in_leads_to_the_first_account_and_the_account_into_the_admin(
    client: Client, folder: Path
) -> None:
    assert client.get("/admin/login/").headers["Location"] == PAGE
    assert client.get("/admin/", follow=True).redirect_chain[-1][0] == PAGE
    answer = client.post(PAGE, sent())
    assert answer.headers["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200
    user = User.objects.get()
    assert user.is_superuser
    assert user.check_password(PASSWORD)
    assert not list(folder.iterdir())  # the code is gone


def test_afterwards_there_is_no_such_page(client: Client) -> None:
    code = setup_code()
    client.post(PAGE, sent())
    for browser in (client, Client()):
        assert browser.get(PAGE).status_code == 404
        answer = browser.post(
            PAGE, {"setup": code, "name": "b", "password": PASSWORD, "again": PASSWORD}
        )
        assert answer.status_code == 404
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"setup": "guessed"}, "not the setup code"),
        ({"setup": "ä"}, "not the setup code"),
        ({"again": "another"}, "two passwords differ"),
        ({"password": "short", "again": "short"}, "too short"),
        ({"name": "r o o t"}, "valid username"),
    ],
)
def test_bad_input_makes_no_account_and_keeps_the_code(
    client: Client, changed: dict[str, str], sentence: str
) -> None:
    code = setup_code()
    assert sentence in client.post(PAGE, sent(**changed)).content.decode()
    assert not User.objects.exists()
    assert setup_code() == code


def test_codes_are_not_tried_for_long(client: Client) -> None:
    for _time in range(30):
        client.post(PAGE, sent(setup="guessed"))
    assert "Too many tries" in client.post(PAGE, sent()).content.decode()
    assert not User.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_becomes_administrator() -> None:
    code = setup_code()

    def make(name: str) -> bool:
        try:
            make_first_account(code, name, PASSWORD)
        except (AccountsExist, WrongSetupCode):
            return False
        return True

    assert sorted(at_once([lambda: make("one"), lambda: make("two")])) == [False, True]
    assert User.objects.count() == 1


def test_the_code_is_one_nobody_else_reads_and_the_same_until_it_is_used(folder: Path) -> None:
    out = StringIO()
    call_command("setup_code", stdout=out)
    announce_setup_code(out)
    shown, announced = out.getvalue().splitlines()
    assert announced.endswith(f" {shown}")
    assert len(shown) == 22  # 128 bits
    assert os.name == "nt" or (folder / "setup-code").stat().st_mode & 0o077 == 0


def test_a_code_left_behind_by_a_crash_is_worth_nothing_and_goes(folder: Path) -> None:
    code = setup_code()
    User.objects.create_superuser("root")  # and the server was killed before it deleted the code
    with pytest.raises(AccountsExist):
        make_first_account(code, "other", PASSWORD)
    assert not list(folder.iterdir())
    with pytest.raises(CommandError, match="Ask an administrator"):
        call_command("setup_code")
    out = StringIO()
    announce_setup_code(out)
    assert not out.getvalue()


def test_the_command_of_django_makes_the_first_account_as_well(client: Client) -> None:
    call_command("createsuperuser", username="root", email="", interactive=False, verbosity=0)
    assert User.objects.get().is_superuser
    assert client.get("/admin/login/").status_code == 200
    assert client.get(PAGE).status_code == 404


def test_the_demo_makes_its_accounts_itself(client: Client, settings: Any) -> None:
    settings.DEMO = True
    assert client.get(PAGE).status_code == 404
    assert client.get("/admin/login/").status_code == 200
