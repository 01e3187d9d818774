"""`manage.py record_of_processing`: the record of processing activities of a study."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from survey.studies.find import current_version
from survey.studies.processing_record import processing_record, processing_record_html


class Command(BaseCommand):
    help = "Write the record of processing activities (GDPR, article 30) from the study file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("study", help="the study's name, such as tda-needfinding")
        parser.add_argument("--format", choices=("md", "html"), default="md", help="md")

    def handle(self, *, study: str, format: str, **_: Any) -> None:  # noqa: A002  an option
        version = current_version(study)
        if version is None:
            raise CommandError(f"There is no study {study}: load it with load_study first.")
        write = processing_record if format == "md" else processing_record_html
        self.stdout.write(write(version), ending="")
