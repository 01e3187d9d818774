"""A secret is shown once, by a command."""

import re

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client

from tests.workspace.log_in.log_in import try_in

pytestmark = pytest.mark.django_db

RANDOM_TOKEN = re.compile(r'value="\w{64}"')
"""Of a form against forgery: now and then it spells anything of three letters."""


def test_a_secret_is_shown_once_by_a_command_and_on_no_page(
    client: Client, rita: User, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("one_time_codes", "rita")
    assert "otpauth://totp/Needfinder" in capsys.readouterr().out
    client.force_login(rita)
    page = RANDOM_TOKEN.sub("", client.get("/admin/").content.decode())
    assert "otp" not in page.lower()
    call_command("one_time_codes", "rita", "--remove")
    assert try_in(Client()) == "/admin/"
    call_command("one_time_codes", "rita", "--remove")
    assert capsys.readouterr().out.endswith("rita needed no code before either.\n")
    with pytest.raises(CommandError, match="no account nobody"):
        call_command("one_time_codes", "nobody")
