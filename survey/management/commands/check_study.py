from argparse import ArgumentParser
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError

from attribution.queries import known_bundle, known_bundles
from core.command_errors import errors_as_sentences
from survey.design.definition import SurveyDefinition
from survey.design.interviews.definition import InterviewStudy
from survey.design.interviews.in_words import interviews_in_words
from survey.design.path import PathPage, participant_path
from survey.design.reading import read_study
from survey.errors import SurveyError
from survey.studies.load import require_meanings_kept
from survey.studies.same_samples import warnings


class Command(BaseCommand):
    help = "Check a study file without loading it, and print what participants are asked."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the study's YAML file")

    def handle(self, *, file: Path, **_: Any) -> None:
        with errors_as_sentences(SurveyError):
            study = read_study(file, bundles=known_bundles(), bundle_of=known_bundle)
            with suppress(DatabaseError):  # a file can be checked before there is a database
                require_meanings_kept(study)
        definition = study.definition
        self.stdout.write(f"{file} is a valid study: {definition.study} {definition.version}")
        self.stdout.write(f"SHA-256 of its content: {study.digest}\n\n")
        if isinstance(definition, InterviewStudy):
            for line in interviews_in_words(definition):
                self.stdout.write(line)
        else:
            self._print_survey(definition)

    def _print_survey(self, definition: SurveyDefinition) -> None:
        path = participant_path(definition, list(definition.scenarios))
        last = path[-1].step
        for page in path:
            self._print(page, last)
        if (
            definition.randomisation.scenario_order == "balanced_blocks"
            and len(definition.scenarios) > 1
        ):
            self.stdout.write("\nThe order of the scenarios differs between participants.")
        for warning in warnings(definition):
            self.stdout.write(f"\n{warning}")

    def _print(self, page: PathPage, last: int) -> None:
        scenario = f", {page.scenario}" if page.scenario else ""
        section = page.section.replace("_", " ") + scenario
        self.stdout.write(f"Step {page.step} of {last} ({section}): {page.title}")
        for question in page.questions:
            optional = "" if question.required else ", may be left out"
            kind = f"{question.type_in_words}{optional}"
            self.stdout.write(f"    {question.key} ({kind}): {question.text}")
