"""A backup of a database in which somebody took part."""

from pathlib import Path

from django.db import connection

from operations.backup import back_up
from tests.world import NOON

MARKER = "zq-marker-77"


def made(tmp_path: Path, passphrase: str | None = None) -> Path:
    return back_up(connection, tmp_path / "out", work=tmp_path, now=NOON, passphrase=passphrase)
