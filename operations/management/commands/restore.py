from argparse import ArgumentParser
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connections
from django.utils import timezone

from core.command_errors import errors_as_sentences
from core.restorations import Restoration, note_restoration
from operations.backup_file import Manifest, needs_passphrase
from operations.errors import OperationsError
from operations.passphrases import existing_passphrase
from operations.restore import restore


class Command(BaseCommand):
    help = "Put a backup into its database, which has to be empty; do so before migrating."
    # There are no tables yet: they come with the backup.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a file that `needfinder backup` wrote")
        parser.add_argument(
            "--database",
            choices=sorted(settings.DATABASES),
            default="default",
            help="the database it is of; the name of the file says so (default)",
        )

    def handle(self, *, file: Path, database: str, **_: Any) -> None:
        with errors_as_sentences(OperationsError):
            passphrase = existing_passphrase() if needs_passphrase(file) else None
            manifest = restore(file, connections[database], passphrase)
            self._note(manifest)
        self.stdout.write(
            f"The database {database} is as it was at {manifest.made_at}: {len(manifest.tables)} "
            "tables, each with the digest it had. Now run `needfinder migrate"
            + ("`." if database == "default" else f" --database {database}`.")
        )
        self.stdout.write(
            "What was stored since then is gone. Pages say so to people who come back, and "
            "`needfinder doctor` says what to do again."
        )

    def _note(self, manifest: Manifest) -> None:
        """So that participants who come back read what happened."""
        copied_at = datetime.fromisoformat(manifest.made_at)
        noted = Restoration(manifest.database, copied_at, timezone.now())
        try:
            note_restoration(settings.DATA_DIR, noted)
        except OSError as problem:
            raise CommandError(
                f"The database {manifest.database} is restored, but {settings.DATA_DIR} cannot be "
                f"written ({problem.strerror}), so pages do not tell participants of it."
            ) from problem
