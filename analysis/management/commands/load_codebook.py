from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from analysis.coding.codebooks.codebook_file import read_codebook
from analysis.coding.codebooks.store import store_codebook
from analysis.errors import AnalysisError
from core.command_errors import errors_as_sentences
from survey.studies.models import Study

OUTCOMES = {
    "stored": "stored",
    "changed": "brought up to the file",
    "unchanged": "is loaded already, nothing changed",
}


class Command(BaseCommand):
    help = "Load a codebook file; one of that name is brought up to it, as an operation to undo."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the codebook's YAML file")
        parser.add_argument(
            "--study", help="the study it belongs to; needed where several are loaded"
        )

    def handle(self, *, file: Path, study: str | None, **_: Any) -> None:
        with errors_as_sentences(AnalysisError):
            book = read_codebook(file)
            owner = self._study(study)
            stored = store_codebook(book, owner, by="load_codebook", now=timezone.now())
        number = sum(1 for _ in book.codable())
        self.stdout.write(
            f"{stored.codebook.slug} {OUTCOMES[stored.outcome]}: {number} themes in "
            f"{len(book.areas)} areas, for {owner}."
        )
        if stored.not_in_file:
            self.stdout.write(f"Not in the file, and kept: {', '.join(stored.not_in_file)}.")

    def _study(self, slug: str | None) -> Study:
        studies = {study.slug: study for study in Study.objects.order_by("slug")}
        if slug is None and len(studies) == 1:
            return next(iter(studies.values()))
        if slug in studies:
            return studies[slug]
        if not studies:
            raise CommandError("No study is loaded. Load one first: needfinder load_study FILE")
        slugs = ", ".join(studies)
        wrong = f"There is no study {slug}." if slug else "Several studies are loaded."
        raise CommandError(f"{wrong} Name one with --study: {slugs}.")
