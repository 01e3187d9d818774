import secrets
from argparse import ArgumentParser
from dataclasses import fields
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from core.command_errors import errors_as_sentences
from operations.deployment.files import files_of, write_files
from operations.deployment.plan import Plan
from operations.errors import OperationsError

CHECKOUT = (Path(__file__).resolve().parents[3] / "pyproject.toml").exists()

TEXTS = {
    "--path": "serve the site below this path, such as /study",
    "--database-server": "where PostgreSQL answers, as host:port (127.0.0.1:5432)",
    "--certificate": "the certificate's file (Let's Encrypt's for the domain)",
    "--key": "the file of its private key",
    "--folder": "where releases and data lie (/srv/needfinder)",
    "--copies": "where the nightly copies go (copies, in the folder)",
    "--user": "the account, and the database's role (needfinder)",
    "--bind": "where the application listens (127.0.0.1:8000)",
    "--maintenance-bind": "where the one listens that stands in for it (127.0.0.1:8001)",
    "--http": "nginx's port, or address and port, for HTTP (80)",
    "--https": "the same for HTTPS (443)",
    "--mail-server": "as EMAIL_URL has it, such as smtp+tls://user:password@host:587",
    "--mail-from": "the address that mails come from",
    "--admins": "addresses that faults are mailed to, with commas between",
}
NUMBERS = {
    "--workers": "processes that answer (4)",
    "--keep-copies": "days that copies are kept (30)",
    "--answer-within": "seconds that nginx waits for an answer (75)",
    "--beginnings": "participations that one address may begin in a minute (2)",
}


class Command(BaseCommand):
    help = "Write the files that a server needs, filled in: units, timers, nginx, environment."
    # It writes the settings that a server needs, so it works before there are any.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--domain", required=True, help="such as study.example.org")
        parser.add_argument("--out", type=Path, required=True, help="the folder to write to")
        parser.add_argument("--overwrite", action="store_true", help="replace files that are there")
        parser.add_argument("--database", choices=("postgresql", "sqlite"), help="(postgresql)")
        parser.add_argument(
            "--beside-other-sites",
            action="store_true",
            help="do not answer for other names, which another site of this nginx does",
        )
        for option, text in TEXTS.items():
            parser.add_argument(option, help=text)
        for option, text in NUMBERS.items():
            parser.add_argument(option, type=int, help=text)

    def handle(self, *, out: Path, overwrite: bool, **options: Any) -> None:
        chosen = {
            field.name: options[field.name]
            for field in fields(Plan)
            if options.get(field.name) is not None
        }
        with errors_as_sentences(OperationsError):
            plan = Plan(**{"from_checkout": CHECKOUT} | chosen)
            files = files_of(plan, lambda: secrets.token_urlsafe(48))
            write_files(files, out, overwrite=overwrite)
        self.stdout.write(f"{len(files)} files for {plan.domain} are in {out}.")
        self.stdout.write(f"Next: sudo sh {out}/install.sh  (README.md there says what it does)")
