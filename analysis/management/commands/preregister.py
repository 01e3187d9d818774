from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from analysis.errors import AnalysisError
from analysis.preregistration.draft import draft
from analysis.preregistration.plan import RegisteredPlan, plan_of
from analysis.preregistration.sample import power_of
from attribution.errors import AttributionError
from attribution.queries import current_bundle
from core.command_errors import errors_as_sentences
from survey.errors import SurveyError
from survey.studies.find import current_version
from survey.studies.models import StudyVersion
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
            plan = planned(version, participants)
            text = drafted(version, plan)
            if out is not None:
                self._write(text, out)
            elif not register:
                self.stdout.write(text, ending="")
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

    def _register(self, version: StudyVersion, plan: RegisteredPlan) -> None:
        found = register_plan(version, plan.as_json(), now=timezone.now())
        there = found.preregistration
        said = "is registered" if found.is_new else "was registered already, nothing changed"
        self.stdout.write(f"The plan of {version} {said} (SHA-256 {there.digest}).")
        if found.is_new and there.begun_before:
            people = "person" if there.begun_before == 1 else "people"
            self.stdout.write(
                f"{there.begun_before} {people} had begun before; reports will say so."
            )


def planned(version: StudyVersion, participants: int | None) -> RegisteredPlan:
    """Raises NotInBundle where a scenario's effects are not loaded."""
    study = version.definition
    effects = {
        key: current_bundle(scenario.bundle).digest for key, scenario in study.scenarios.items()
    }
    plan = plan_of(
        study,
        study_sha256=version.digest,
        effects=effects,
        participants=participants or study.target_sample_size,
    )
    if plan is None:
        raise CommandError(
            f"{version} has no plan. Add a section plan to its study file; "
            "docs/reference/study-file.md says what it holds."
        )
    return plan


def drafted(version: StudyVersion, plan: RegisteredPlan) -> str:
    return draft(version.definition, plan, power_of(plan))
