from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from analysis.coding.codebooks.models import Codebook
from analysis.design_spaces.trace_file import load_trace, read_trace
from analysis.errors import AnalysisError
from core.command_errors import errors_as_sentences


class Command(BaseCommand):
    help = "Load a trace file: a design space with the codes of interviews that it came from."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the trace's YAML file")

    def handle(self, *, file: Path, **_: Any) -> None:
        with errors_as_sentences(AnalysisError):
            trace = read_trace(file)
            books = Codebook.objects.select_related("study")
            codebook = books.filter(slug=trace.codebook).first()
            if codebook is None:
                raise CommandError(
                    f"There is no codebook {trace.codebook}. Load it with load_codebook first."
                )
            load_trace(trace, codebook)
        levels = sum(len(levels) for _axis, levels in trace.axes)
        self.stdout.write(
            f"{trace.title} stored: {len(trace.axes)} axes with {levels} levels, "
            f"for {codebook.study}."
        )
