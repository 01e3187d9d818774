from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connections

from core.command_errors import errors_as_sentences
from operations.backup_file import needs_passphrase
from operations.errors import OperationsError
from operations.passphrases import existing_passphrase
from operations.restore import restore


class Command(BaseCommand):
    help = "Put a backup into its database, which has to be empty; do so before migrating."
    # There are no tables yet: they come with the backup.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a file that `manage.py backup` wrote")
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
        self.stdout.write(
            f"The database {database} is as it was at {manifest.made_at}: {len(manifest.tables)} "
            "tables, each with the digest it had. Now run `manage.py migrate"
            + ("`." if database == "default" else f" --database {database}`.")
        )
