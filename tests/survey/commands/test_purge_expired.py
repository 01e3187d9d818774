"""The command that deletes what was promised to be kept no longer."""

from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.utils import timezone

from survey.models import Participant
from tests.world import World

pytestmark = pytest.mark.django_db(databases=["default", "recruitment"])


def test_the_command_tells_what_it_would_do_and_did(
    over: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(
        "survey.management.commands.purge_expired.rewrite_tables", lambda _name: True
    )
    call_command("purge_expired")
    assert capsys.readouterr().out == "Nothing has expired; nothing was deleted.\n"
    later = datetime(2999, 1, 1, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: later)
    call_command("purge_expired", "--dry-run")
    said = capsys.readouterr().out
    assert (
        "2 people (1 taking part, 1 completed) and 1 pilots and 0 drafts would be deleted" in said
    )
    assert Participant.objects.count() == 4
    call_command("purge_expired")
    assert "were deleted" in capsys.readouterr().out
    assert Participant.objects.count() == 1
