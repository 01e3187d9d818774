import sys
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from operations.health import (
    copies,
    databases,
    machine,
    recordings,
    restorations,
    server,
    studies,
)
from operations.health.finding import Finding, Severity

LABELS = {
    Severity.FINE: "fine",
    Severity.NOTE: "note",
    Severity.WARNING: "look at this",
    Severity.ERROR: "mend this",
}
EXIT_STATUS = {Severity.WARNING: 3, Severity.ERROR: 4}


class Command(BaseCommand):
    help = "Say in plain sentences what is misconfigured here; changes nothing."
    # They would stop the command at a problem that it is to report.
    requires_system_checks = ()

    def handle(self, **_: Any) -> None:
        findings = sorted(_findings(), key=lambda finding: -finding.severity)
        for finding in findings:
            self.stdout.write(f"{LABELS[finding.severity]:>12}: {finding.sentence}")
        worst = max(finding.severity for finding in findings)
        if worst in EXIT_STATUS:
            sys.exit(EXIT_STATUS[worst])


def _findings() -> Iterator[Finding]:
    now = timezone.now()
    yield from server.check_mode(settings)
    yield from server.check_secret(settings)
    yield from server.check_https(settings)
    yield from server.check_mail(settings)
    yield from databases.check_databases(now=now)
    yield from databases.check_databases_differ(settings.DATABASES)
    yield from machine.check_disk(settings.DATA_DIR)
    yield from machine.check_folders(settings)
    yield from machine.check_backups(settings.DATA_DIR, settings.DATABASES, now=now)
    yield from restorations.check_restorations(settings.DATA_DIR, now=now)
    days = settings.COPIES_KEPT_DAYS
    yield from copies.check_copies(settings.DATA_DIR, settings.DATABASES, days=days, now=now)
    yield from copies.check_promises(days)
    yield from recordings.check_recordings()
    yield from studies.check_studies(now=now)
    yield from machine.check_packages()
