"""The command restores into an empty database alone."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "recruitment"])


def test_a_file_that_is_no_backup_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"nowhere cannot be read \(No such file"):
        call_command("restore", str(tmp_path / "nowhere"))


def test_nothing_is_restored_over_a_database_in_use(tmp_path: Path) -> None:
    file = tmp_path / "backup"
    file.write_text("no archive")
    with pytest.raises(CommandError, match="The database recruitment is not empty"):
        call_command("restore", str(file), "--database", "recruitment")
