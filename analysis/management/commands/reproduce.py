"""`manage.py reproduce`: the founding study's tables, computed beside what it printed."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Compute the tables of the founding study from its counts, beside what it printed."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--format",
            choices=("text", "json", "html"),
            default="text",
            help="text (unless told otherwise), JSON, or one self-contained HTML page",
        )

    def handle(self, *, format: str, **_: Any) -> None:  # noqa: A002  the option's name
        # Slow: scipy.
        from analysis.reproduction.as_html import as_html
        from analysis.reproduction.as_json import as_json
        from analysis.reproduction.as_text import as_text
        from analysis.reproduction.comparison import reproduce
        from analysis.reproduction.reference import read_reference

        try:
            reference = read_reference()
        except OSError as problem:
            raise CommandError(
                f"The founding study's counts cannot be read ({problem}): restore the file."
            ) from problem
        write = {"text": as_text, "json": as_json, "html": as_html}[format]
        self.stdout.write(write(reproduce(reference)))
