from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from workspace.log_in.names import unlock


class Command(BaseCommand):
    help = "Let a user name log in again that failed too often, before its lock runs out."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="the user name")

    def handle(self, *, name: str, **_: Any) -> None:
        was_locked = unlock(name)
        self.stdout.write(f"{name} can log in." if was_locked else f"{name} was not locked.")
