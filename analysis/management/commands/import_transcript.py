from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from analysis.coding.transcripts.edits import (
    Correction,
    Talk,
    alternate_speakers,
    rename_speaker,
    set_interviewers,
)
from analysis.coding.transcripts.keys import Key, key_file, pseudonyms_of, read_keys
from analysis.coding.transcripts.pseudonym_lines import as_lines, from_lines
from analysis.coding.transcripts.pseudonyms import replaced_in
from analysis.coding.transcripts.reading import content_of, read_transcript
from analysis.coding.transcripts.store import store_transcript
from analysis.coding.transcripts.suggestions import suggestions
from analysis.errors import AnalysisError
from core.command_errors import errors_as_sentences
from survey.studies.models import Study


class Command(BaseCommand):
    help = "Import an interview without its names; with --suggest, only list what could be one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file", type=Path, help="a transcript: .txt, .docx, .vtt, .srt, .json, .tsv"
        )
        parser.add_argument("--suggest", action="store_true", help="print lines for --replacements")
        parser.add_argument(
            "--continue-key",
            type=Path,
            action="append",
            default=[],
            metavar="FILE",
            help="the key of earlier interviews, so that the same person gets the same pseudonym "
            "with --suggest, and so that --key holds them too; may be given several times",
        )
        parser.add_argument(
            "--alternate",
            nargs=2,
            metavar=("SPEAKER", "OTHER"),
            help="where speakers are not known: two who take turns from the first turn on",
        )
        parser.add_argument(
            "--rename",
            action="append",
            default=[],
            metavar="OLD=NEW",
            help="a label of a speaker, and another one in its place; may be given several times",
        )
        parser.add_argument(
            "--interviewer",
            action="append",
            default=[],
            metavar="SPEAKER",
            help="a speaker, by the label as it is then, whose turns are read along and not coded; "
            "may be given several times",
        )
        parser.add_argument("--study", help="the study it belongs to")
        parser.add_argument("--title", help="how it is called, without names")
        parser.add_argument(
            "--replacements", type=Path, help="reviewed lines such as: Anna = [Person 1]"
        )
        parser.add_argument(
            "--key", type=Path, help="where to write the key that puts the names back"
        )
        parser.add_argument("--synthetic", action="store_true", help="nobody said this")

    def handle(
        self,
        *,
        file: Path,
        suggest: bool,
        continue_key: list[Path],
        alternate: list[str] | None,
        rename: list[str],
        interviewer: list[str],
        **options: Any,
    ) -> None:
        with errors_as_sentences(AnalysisError):
            read = read_transcript(file.name, content_of(file))
            for remark in read.remarks:
                self.stderr.write(remark)
            talk = Talk(read.turns)
            if alternate:
                talk = talk.corrected(alternate_speakers(talk, 1, *alternate))
            for pair in rename:
                talk = talk.corrected(_renaming(talk, pair))
            if interviewer:
                talk = talk.corrected(set_interviewers(talk, interviewer))
            earlier = [read_keys(content_of(key)) for key in continue_key]
            known = pseudonyms_of(earlier)
            if suggest:
                self.stdout.write(as_lines(suggestions(talk.turns, known=known)), ending="")
            else:
                self._store(talk, [key for keys in earlier for key in keys], **options)

    def _store(
        self,
        talk: Talk,
        earlier: list[Key],
        *,
        study: str | None,
        title: str | None,
        replacements: Path | None,
        key: Path | None,
        synthetic: bool,
        **_: Any,
    ) -> None:
        owner = Study.objects.filter(slug=study or "").first()
        if owner is None or not title or replacements is None:
            raise CommandError(
                "Give --study, --title and --replacements, a file that may be empty where no name "
                "is in the transcript; --suggest prints what could be one."
            )
        if key is not None and key.exists():
            raise CommandError(f"{key} is there already. Write the key to another file.")
        try:
            chosen = from_lines(replacements.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as problem:
            raise CommandError(f"{replacements} cannot be read as UTF-8 text.") from problem
        draft = None
        if key is not None:
            # Found out before anything is stored: that the key cannot be written there.
            draft = key.with_name(f"{key.name}.part")
            try:
                draft.touch(mode=0o600)
            except OSError as problem:
                raise CommandError(f"{key} cannot be written ({problem.strerror}).") from problem
        stored, made = store_transcript(
            owner,
            replaced_in(title, chosen, talk.speakers),
            talk.turns,
            chosen,
            interviewers=talk.interviewers,
            synthetic=synthetic,
            now=timezone.now(),
        )
        if key is not None and draft is not None:
            draft.write_text(key_file([*earlier, made]), encoding="utf-8")
            draft.rename(key)
        replaced = len(made.occurrences)
        number = len(talk.turns)
        self.stdout.write(f"“{stored}” stored: {number} turns, {replaced} words replaced.")


def _renaming(talk: Talk, pair: str) -> Correction:
    old, sign, new = pair.partition("=")
    if not sign or not new.strip():
        raise CommandError(f"Write --rename as OLD=NEW, such as SPEAKER_00=I; not {pair[:60]}.")
    return rename_speaker(talk, old.strip(), new.strip())
