"""The databases while no server runs: whether they are consistent, and whose words they hold."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from django.db import connections

from checks.support.postgresql import PostgreSQL
from checks.support.resilient_participant import Journal
from survey.audit_chain.verify_version import problems_of_version
from survey.models import Participant, StudyVersion


def looked_at(
    folder: Path, postgres: PostgreSQL | None, journals: Sequence[Journal]
) -> tuple[list[str], int]:
    """What is wrong, and how many unanswered withdrawals happened and left words in SQLite's log.

    SQLite's files are copied first: whoever opens them mends what the kill left, and that is for
    the server to do.
    """
    found, files = [], b""
    if postgres:
        connections.close_all()
        postgres.read_through()
    else:
        files = _copied(folder / "demo", folder / "copy")
        found += [f"{name}: {answer}" for name in connections for answer in _integrity(name)]
    for version in StudyVersion.objects.all():
        found += problems_of_version(version)
    there = set(Participant.objects.values_list("token", flat=True))
    left = 0
    for journal in journals:
        asked = [each for each in journal.sent if each.kind == "withdrawal"]
        answered = any(each.answered for each in asked)
        if answered and journal.token in there:
            found.append(f"{journal.name} is there although told that everything was deleted")
        if asked and journal.token not in there and f"{journal.name} try".encode() in files:
            left += 1
            if answered:
                found.append(f"words of {journal.name} are in a file after their deletion")
    connections.close_all()
    return found, left


def _copied(data: Path, copy: Path) -> bytes:
    """Let the connections look at copies from here on; the bytes of all files."""
    shutil.rmtree(copy, ignore_errors=True)
    copy.mkdir()
    content = b""
    for file in data.glob("*.sqlite3*"):
        if not file.name.endswith("-shm"):  # made anew from the log
            shutil.copy(file, copy)
            content += file.read_bytes()
    for name in connections:
        connection = connections[name]
        connection.close()
        connection.settings_dict["NAME"] = str(copy / Path(connection.settings_dict["NAME"]).name)
    return content


def _integrity(name: str) -> list[str]:
    with connections[name].cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        return [row[0] for row in cursor.fetchall() if row[0] != "ok"]
