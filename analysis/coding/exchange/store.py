"""Projects of other coding programs stored: codes, texts, and rounds of their codings."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from django.db import transaction

from analysis.coding.codebooks.models import Codebook
from analysis.coding.codebooks.store import store_codebook
from analysis.coding.exchange.coders import rounds_of
from analysis.coding.exchange.destination import Destination, preview_import
from analysis.coding.exchange.imported_memos import store_memos, store_values
from analysis.coding.exchange.imported_rounds import Imported, store_round
from analysis.coding.exchange.interviews import Interview, joined
from analysis.coding.exchange.project import ReadProject
from analysis.coding.rounds.models import CodingRound
from analysis.coding.transcripts.pseudonyms import new_segment, pseudonymised
from analysis.coding.transcripts.store import store_transcript
from analysis.coding.transcripts.turns import Turn


@dataclass(frozen=True)
class StoredProject:
    """A stored project; its rounds are compared already, and there are none without codings."""

    codebook: Codebook
    transcripts: int
    rounds: tuple[CodingRound, ...]


@transaction.atomic
def store_project(
    read: ReadProject,
    to: Destination,
    chosen: Mapping[str, str],
    *,
    read_all: bool,
    by: str,
    now: datetime,
) -> StoredProject:
    """Store all of a project or nothing, with the chosen words replaced everywhere.

    `chosen` maps words of texts, titles, memos and values to pseudonyms. `read_all` says that
    every coder has read every text; otherwise texts that the same people coded make a round of
    their own. Raises ExchangeFileError, CodebookElsewhere, NameTaken and TranscriptFileError as
    reading, codebooks and transcripts do.
    """
    if to.codebook is not None:
        Codebook.objects.select_for_update().get(pk=to.codebook.pk)
    preview = preview_import(read, to)
    book = store_codebook(preview.matched.book, to.study, by=by, now=now).codebook
    themes = preview.matched.themes
    stored = [_store(interview, to, themes, chosen, now=now) for interview in preview.interviews]
    cases = [imported.case for imported in stored]
    replaced = partial(_without, chosen=chosen)
    store_memos(preview, book, cases, read.project.users, replaced, now=now)
    store_values(preview, to.study, cases, replaced)
    planned = rounds_of(preview.coders, preview.interviews, read_all=read_all)
    rounds = tuple(
        store_round(
            book,
            coding_round,
            preview.coders,
            stored,
            title=_title(len(planned), number),
            by=by,
            now=now,
        )
        for number, coding_round in enumerate(planned, start=1)
    )
    return StoredProject(book, len(stored), rounds)


def _title(rounds: int, number: int) -> str:
    return f"Imported codings, part {number}" if rounds > 1 else "Imported codings"


def _store(
    interview: Interview,
    to: Destination,
    themes: Mapping[str, str],
    chosen: Mapping[str, str],
    *,
    now: datetime,
) -> Imported:
    """The case, and its codings where the coded words are now.

    They are joined again, as two codes may have become one theme and two names one pseudonym.
    """
    transcript, key = store_transcript(
        to.study,
        _without(interview.title, chosen),
        interview.turns,
        chosen,
        now=now,
        synthetic=to.synthetic,
    )
    codings = []
    for coded in interview.codings:
        start, end = new_segment(key, coded.turn, coded.start, coded.end)
        code, memo = themes[coded.code], _without(coded.memo, chosen)
        codings.append(replace(coded, start=start, end=end, code=code, memo=memo))
    return Imported(transcript.case, joined(codings))


def _without(words: str, chosen: Mapping[str, str]) -> str:
    (turn,) = pseudonymised((Turn("", None, None, words),), chosen)[0]
    return turn.text
