from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from analysis.errors import AnalysisError
from analysis.export.interviews.tables import INTERVIEW_TABLES
from analysis.export.package import package_files, scope_of
from analysis.export.scope import StudyScope
from analysis.export.tables import TABLES
from analysis.export.writing import require_free, write_folder
from core.command_errors import errors_as_sentences
from survey.population import Population
from survey.studies.models import Study, StudyKind


class Command(BaseCommand):
    help = "Write a study's data as a package of CSV files with their description."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("study", help="the study's name, such as tda-needfinding")
        parser.add_argument("--out", type=Path, required=True, help="the folder to write")
        parser.add_argument(
            "--simulated", action="store_true", help="simulated participants instead of people"
        )
        parser.add_argument(
            "--with-identifying",
            action="store_true",
            help="answers too that could tell who somebody is",
        )

    def handle(
        self, *, study: str, out: Path, simulated: bool, with_identifying: bool, **_: Any
    ) -> None:
        with errors_as_sentences(AnalysisError):
            stored_study = Study.objects.filter(slug=study).first()
            if stored_study is None:
                raise CommandError(f"There is no study {study}: load it with load_study first.")
            is_interviews = stored_study.kind == StudyKind.INTERVIEWS
            if is_interviews and with_identifying:
                raise CommandError(
                    f"{study} is a study of interviews, and what people said in them is in no "
                    "package. Leave out --with-identifying."
                )
            require_free(out, study=study)
            with tqdm(desc="participants in each table", unit="") as bar:
                scope = scope_of(
                    stored_study,
                    population=Population.SIMULATED if simulated else Population.PEOPLE,
                    with_identifying=with_identifying,
                    report=bar.update,
                )
                bar.total = len(scope.people) * len(INTERVIEW_TABLES if is_interviews else TABLES)
                self._write(scope, out)
        self._tell(scope, out)

    def _write(self, scope: StudyScope, out: Path) -> None:
        try:
            write_folder(package_files(scope), out, study=scope.study.slug)
        except OSError as problem:
            raise CommandError(
                f"{out} cannot be written ({problem.strerror}). Name a folder in which you may "
                "write, with space left on its disk."
            ) from problem

    def _tell(self, scope: StudyScope, out: Path) -> None:
        kind = "simulated participants" if scope.simulated else "participants"
        included = "included" if scope.with_identifying else "withheld"
        withheld = (
            "what people said is in no package"
            if scope.study.kind == StudyKind.INTERVIEWS
            else f"identifying answers are {included}"
        )
        self.stdout.write(
            f"The data of {len(scope.people)} {kind} of {scope.study} are in {out}; {withheld}."
        )
