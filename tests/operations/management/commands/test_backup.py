"""The command writes both databases, or neither."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from operations.backup import latest_backups
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "recruitment"])


def test_the_commands_write_both_and_tell(
    filled: World,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("django.conf.settings.DATA_DIR", tmp_path)
    monkeypatch.setenv("NEEDFINDER_BACKUP_PASSPHRASE", "short")
    with pytest.raises(CommandError, match="at least 12 characters"):
        call_command("backup", "--out", str(tmp_path / "out"), "--encrypt")
    assert not (tmp_path / "out").exists()
    monkeypatch.setenv("NEEDFINDER_BACKUP_PASSPHRASE", "correct horse battery")
    call_command("backup", "--out", str(tmp_path / "out"), "--encrypt")
    files = sorted((tmp_path / "out").iterdir())
    assert [file.name.split("-")[1] for file in files] == ["default", "recruitment"]
    assert capsys.readouterr().out.count(" MB).") == 2
    assert set(latest_backups(tmp_path)) == {"default", "recruitment"}
    with pytest.raises(CommandError, match="is not empty"):
        call_command("restore", str(files[0]))


def test_copies_are_kept_for_no_longer_than_participants_read(
    filled: World,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("django.conf.settings.DATA_DIR", tmp_path)
    monkeypatch.setattr("django.conf.settings.COPIES_KEPT_DAYS", None)
    out = tmp_path / "out"
    for days, sentence in ((None, "needs a number of days"), (0, "from 1 on")):
        with pytest.raises(CommandError, match=sentence):
            call_command("backup", "--out", str(out), "--keep-days", *([days] if days == 0 else ()))
    monkeypatch.setattr("django.conf.settings.COPIES_KEPT_DAYS", 30)
    with pytest.raises(CommandError, match="deleted after 30 days"):
        call_command("backup", "--out", str(out), "--keep-days", 31)
    assert not out.exists()
    out.mkdir()
    old = out / "needfinder-default-2020-01-01T00-00-00Z.backup"
    old.touch()
    call_command("backup", "--out", str(out), "--database", "default", "--keep-days")
    assert "1 copy of the database default older than 30 days deleted" in capsys.readouterr().out
    assert not old.exists()
    assert len(list(out.iterdir())) == 1
