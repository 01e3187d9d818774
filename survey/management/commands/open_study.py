from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from core.command_errors import errors_as_sentences
from survey.errors import SurveyError
from survey.studies.find import current_version
from survey.studies.load import open_study


class Command(BaseCommand):
    help = "Open a study from now on, for as many people as it aims at or as --quota says."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("study", help="the study's name, such as tda-needfinding")
        parser.add_argument("--quota", type=int, help="how many people can hold a slot")
        parser.add_argument(
            "--starts-a-minute",
            type=int,
            help="how many can begin within a minute without an invitation",
        )

    def handle(
        self, *, study: str, quota: int | None, starts_a_minute: int | None, **_: Any
    ) -> None:
        with errors_as_sentences(SurveyError):
            version = current_version(study)
            if version is None:
                raise CommandError(f"There is no study {study}: load it with load_study first.")
            slots = version.definition.target_sample_size if quota is None else quota
            if slots < 1:
                raise CommandError("--quota takes a whole number from 1 upwards.")
            if starts_a_minute is not None and starts_a_minute < 1:
                raise CommandError("--starts-a-minute takes a whole number from 1 upwards.")
            open_study(
                version.study,
                opens_at=timezone.now(),
                quota=slots,
                starts_a_minute=starts_a_minute,
            )
        self.stdout.write(f"{study} is open for {slots} people.")
