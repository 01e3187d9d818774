"""`needfinder export`: a study's data as a package, or all that goes with a paper."""

from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from analysis.errors import AnalysisError
from analysis.export.formats import FORMATS
from analysis.export.interviews.tables import INTERVIEW_TABLES
from analysis.export.licences import LICENCES, Licence
from analysis.export.package import package_files, scope_of
from analysis.export.scope import StudyScope
from analysis.export.tables import TABLES
from analysis.export.writing import DESCRIPTOR, Pieces, require_free, write_folder
from core.command_errors import errors_as_sentences
from survey.population import Population
from survey.studies.downloads import note_download
from survey.studies.models import Study, StudyKind

OF_DEPOSIT = f"data/{DESCRIPTOR}"


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
        parser.add_argument(
            "--days-only", action="store_true", help="the day alone in place of every time"
        )
        parser.add_argument(
            "--format",
            default="csv",
            metavar="LIST",
            help=f"beside CSV, with commas between: {','.join(FORMATS)}",
        )
        parser.add_argument(
            "--licence", choices=LICENCES, help="under which the data are passed on"
        )
        parser.add_argument(
            "--deposit",
            action="store_true",
            help="report, study, codebooks, plan and checksums too, for an archive such as OSF",
        )

    def handle(
        self,
        *,
        study: str,
        out: Path,
        simulated: bool,
        with_identifying: bool,
        days_only: bool,
        format: str,  # noqa: A002  the option's name
        licence: str | None,
        deposit: bool,
        **_: Any,
    ) -> None:
        with errors_as_sentences(AnalysisError):
            stored_study = Study.objects.filter(slug=study).first()
            if stored_study is None:
                raise CommandError(f"There is no study {study}: load it with load_study first.")
            _refuse_identifying(stored_study, asked=with_identifying, deposit=deposit)
            require_free(out, study=study, descriptor=OF_DEPOSIT if deposit else DESCRIPTOR)
            formats = [name for name in map(str.strip, format.split(",")) if name != "csv"]
            with tqdm(desc="participants in each table", unit="") as bar:
                scope = scope_of(
                    stored_study,
                    population=Population.SIMULATED if simulated else Population.PEOPLE,
                    with_identifying=with_identifying,
                    days_only=days_only or deposit,
                    report=bar.update,
                )
                is_survey = stored_study.kind == StudyKind.SURVEY
                bar.total = len(scope.people) * len(TABLES if is_survey else INTERVIEW_TABLES)
                chosen = LICENCES[licence] if licence else None
                files = _files(scope, formats, chosen, deposit=deposit)
                _note(scope, formats, deposit=deposit)
                self._write(files, out, study, OF_DEPOSIT if deposit else DESCRIPTOR)
        self._tell(scope, out, deposit=deposit)

    def _write(
        self, files: Iterable[tuple[str, Pieces]], out: Path, study: str, descriptor: str
    ) -> None:
        try:
            write_folder(files, out, study=study, descriptor=descriptor)
        except OSError as problem:
            raise CommandError(
                f"{out} cannot be written ({problem.strerror}). Name a folder in which you may "
                "write, with space left on its disk."
            ) from problem

    def _tell(self, scope: StudyScope, out: Path, *, deposit: bool) -> None:
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
        if deposit:
            self.stdout.write(
                "Report, study, codebooks and plan are beside them. Read people's own words once "
                "more before you publish the folder."
            )


def _files(
    scope: StudyScope, formats: Iterable[str], licence: Licence | None, *, deposit: bool
) -> Iterable[tuple[str, Pieces]]:
    if not deposit:
        return package_files(scope, formats, licence=licence)
    from analysis.deposit.build import deposit_files  # slow: scipy

    return deposit_files(scope, formats, licence=licence)


def _note(scope: StudyScope, formats: list[str], *, deposit: bool) -> None:
    details = {
        "population": scope.population.value,
        "participants": len(scope.people),
        "identifying": scope.with_identifying,
        "formats": ["csv", *formats],
    }
    note_download(scope.study, "archive" if deposit else "data package", details)


def _refuse_identifying(study: Study, *, asked: bool, deposit: bool) -> None:
    """Raises CommandError where identifying answers are asked for and never given."""
    if asked and study.kind == StudyKind.INTERVIEWS:
        raise CommandError(
            f"{study.slug} is a study of interviews, and what people said in them is in no "
            "package. Leave out --with-identifying."
        )
    if asked and deposit:
        raise CommandError(
            "A deposit is made to be published, without answers that could tell who somebody is. "
            "Leave out --with-identifying, or --deposit."
        )
