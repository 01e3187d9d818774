"""The doctor says what is wrong, and ends with how serious it is."""

from pathlib import Path

import pytest
from django.conf import settings as real
from django.core.management import call_command


@pytest.mark.django_db(databases=["default", "recruitment"])
def test_the_command_ends_with_how_serious_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(real, "DATA_DIR", tmp_path)
    with pytest.raises(SystemExit) as ended:
        call_command("doctor")
    assert ended.value.code == 3
    assert "look at this: There is no backup of the database default" in capsys.readouterr().out
    monkeypatch.setattr(real, "DEBUG", True)
    with pytest.raises(SystemExit) as ended:
        call_command("doctor")
    assert ended.value.code == 4
