from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from attribution.queries import known_bundle, known_bundles
from core.command_errors import errors_as_sentences
from survey.design.definition import SurveyDefinition
from survey.design.reading import read_study
from survey.errors import SurveyError
from survey.members.write import give_lead
from survey.studies.load import store_version
from survey.studies.same_samples import warnings

OUTCOMES = {
    "stored": "stored",
    "unchanged": "is loaded already, nothing changed",
    "replaced": "replaced: nobody had taken part in its old content",
}


class Command(BaseCommand):
    help = "Load a study file as a version of its study; the same content twice changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the study's YAML file")
        parser.add_argument("--lead", metavar="NAME", help="make this account a lead of the study")

    def handle(self, *, file: Path, lead: str | None, **_: Any) -> None:
        now = timezone.now()
        with errors_as_sentences(SurveyError), transaction.atomic():
            study = read_study(file, bundles=known_bundles(), bundle_of=known_bundle)
            stored = store_version(study, loaded_at=now)
            if lead:
                give_lead(stored.version.study, lead, now=now)
        version = stored.version
        self.stdout.write(f"{version} {OUTCOMES[stored.outcome]} (SHA-256 {version.digest}).")
        if isinstance(study.definition, SurveyDefinition):
            for warning in warnings(study.definition):
                self.stdout.write(warning)
