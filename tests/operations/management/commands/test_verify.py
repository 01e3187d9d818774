"""The command says what is wrong, and gives heads to be noted elsewhere."""

import pytest
from django.core.management import CommandError, call_command

from operations.change_log import head_of_changes
from operations.models import Change
from survey.audit_chain.verify_version import head_of
from survey.models import Answer
from survey.studies.load import open_study
from tests.survey.steps import finish
from tests.world import LONG_AGO, World

pytestmark = pytest.mark.django_db


def test_it_gives_the_head_and_finds_what_was_altered(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    finish(world.ada)
    head = head_of(world.founding).digest
    call_command("verify", "tda-needfinding", "--known", head)
    said = capsys.readouterr().out
    assert f"tda-needfinding 2.0: 2 entries, head {head}" in said
    assert "Everything is as it was submitted" in said
    with pytest.raises(CommandError, match="1 things are not"):
        call_command("verify", "tda-needfinding", "--known", "f" * 64)
    Answer.objects.filter(question="reason_for_metric").delete()
    with pytest.raises(CommandError, match="2 things are not"):
        call_command("verify", "tda-needfinding")
    assert "answer to reason_for_metric" in capsys.readouterr().out


def test_a_log_whose_end_was_cut_off_no_longer_has_the_head_it_had(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    open_study(world.founding.study, opens_at=LONG_AGO, quota=3)
    number, head = head_of_changes()
    call_command("verify", "tda-needfinding", "--known", head)
    assert f"log of changes: {number} entries, head {head}" in capsys.readouterr().out
    Change.objects.filter(number=number).delete()
    call_command("verify", "tda-needfinding")
    with pytest.raises(CommandError, match="1 things are not"):
        call_command("verify", "tda-needfinding", "--known", head)
    assert "entries were cut off" in capsys.readouterr().out


def test_a_study_that_is_not_there_is_named(world: World) -> None:
    with pytest.raises(CommandError, match="There is no study nowhere"):
        call_command("verify", "nowhere")
