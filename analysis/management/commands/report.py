"""`needfinder report`: a report on a study in several formats, or one verified that was written."""

from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from analysis.errors import AnalysisError
from analysis.report.of_study import Draws
from analysis.report.writers import FORMATS
from core.command_errors import errors_as_sentences
from survey.population import Population
from survey.studies.downloads import note_download
from survey.studies.models import Study, StudyKind

if TYPE_CHECKING:
    from analysis.report.verify import WrittenReport

MOST_DIFFERENCES = 20
"""How many differences are printed; the others are counted."""

FEWEST_REPLICATES, MOST_REPLICATES = 100, 1_000_000


class Command(BaseCommand):
    help = "Report on a study, a survey or interviews, in several formats."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("study", help="the study's name, such as tda-needfinding")
        action = parser.add_mutually_exclusive_group(required=True)
        action.add_argument("--out", type=Path, metavar="DIR", help="the folder to write to")
        action.add_argument(
            "--verify",
            type=Path,
            metavar="FILE",
            help="compute a JSON report again, and name what differs",
        )
        parser.add_argument(
            "--from",
            type=Path,
            dest="package",
            metavar="PACKAGE",
            help="with --verify: a data package, folder or archive, in place of the database",
        )
        parser.add_argument(
            "--format",
            default="html",
            metavar="LIST",
            help=f"with commas between: {','.join(FORMATS)} (html)",
        )
        parser.add_argument(
            "--simulated", action="store_true", help="of simulated participants alone"
        )
        parser.add_argument(
            "--with-first-stage",
            action="store_true",
            help="the interviews that a survey came from before it, in one document",
        )
        parser.add_argument(
            "--seed", type=int, help="of everything simulated, to see whether it matters (1)"
        )
        parser.add_argument(
            "--replicates", type=int, help="of everything simulated and resampled (10000)"
        )

    def handle(
        self,
        *,
        study: str,
        out: Path | None,
        verify: Path | None,
        package: Path | None,
        format: str,  # noqa: A002  the option's name
        simulated: bool,
        with_first_stage: bool,
        seed: int | None,
        replicates: int | None,
        **_: Any,
    ) -> None:
        draws = _draws(seed, replicates)
        if draws is not None and verify is not None:
            raise CommandError(
                "--verify takes the seed and the replicates of the file: leave them out."
            )
        if package is not None and verify is None:
            raise CommandError("--from says what a report is verified from: give --verify too.")
        with errors_as_sentences(AnalysisError):
            if verify is not None and package is not None:
                self._verify_from(study, verify, package)
                return
            reported = _study(study)
            if verify is not None:
                self._verify(reported, verify)
            elif out is not None:
                chosen = _formats(format)
                population = _population(simulated=simulated)
                self._write(
                    reported,
                    population,
                    out,
                    chosen,
                    with_first_stage=with_first_stage,
                    draws=draws,
                )

    def _write(
        self,
        study: Study,
        population: Population,
        out: Path,
        formats: tuple[str, ...],
        *,
        with_first_stage: bool,
        draws: Draws | None,
    ) -> None:
        from analysis.report.of_study import report_of
        from analysis.report.writers import written
        from analysis.report.writers.files import Files, put_into

        with tqdm(total=1 + len(formats), unit=" steps", desc="computing") as bar:
            report = report_of(study, population, with_first_stage=with_first_stage, draws=draws)
            files: Files = {}
            for name in formats:
                _next(bar, name)
                files |= written(report, (name,))
            details = {"population": population.value, "formats": list(formats)}
            note_download(study, "report", details)
            put_into(out, files)
            bar.update()
        kind = "simulated participants" if report.provenance.simulated else "participants"
        self.stdout.write(f"{study} reported to {out}: {report.participants:,} {kind} analysed.")
        for name in dict.fromkeys(path.partition("/")[0] for path in files):
            self.stdout.write(f"    {out / name}")

    def _verify(self, study: Study, file: Path) -> None:
        from analysis.report.of_study import report_of
        from analysis.report.verify import differences, other_releases

        before = _written(file, study.slug)
        population = _population(simulated=before.simulated)
        is_survey = study.kind == StudyKind.SURVEY
        now = report_of(
            study,
            population,
            with_first_stage=before.with_first_stage,
            draws=Draws(before.seed, before.replicates) if is_survey else None,
        )
        if differing := differences(before, now):
            releases = "".join(f"\n{sentence}" for sentence in other_releases(before, now))
            raise CommandError(f"{file} and the database differ:\n{_shown(differing)}{releases}")
        self.stdout.write(f"{file} holds: every number and every digest is the same.")

    def _verify_from(self, study: str, file: Path, package: Path) -> None:
        from analysis.verification.verify import verify_from_package

        verified = verify_from_package(_written(file, study), package)
        if verified.differences:
            releases = "".join(f"\n{sentence}" for sentence in verified.other_releases)
            raise CommandError(
                f"{file} and {package} differ:\n{_shown(verified.differences)}{releases}"
            )
        self.stdout.write(
            f"{file} follows from {package}: every number and every digest is the same."
        )
        for sentence in verified.limits:
            self.stdout.write(sentence)


def _written(file: Path, study: str) -> "WrittenReport":
    """Raises CommandError for a file that cannot be read, or is of another study."""
    from analysis.report.verify import read_report

    try:
        before = read_report(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as problem:
        raise CommandError(f"{file} cannot be read ({problem}).") from problem
    if before.study != study:
        raise CommandError(f"{file} is a report of {before.study}: name that study to verify it.")
    return before


def _shown(differing: Sequence[str]) -> str:
    shown = "\n".join(f"    {sentence}" for sentence in differing[:MOST_DIFFERENCES])
    hidden = len(differing) - MOST_DIFFERENCES
    return f"{shown}\n    and {hidden} more" if hidden > 0 else shown


def _draws(seed: int | None, replicates: int | None) -> Draws | None:
    """None where neither is given; raises CommandError for what nothing can be drawn with."""
    from analysis.report.build import REPLICATES, SEED  # slow: scipy

    if seed is None and replicates is None:
        return None
    if seed is not None and not 0 <= seed < 2**32:
        raise CommandError("--seed takes a whole number from 0 to 4294967295.")
    if replicates is not None and not FEWEST_REPLICATES <= replicates <= MOST_REPLICATES:
        raise CommandError(
            f"--replicates takes a whole number from {FEWEST_REPLICATES:,} to {MOST_REPLICATES:,}."
        )
    return Draws(SEED if seed is None else seed, replicates or REPLICATES)


def _population(*, simulated: bool) -> Population:
    return Population.SIMULATED if simulated else Population.PEOPLE


def _study(slug: str) -> Study:
    """Raises CommandError where there is none."""
    study = Study.objects.filter(slug=slug).first()
    if study is None:
        raise CommandError(f"There is no study {slug}: load it with load_study first.")
    return study


def _formats(text: str) -> tuple[str, ...]:
    """Raises CommandError for a format that there is not."""
    chosen = tuple(dict.fromkeys(name.strip() for name in text.split(",")))
    for name in chosen:
        if name not in FORMATS:
            raise CommandError(f"There is no format {name!r}: use any of {', '.join(FORMATS)}.")
    return chosen


def _next(bar: Any, stage: str) -> None:
    bar.update()
    bar.set_description(stage)
