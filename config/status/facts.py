"""The facts about the server that programs may know, each found anew when it is asked for."""

import shutil
from datetime import datetime

from django.conf import settings
from django.core.cache import cache
from django.db import Error, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from operations.backup import latest_backups
from operations.health.databases import missing_migrations
from operations.health.studies import open_surveys
from survey.recruitment.models import InvitationMail
from survey.studies.readiness import can_run

MIGRATED_FOR = 300
"""Seconds for which a database that lacks no migration is not looked at again."""


def answers(connection: BaseDatabaseWrapper) -> bool:
    """Whether a database can be asked."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        connection.close()  # one that broke would stay so
        return False
    return True


def is_migrated(connection: BaseDatabaseWrapper) -> bool:
    key = f"config.status.migrated:{connection.alias}"
    if cache.get(key):
        return True
    try:
        migrated = not missing_migrations(connection)
    except Error:
        return False
    if migrated:
        cache.set(key, True, MIGRATED_FOR)
    return migrated


def open_studies(*, now: datetime) -> tuple[int, int]:
    """How many surveys are open, and how many of them show all that they should."""
    versions = list(open_surveys(now=now))
    return len(versions), sum(can_run(version) for version in versions)


def ages_of_backups(*, now: datetime) -> dict[str, float | None]:
    """Seconds since the latest backup of each database; None where there is none."""
    backups = latest_backups(settings.DATA_DIR)
    return {
        name: (now - datetime.fromisoformat(backups[name]["made_at"])).total_seconds()
        if name in backups
        else None
        for name in connections
    }


def free_bytes() -> int:
    return shutil.disk_usage(settings.DATA_DIR).free


def mails() -> dict[str, int]:
    """How many mails of invitations wait, and how many could not be sent."""
    state = InvitationMail.State
    return {
        str(one): InvitationMail.objects.filter(state=one).count()
        for one in (state.WAITING, state.FAILED)
    }
