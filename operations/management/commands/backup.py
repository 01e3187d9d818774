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
from operations.passphrases import new_passphrase


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

    def handle(self, *, out: Path, encrypt: bool, database: str | None, **_: Any) -> None:
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

    def _note(self, name: str, file: Path) -> None:
        try:
            note_backup(settings.DATA_DIR, name, file, now=timezone.now())
        except OSError as problem:
            raise CommandError(
                f"{file} is whole, but {settings.DATA_DIR} cannot be written "
                f"({problem.strerror}), so `doctor` does not know of it."
            ) from problem
