"""`manage.py preregister`: a draft of a preregistration, and a plan fixed for good."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from analysis.errors import AnalysisError
from analysis.preregistration.draft import draft
from analysis.preregistration.interview_draft import interview_draft
from analysis.preregistration.interview_plan import interview_plan_of
from analysis.preregistration.plan import RegisteredPlan, plan_of
from analysis.preregistration.power import power_of
from attribution.errors import AttributionError
from attribution.queries import current_bundle
from core.command_errors import errors_as_sentences
from survey.errors import SurveyError
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
            plan, text = _planned(version, participants)
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

    def _register(self, version: StudyVersion, plan: str) -> None:
        registered = register_plan(version, plan, now=timezone.now())
        preregistration = registered.preregistration
        done = "is registered" if registered.is_new else "was registered already, nothing changed"
        self.stdout.write(f"The plan of {version} {done} (SHA-256 {preregistration.digest}).")
        if registered.is_new and (begun := preregistration.begun_before):
            people = "person" if begun == 1 else "people"
            done = "consented" if version.study.kind == StudyKind.INTERVIEWS else "begun"
            self.stdout.write(f"{begun} {people} had {done} before; reports will say so.")


def _planned(version: StudyVersion, participants: int | None) -> tuple[str, str]:
    """The plan of a version as JSON, and its draft.

    The study's own target stands where no number of participants is given. Raises NotInBundle where
    the bundle of a scenario is not loaded, and CommandError where the version has no plan.
    """
    if version.study.kind == StudyKind.INTERVIEWS:
        interviews = version.interviews
        planned = interview_plan_of(
            interviews,
            study_sha256=version.digest,
            participants=participants or interviews.target_sample_size,
        )
        if planned is None:
            raise _no_plan(version, "study-of-interviews")
        return planned.as_json(), interview_draft(interviews, planned)
    plan = _survey_plan(version, participants)
    return plan.as_json(), draft(version.survey, plan, power_of(plan))


def _survey_plan(version: StudyVersion, participants: int | None) -> RegisteredPlan:
    study = version.survey
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
        raise _no_plan(version, "study-file")
    return plan


def _no_plan(version: StudyVersion, page: str) -> CommandError:
    return CommandError(
        f"{version} has no plan. Add a section plan to its study file; "
        f"docs/reference/{page}.md says what it holds."
    )
