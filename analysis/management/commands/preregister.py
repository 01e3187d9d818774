"""`needfinder preregister`: a draft of a preregistration, and a plan fixed for good."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from analysis.errors import AnalysisError
from analysis.preregistration.planned import drafted, planned
from attribution.errors import AttributionError
from core.command_errors import errors_as_sentences
from survey.errors import SurveyError
from survey.studies.bundles_needed import effects_of
from survey.studies.find import current_version
from survey.studies.models import StudyKind, StudyVersion
from survey.studies.preregister import register_plan


class Command(BaseCommand):
    help = "Draft a preregistration from a study's plan, and with --register fix the plan."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("study", help="the study's name, such as tda-needfinding")
        parser.add_argument("--out", type=Path, help="the Markdown file to write (printed)")
        parser.add_argument(
            "--participants", type=int, help="how many are planned (the study's target)"
        )
        parser.add_argument("--register", action="store_true", help="fix the plan for good")

    def handle(
        self, *, study: str, out: Path | None, participants: int | None, register: bool, **_: Any
    ) -> None:
        if participants is not None and participants < 1:
            raise CommandError("--participants takes a whole number from 1 upwards.")
        with (
            errors_as_sentences(SurveyError),
            errors_as_sentences(AttributionError),
            errors_as_sentences(AnalysisError),
        ):
            version = current_version(study)
            if version is None:
                raise CommandError(f"There is no study {study}: load it with load_study first.")
            plan = planned(
                version.definition,
                study_sha256=version.digest,
                effects=effects_of(version),
                participants=participants,
            )
            if out is not None:
                self._write(drafted(version.definition, plan), out)
            elif not register:
                self.stdout.write(drafted(version.definition, plan), ending="")
            if register:
                self._register(version, plan)

    def _write(self, text: str, out: Path) -> None:
        beside = out.with_name(f"{out.name}.partial")
        try:
            beside.write_text(text, encoding="utf-8")
            beside.replace(out)
        except OSError as problem:
            raise CommandError(
                f"{out} cannot be written ({problem.strerror}). Name a file in a folder in which "
                "you may write."
            ) from problem
        self.stdout.write(f"The draft is in {out}.")

    def _register(self, version: StudyVersion, plan: str) -> None:
        registered = register_plan(version, plan, now=timezone.now())
        preregistration = registered.preregistration
        done = "is registered" if registered.is_new else "was registered already, nothing changed"
        self.stdout.write(f"The plan of {version} {done} (SHA-256 {preregistration.digest}).")
        if registered.is_new and (begun := preregistration.begun_before):
            people = "person" if begun == 1 else "people"
            done = "consented" if version.study.kind == StudyKind.INTERVIEWS else "begun"
            self.stdout.write(f"{begun} {people} had {done} before; reports will say so.")
