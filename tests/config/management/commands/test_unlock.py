"""The command unlocks a name at once."""

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client

from tests.workspace.log_in.log_in import fail, try_in

pytestmark = pytest.mark.django_db


def test_a_command_unlocks(client: Client, rita: User, capsys: pytest.CaptureFixture[str]) -> None:
    fail(client)
    call_command("unlock", "rita")
    call_command("unlock", "rita")
    assert capsys.readouterr().out == "rita can log in.\nrita was not locked.\n"
    assert try_in(client) == "/admin/"
