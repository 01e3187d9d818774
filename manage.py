#!/usr/bin/env python
"""Django's command line for Needfinder."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import ManagementUtility
from django.core.management.base import BaseCommand

from core.control_characters import unstorable_character
from core.release import release
from operations.errors import UnknownDatabase

WITH_ANY_DATABASE = frozenset(
    (
        "attribute",
        "backup",
        "check",
        "check_study",
        "collectstatic",
        "demo",  # which migrates, and refuses there
        "deployment",
        "doctor",
        "help",
        "maintenance",
        "makemigrations",
        "migrate",  # which says so itself
        "reproduce",
        "restore",
        "showmigrations",
    )
)
"""Commands that need no database, or lead on from one that this release does not know."""


SHOWS_PAGES = "serve"


class Commands(ManagementUtility):
    """No other command runs on a database that a newer release has changed.

    Only a command that shows pages has all of them checked, which means to import every one.
    """

    def fetch_command(self, subcommand: str) -> BaseCommand:
        command = super().fetch_command(subcommand)
        if not type(command).__module__.startswith("django.") and subcommand != SHOWS_PAGES:
            command.requires_system_checks = ()
        if subcommand not in WITH_ANY_DATABASE and "--help" not in self.argv:
            from operations.releases import require_known_databases

            require_known_databases()
        return command


def main() -> None:
    if sys.argv[1:2] == ["deployment"]:
        # It writes the settings of a server, so it is run before there are any.
        from operations.management.commands.deployment import Command

        Command().run_from_argv(sys.argv)
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if any(map(unstorable_character, sys.argv)):
        sys.exit("What was typed is not in UTF-8. Type it in a terminal that is set to UTF-8.")
    if sys.argv[1:] in (["--version"], ["version"]):
        print(f"Needfinder {release()}")  # noqa: T201
        return
    try:
        Commands(sys.argv).execute()
    except (ImproperlyConfigured, UnknownDatabase) as problem:
        sys.exit(f"Needfinder cannot start: {problem}")
    except BrokenPipeError:
        # The reader of the output, such as `head`, has ended.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


if __name__ == "__main__":
    main()
