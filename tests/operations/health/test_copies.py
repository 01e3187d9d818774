"""Copies that are kept longer than participants read are found."""

from datetime import timedelta
from pathlib import Path

import pytest

from operations.backup import note_backup
from operations.health.copies import check_copies, check_promises
from operations.health.finding import Severity
from tests.analysis.another_version import next_version
from tests.operations.health.server_settings import worst
from tests.world import NOON, World


def test_a_server_without_a_rule_is_told_so(tmp_path: Path) -> None:
    severity, sentence = worst(check_copies(tmp_path, ["default"], days=None, now=NOON))
    assert severity is Severity.NOTE
    assert "NEEDFINDER_BACKUP_DAYS" in sentence


def test_copies_older_than_promised_are_named_a_night_later(tmp_path: Path) -> None:
    names = {}
    for days in (0, 31):
        made = NOON - timedelta(days=days)
        names[days] = tmp_path / f"needfinder-default-{made:%Y-%m-%dT%H-%M-%SZ}.backup"
        names[days].touch()
    note_backup(tmp_path, "default", names[0], now=NOON)
    assert not list(check_copies(tmp_path, ["default"], days=30, now=NOON))
    later = NOON + timedelta(hours=1)
    severity, sentence = worst(check_copies(tmp_path, ["default"], days=30, now=later))
    assert severity is Severity.WARNING
    assert sentence.startswith("1 copies of the database default")


@pytest.mark.django_db
def test_a_study_that_promises_less_than_the_server_keeps_is_named(world: World) -> None:
    assert not list(check_promises(30))
    retention = world.founding.definition.retention
    next_version(retention=retention.model_copy(update={"copies_days": 14}))
    assert "tda-needfinding 2.1 promises" in worst(check_promises(30))[1]
    assert "has no such rule" in worst(check_promises(None))[1]
    assert not list(check_promises(14))
