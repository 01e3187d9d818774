import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import mail_admins
from django.core.management.base import BaseCommand, CommandError
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

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--mail",
            action="store_true",
            help="also send what is not fine to NEEDFINDER_ADMINS, for a timer",
        )

    def handle(self, *, mail: bool, **_: Any) -> None:
        if mail and not settings.ADMINS:
            raise CommandError("Nobody would get the mail. Set NEEDFINDER_ADMINS and EMAIL_URL.")
        findings = sorted(_findings(), key=lambda finding: -finding.severity)
        lines = [f"{LABELS[finding.severity]:>12}: {finding.sentence}" for finding in findings]
        self.stdout.write("\n".join(lines))
        if mail:
            _send([one for one in findings if one.severity in EXIT_STATUS])
        worst = max(finding.severity for finding in findings)
        if worst in EXIT_STATUS:
            sys.exit(EXIT_STATUS[worst])


def _send(findings: list[Finding]) -> None:
    """One mail about all that is not fine; none where everything is. Raises CommandError."""
    if not findings:
        return
    number = len(findings)
    subject = f"Needfinder: {number} thing{'s' if number > 1 else ''} to look at"
    where = f"{settings.SITE_ADDRESS or 'this server'}{settings.SITE_PATH}"
    sentences = [f"- {LABELS[finding.severity]}: {finding.sentence}" for finding in findings]
    text = "\n".join([f"`manage.py doctor` found on {where}:", "", *sentences])
    try:
        mail_admins(subject, text)
    except (OSError, SMTPException) as problem:
        raise CommandError(
            f"The mail server took no mail ({type(problem).__name__}). Look at EMAIL_URL."
        ) from problem


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
