from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from analysis.design_spaces.begin import begin_survey
from analysis.design_spaces.read import traces_of
from analysis.errors import AnalysisError
from analysis.statistics.themes.trace import TraceRecord
from core.command_errors import errors_as_sentences
from survey.studies.find import current_version
from survey.studies.models import Study


class Command(BaseCommand):
    help = "Begin the study file of a survey from the design space that interviews led to."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("study", help="the study of interviews, such as tda-interviews")
        parser.add_argument(
            "--trace", metavar="TITLE", help="the design space; needed where there are several"
        )
        parser.add_argument("--out", type=Path, required=True, help="the folder to write")

    def handle(self, *, study: str, trace: str | None, out: Path, **_: Any) -> None:
        with errors_as_sentences(AnalysisError):
            version = current_version(study)
            if version is None:
                raise CommandError(f"There is no study {study}: load it with load_study first.")
            record = _chosen(version.study, trace)
            files = begin_survey(record, version)
        try:
            _write(files, out)
        except OSError as problem:
            raise CommandError(
                f"{out} cannot be written ({problem.strerror}). Name a folder in which you may "
                "write, with space left on its disk."
            ) from problem
        self.stdout.write(
            f"{out} holds a study file with the design space {record.title}. Edit what stands "
            f"beside a TODO, then run: needfinder check_study {out / 'study.yaml'}"
        )


def _chosen(study: Study, title: str | None) -> TraceRecord:
    traces = {trace.title: trace for trace in traces_of(study)}
    if title is None and len(traces) == 1:
        return next(iter(traces.values()))
    if title in traces:
        return traces[title]
    if not traces:
        raise CommandError(
            f"{study} has no design space yet. Draw one on its page, or load one with load_trace."
        )
    wrong = f"There is no design space {title}." if title else "There are several design spaces."
    raise CommandError(f"{wrong} Name one with --trace: {'; '.join(traces)}.")


def _write(files: dict[str, bytes], out: Path) -> None:
    """Raises CommandError where the folder holds anything."""
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise CommandError(f"{out} is not empty. Name a folder that is new.")
    out.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (out / name).write_bytes(content)
