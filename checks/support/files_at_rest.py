"""Inspect the databases while no server runs: their consistency, and whose texts they hold."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from django.db import connections

from checks.support.postgresql import PostgreSQL
from checks.support.resilient_participant import Journal
from survey.audit_chain.verify_version import problems_of_version
from survey.models import Participant, StudyVersion


def inspect_files(
    folder: Path, postgres: PostgreSQL | None, journals: Sequence[Journal]
) -> tuple[list[str], int]:
    """The problems, and the number of unanswered withdrawals that left texts in SQLite's log.

    SQLite's files are copied first: opening them would repair what the kill left, and that is for
    the server to do.
    """
    problems, content = list[str](), b""
    if postgres:
        connections.close_all()
        postgres.read_through()
    else:
        content = _copied(folder / "demo", folder / "copy")
        problems += [f"{name}: {error}" for name in connections for error in _integrity(name)]
    for version in StudyVersion.objects.all():
        problems += problems_of_version(version)
    tokens = set(Participant.objects.values_list("token", flat=True))
    withdrawals_in_log = 0
    for journal in journals:
        withdrawals = journal.of_kind("withdrawal")
        answered = any(withdrawal.answered for withdrawal in withdrawals)
        if answered and journal.token in tokens:
            problems.append(f"{journal.name} is there although told that everything was deleted")
        has_text = f"{journal.name} try".encode() in content
        if withdrawals and journal.token not in tokens and has_text:
            withdrawals_in_log += 1
            if answered:
                problems.append(f"texts of {journal.name} are in a file after their deletion")
    connections.close_all()
    return problems, withdrawals_in_log


def _copied(data: Path, copy: Path) -> bytes:
    """Point the connections at copies, and give the bytes of all files."""
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
