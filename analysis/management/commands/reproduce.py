"""`needfinder reproduce`: what the founding study printed, computed and checked."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from analysis.errors import AnalysisError
from core.command_errors import errors_as_sentences


class Command(BaseCommand):
    help = "Compute what the founding study printed, and say what fits and what cannot be right."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--format",
            choices=("text", "json", "html"),
            default="text",
            help="text (unless told otherwise), JSON, or one self-contained HTML page",
        )
        parser.add_argument(
            "--sample",
            type=Path,
            metavar="FILE",
            help="a CSV file of your own sample, to be set beside the founding study's",
        )

    def handle(self, *, format: str, sample: Path | None, **_: Any) -> None:  # noqa: A002  the option's name
        # Slow: scipy.
        from analysis.reproduction.as_html import as_html
        from analysis.reproduction.as_json import as_json
        from analysis.reproduction.as_text import as_text
        from analysis.reproduction.comparison import reproduce
        from analysis.reproduction.printed.check import check_prints
        from analysis.reproduction.printed.tables import read_prints
        from analysis.reproduction.reference import read_reference
        from analysis.reproduction.samples.compare import compare_samples
        from analysis.reproduction.samples.read import read_sample

        try:
            reference, prints = read_reference(), read_prints()
        except OSError as problem:
            raise CommandError(
                f"What the founding study printed cannot be read ({problem}): restore the file."
            ) from problem
        with errors_as_sentences(AnalysisError):
            samples = compare_samples(*read_sample(sample, prints)) if sample else ()
        write = {"text": as_text, "json": as_json, "html": as_html}[format]
        self.stdout.write(write(reproduce(reference), check_prints(prints, reference), samples))
