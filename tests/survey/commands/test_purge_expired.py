"""The command that deletes what was promised to be kept no longer."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone

from survey.models import Interviewee, Participant
from tests.interview_world import interviewee
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


def test_people_who_were_interviewed_are_deleted_as_well(
    rewritten: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    interviewee("P1")
    later = datetime(2037, 1, 1, tzinfo=UTC)  # the small study keeps them until 2036-12-31
    monkeypatch.setattr(timezone, "now", lambda: later)
    line = "small-interviews 1.0: 1 participant of interviews, with all that they said, {}; they "
    call_command("purge_expired", "--dry-run")
    assert line.format("would be deleted") in capsys.readouterr().out
    assert Interviewee.objects.count() == 1
    call_command("purge_expired")
    assert line.format("were deleted") in capsys.readouterr().out
    assert not Interviewee.objects.exists()
    assert "default" in rewritten


@pytest.fixture
def rewritten(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The databases whose tables were written anew."""
    names: list[str] = []

    def rewrite(name: str) -> bool:
        names.append(name)
        return name != "recruitment"

    monkeypatch.setattr("survey.management.commands.purge_expired.rewrite_tables", rewrite)
    return names


def test_where_nothing_has_expired_tables_are_written_anew_only_when_asked_to(
    world: World, rewritten: list[str]
) -> None:
    call_command("purge_expired", stdout=StringIO())
    assert rewritten == []
    call_command("purge_expired", "--rewrite", stdout=StringIO(), stderr=StringIO())
    assert rewritten == list(settings.DATABASES)


def test_tables_that_cannot_be_written_anew_are_told_with_what_to_do(
    world: World, rewritten: list[str]
) -> None:
    errors = StringIO()
    call_command("purge_expired", "--rewrite", stdout=StringIO(), stderr=errors)
    assert "deleted words can stay in their files" in errors.getvalue()
    assert "purge_expired --rewrite later, or let the tables' owner" in errors.getvalue()


def test_only_saying_what_would_be_deleted_writes_nothing(
    world: World, rewritten: list[str]
) -> None:
    call_command("purge_expired", "--dry-run", "--rewrite", stdout=StringIO())
    assert rewritten == []


def test_sessions_that_ended_are_deleted(rewritten: list[str]) -> None:
    for days in (-1, 1):
        ends = timezone.now() + timedelta(days=days)
        Session.objects.create(session_key=f"key{days}", session_data="", expire_date=ends)
    call_command("purge_expired", "--dry-run")
    assert Session.objects.count() == 2
    call_command("purge_expired")
    assert Session.objects.get().session_key == "key1"
