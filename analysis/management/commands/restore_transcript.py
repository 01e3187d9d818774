from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from analysis.coding.cases.models import Transcript
from analysis.coding.transcripts.fitting_keys import original_of
from analysis.coding.transcripts.keys import read_keys
from analysis.coding.transcripts.plain_text import text_of_turns
from analysis.coding.transcripts.reading import content_of
from analysis.errors import AnalysisError
from core.command_errors import errors_as_sentences
from survey.studies.downloads import note_download


class Command(BaseCommand):
    help = "Write a transcript with its names put back by its key; nothing of it is stored."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("title", metavar="TRANSCRIPT", help="how the transcript is called")
        parser.add_argument(
            "--key",
            type=Path,
            required=True,
            help="the key that was written at its import, or that of the study",
        )
        parser.add_argument("--study", help="the study; needed where several have this title")
        parser.add_argument(
            "--participant", help="the participant's number; needed where several have this title"
        )
        parser.add_argument(
            "--output", type=Path, help="where to write it; without it, it is printed"
        )

    def handle(
        self,
        *,
        title: str,
        key: Path,
        study: str | None,
        participant: str | None,
        output: Path | None,
        **_: Any,
    ) -> None:
        with errors_as_sentences(AnalysisError):
            transcript = self._transcript(title, study, participant)
            original, missing = original_of(transcript, read_keys(content_of(key)))
        if missing:
            self.stderr.write(
                f"{missing} of the key's words were corrected since, and were not put back."
            )
        text = text_of_turns(original)
        details = {"title": transcript.full_title}
        note_download(transcript.study, "transcript with its names", details)
        if output is None:
            self.stdout.write(text, ending="")
            return
        try:
            output.touch(mode=0o600, exist_ok=False)
            output.write_text(text, encoding="utf-8")
        except FileExistsError as problem:
            raise CommandError(f"{output} is there already. Write to another file.") from problem
        except OSError as problem:
            raise CommandError(f"{output} cannot be written ({problem.strerror}).") from problem
        self.stdout.write(
            f"{output} holds {transcript.full_title} with its names: {len(original)} turns."
        )

    def _transcript(self, title: str, study: str | None, participant: str | None) -> Transcript:
        rows = Transcript.objects.select_related("case__study")
        ordered = rows.order_by("case__study__slug", "case__label", "position")
        if study is not None:
            ordered = ordered.filter(case__study__slug=study)
        if participant is not None:
            ordered = ordered.filter(case__label__iexact=participant)
        transcripts = list(ordered.filter(title=title))
        if len(transcripts) == 1:
            return transcripts[0]
        if transcripts:
            of = ", ".join(f"{one.study.slug} {one.case.label}" for one in transcripts)
            raise CommandError(
                f"Several participants have “{title}”. Name one with --study and --participant: "
                f"{of}."
            )
        titles = ", ".join(one.full_title for one in ordered)
        known = f"There are: {titles}." if titles else "No transcript is stored."
        raise CommandError(f"There is no transcript “{title}”. {known}")
