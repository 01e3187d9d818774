import sys
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from operations.health import databases, machine, server
from operations.health.finding import Finding, Severity

WORDS = {
    Severity.FINE: "fine",
    Severity.NOTE: "note",
    Severity.WARNING: "look at this",
    Severity.ERROR: "mend this",
}
STATUS = {Severity.WARNING: 3, Severity.ERROR: 4}


class Command(BaseCommand):
    help = "Say in plain sentences what is misconfigured here; changes nothing."
    # What they would stop at is what is to be told.
    requires_system_checks = ()

    def handle(self, **_: Any) -> None:
        found = sorted(_findings(), key=lambda each: -each.severity)
        for each in found:
            self.stdout.write(f"{WORDS[each.severity]:>12}: {each.sentence}")
        worst = max(each.severity for each in found)
        if worst in STATUS:
            sys.exit(STATUS[worst])


def _findings() -> Iterator[Finding]:
    now = timezone.now()
    yield from server.of_mode(settings)
    yield from server.of_secret(settings)
    yield from server.of_https(settings)
    yield from server.of_mail(settings)
    yield from databases.of_databases(now=now)
    yield from databases.of_apartness(settings.DATABASES)
    yield from machine.of_disk(settings.DATA_DIR)
    yield from machine.of_folders(settings)
    yield from machine.of_backups(settings.DATA_DIR, settings.DATABASES, now=now)
    yield from machine.of_packages()
