import os
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from config.management.commands.serve import address


class Command(BaseCommand):
    help = "Answer every request with 503 and give back what was sent; runs until it is stopped."
    # It has to run where nothing else does.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--bind",
            type=address,
            default="127.0.0.1:8001",
            metavar="ADDRESS",
            help="HOST:PORT, or unix:PATH for a socket (127.0.0.1:8001)",
        )

    def handle(self, *, bind: str, **_: Any) -> None:
        self.stdout.write(f"Standing in at {bind}.")
        self.stdout.flush()
        environment = os.environ | {"PYTHONPATH": str(settings.PROJECT_DIR)}
        program = [sys.executable, "-m", "config.maintenance", bind]
        os.execve(sys.executable, program, environment)  # noqa: S606  the arguments are our own
