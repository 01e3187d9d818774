import re
from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
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
from analysis.coding.transcripts.interview_conduct import Held
from analysis.coding.transcripts.keys import Key, key_file, pseudonyms_of, read_keys
from analysis.coding.transcripts.pseudonym_lines import as_lines, from_lines
from analysis.coding.transcripts.pseudonyms import replaced_in
from analysis.coding.transcripts.reading import content_of, read_transcript
from analysis.coding.transcripts.store import (
    LONGEST_INTERVIEW,
    LONGEST_LANGUAGE,
    next_title,
    store_transcript,
)
from analysis.coding.transcripts.suggestions import suggestions
from core.command_errors import errors_as_sentences
from core.errors import NeedfinderError
from survey.design.fields import LANGUAGE
from survey.design.interviews.definition import MODES
from survey.interviews.find import interviewee_of


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
        parser.add_argument("--study", help="the study of interviews it belongs to")
        parser.add_argument("--participant", help="the number of who was interviewed, such as P3")
        parser.add_argument(
            "--title", help="how it is called, without names; without it, Interview 1 and so on"
        )
        parser.add_argument("--day", type=_day, help="when it was held, such as 2026-05-04")
        parser.add_argument("--mode", choices=list(MODES), default="", help="how")
        parser.add_argument("--minutes", type=_minutes, help="how long it took")
        parser.add_argument(
            "--language",
            type=_language,
            help="of its words, such as en; without it, that of the study",
        )
        parser.add_argument(
            "--replacements", type=Path, help="reviewed lines such as: Anna = [Person 1]"
        )
        parser.add_argument(
            "--key", type=Path, help="where to write the key that puts the names back"
        )

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
        with errors_as_sentences(NeedfinderError):
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
        participant: str | None,
        title: str | None,
        replacements: Path | None,
        key: Path | None,
        day: date | None,
        mode: str,
        minutes: int | None,
        language: str | None,
        **_: Any,
    ) -> None:
        if not study or not participant or replacements is None:
            raise CommandError(
                "Give --study, --participant and --replacements, a file that may be empty where no "
                "name is in the transcript; --suggest prints what could be one."
            )
        person = interviewee_of(study, participant)
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
            person,
            replaced_in(title or next_title(person), chosen, talk.speakers),
            talk.turns,
            chosen,
            interviewers=talk.interviewers,
            language=language or person.version.definition.language,
            held=Held(day, mode, minutes),
            now=timezone.now(),
        )
        if key is not None and draft is not None:
            draft.write_text(key_file([*earlier, made]), encoding="utf-8")
            draft.rename(key)
        replaced = len(made.occurrences)
        number = len(talk.turns)
        self.stdout.write(
            f"{stored.full_title} is stored: {number} turns, {replaced} words replaced."
        )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as problem:
        raise ArgumentTypeError(f"{text} is no day. Write it as 2026-05-04.") from problem


def _minutes(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) <= LONGEST_INTERVIEW:
        raise ArgumentTypeError(
            f"{text} is no length. Write whole minutes, from 1 to {LONGEST_INTERVIEW}."
        )
    return int(text)


def _language(text: str) -> str:
    if len(text) > LONGEST_LANGUAGE or not re.match(LANGUAGE, text):
        raise ArgumentTypeError(f"{text} is no language. Write a tag such as en, de or pt-BR.")
    return text


def _renaming(talk: Talk, pair: str) -> Correction:
    old, sign, new = pair.partition("=")
    if not sign or not new.strip():
        raise CommandError(f"Write --rename as OLD=NEW, such as SPEAKER_00=I; not {pair[:60]}.")
    return rename_speaker(talk, old.strip(), new.strip())
