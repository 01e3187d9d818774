import sys
import time
from argparse import ArgumentParser
from contextlib import closing, suppress
from http.client import HTTPConnection, HTTPException
from socket import AF_UNIX, socket
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from core.command_errors import errors_as_sentences
from core.release import release
from operations.errors import OperationsError
from operations.releases import latest_release, require_known

MIGRATES = 3
"""The exit status where the databases change, so that a copy has to be made before."""


class Command(BaseCommand):
    help = "Say what an update to this release changes in the databases; changes nothing."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--answers",
            metavar="ADDRESS",
            help="instead, wait until a server answers at HOST:PORT or unix:PATH",
        )
        parser.add_argument(
            "--within",
            type=int,
            default=60,
            metavar="SECONDS",
            help="how long to wait for it (60)",
        )

    def handle(self, *, answers: str | None, within: int, **_: Any) -> None:
        if answers:
            self._wait(answers, within)
            return
        with errors_as_sentences(OperationsError):
            missing = [name for alias in settings.DATABASES for name in _missing(alias)]
        before = latest_release()
        self.stdout.write(
            f"This is Needfinder {release()}; the databases are of "
            + (f"Needfinder {before}." if before else "no release yet.")
        )
        if missing:
            number = f"{len(missing)} migration{'s' * (len(missing) > 1)}"
            self.stdout.write(f"They are changed by {number}, such as {missing[0]}.")
            sys.exit(MIGRATES)
        self.stdout.write("They stay as they are, so you can go back at any time.")

    def _wait(self, address: str, seconds: int) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            with suppress(OSError, HTTPException):
                status = _status(address)
                if status < 500:
                    self.stdout.write(f"The server answers at {address}.")
                    return
            time.sleep(0.2)
        raise CommandError(
            f"No server answers at {address} after {seconds} seconds. Look into its log."
        )


def _missing(alias: str) -> list[str]:
    require_known(connections[alias])
    executor = MigrationExecutor(connections[alias])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    # The other database notes every migration, and is changed by those of one app.
    return [str(migration) for migration, _backwards in plan]


def _status(address: str) -> int:
    """Of the first page, asked for as the proxy does."""
    host = next((name for name in settings.ALLOWED_HOSTS if name != "*"), "localhost")
    path = address.removeprefix("unix:")
    connection = HTTPConnection(host, timeout=10)
    if path == address:
        name, _, port = address.rpartition(":")
        connection = HTTPConnection(name.strip("[]"), int(port), timeout=10)
    else:
        connection.sock = socket(AF_UNIX)
        connection.sock.settimeout(10)
        connection.sock.connect(path)
    with closing(connection):
        page = f"{settings.FORCE_SCRIPT_NAME or ''}/"
        connection.request("GET", page, headers={"Host": host, "X-Forwarded-Proto": "https"})
        return connection.getresponse().status
