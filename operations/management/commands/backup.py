from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connections
from django.utils import timezone

from core.command_errors import errors_as_sentences
from operations.backup import back_up, note_backup
from operations.errors import OperationsError
from operations.old_copies import delete_expired_copies
from operations.passphrases import new_passphrase

AS_PROMISED = -1
"""--keep-days without a number: as many as participants read."""


class Command(BaseCommand):
    help = "Copy both databases, each into a file of its own, while they are used."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--out", type=Path, required=True, help="the folder to write to")
        parser.add_argument(
            "--encrypt", action="store_true", help="lock the files with a passphrase"
        )
        parser.add_argument(
            "--database", choices=sorted(settings.DATABASES), help="only this one of the two"
        )

        parser.add_argument(
            "--keep-days",
            type=int,
            nargs="?",
            const=AS_PROMISED,
            metavar="N",
            help="delete older copies of the same database there (NEEDFINDER_BACKUP_DAYS)",
        )

    def handle(
        self,
        *,
        out: Path,
        encrypt: bool,
        database: str | None,
        keep_days: int | None,
        **_: Any,
    ) -> None:
        days = None if keep_days is None else _days_to_keep(keep_days)
        databases = [database] if database else list(settings.DATABASES)
        backups: list[tuple[str, Path]] = []
        now, work = timezone.now(), settings.DATA_DIR
        with errors_as_sentences(OperationsError):
            passphrase = new_passphrase() if encrypt else None
            try:
                for name in databases:
                    file = back_up(
                        connections[name], out, work=work, now=now, passphrase=passphrase
                    )
                    backups.append((name, file))
            except BaseException:  # both files are written, or neither
                for _name, file in backups:
                    file.unlink(missing_ok=True)
                raise
        for name, file in backups:
            self._note(name, file)
            size = file.stat().st_size / 1_000_000
            self.stdout.write(f"The database {name} is in {file} ({size:.1f} MB).")
            if days is not None:
                self._delete_old(name, out, days)

    def _delete_old(self, name: str, folder: Path, days: int) -> None:
        with errors_as_sentences(OperationsError):
            deleted = delete_expired_copies(folder, name, days=days, now=timezone.now())
        if deleted:
            older = "copy" if len(deleted) == 1 else "copies"
            self.stdout.write(
                f"{len(deleted)} {older} of the database {name} older than {days} days deleted."
            )

    def _note(self, name: str, file: Path) -> None:
        try:
            note_backup(settings.DATA_DIR, name, file, now=timezone.now())
        except OSError as problem:
            raise CommandError(
                f"{file} is whole, but {settings.DATA_DIR} cannot be written "
                f"({problem.strerror}), so `doctor` does not know of it."
            ) from problem


def _days_to_keep(asked: int) -> int:
    """Raises CommandError for no number of days, and for more than participants read."""
    promised: int | None = settings.COPIES_KEPT_DAYS
    days = promised if asked == AS_PROMISED else asked
    if days is None:
        raise CommandError(
            "--keep-days needs a number of days: write it behind, or set NEEDFINDER_BACKUP_DAYS."
        )
    if days < 1:
        raise CommandError("--keep-days takes a whole number of days, from 1 on.")
    if promised is not None and days > promised:
        raise CommandError(
            f"Participants read that copies are deleted after {promised} days, and --keep-days "
            f"{days} would keep them longer. Name fewer days, or set NEEDFINDER_BACKUP_DAYS."
        )
    return days
