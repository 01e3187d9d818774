"""Projects of other coding programs stored: codes, texts, and rounds of their codings."""

from collections import defaultdict
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import accumulate

from django.db import transaction

from analysis.coding.codebooks.models import Codebook
from analysis.coding.codebooks.store import store_codebook
from analysis.coding.exchange.coders import rounds_of
from analysis.coding.exchange.destination import Destination, preview_import
from analysis.coding.exchange.import_preview import ImportPreview
from analysis.coding.exchange.imported_memos import store_memos, store_values
from analysis.coding.exchange.imported_rounds import Imported, store_round
from analysis.coding.exchange.interviews import Interview, joined
from analysis.coding.exchange.project import ReadProject
from analysis.coding.rounds.models import CodingRound
from analysis.coding.transcripts.pseudonyms import Place, new_segment, pseudonymised
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
    left: AbstractSet[Place] = frozenset(),
) -> StoredProject:
    """Store all of a project or nothing, with the chosen words replaced everywhere.

    `chosen` maps words of texts, titles, memos and values to pseudonyms; in the places of `left`,
    whose turns are those of `texts_of`, words stay. `read_all` says that every coder has read
    every text; otherwise texts that the same people coded make a round of their own. Raises
    ExchangeFileError, CodebookElsewhere, NameTaken and TranscriptFileError as reading, codebooks
    and transcripts do.
    """
    if to.codebook is not None:
        Codebook.objects.select_for_update().get(pk=to.codebook.pk)
    preview = preview_import(read, to)
    book = store_codebook(preview.matched.book, to.study, by=by, now=now).codebook
    themes = preview.matched.themes
    words = _Words(preview, chosen, left)
    stored = [
        _store(number, interview, to, themes, words, now=now)
        for number, interview in enumerate(preview.interviews)
    ]
    cases = [imported.case for imported in stored]
    store_memos(preview, book, cases, read.project.users, words.without, now=now)
    store_values(preview, to.study, cases, words.without)
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


class _Words:
    """What is replaced in the titles, the memos, the values and the turns of a project."""

    def __init__(
        self, preview: ImportPreview, chosen: Mapping[str, str], left: AbstractSet[Place]
    ) -> None:
        self.chosen = chosen
        self._left: dict[int, list[Place]] = defaultdict(list)
        for place in left:
            self._left[place.turn].append(place)
        self._numbers = {text: number for number, text in enumerate(preview.texts)}
        turns = [len(interview.turns) for interview in preview.interviews]
        self._begins = [*accumulate(turns, initial=len(self._numbers))]

    def left_in(self, interview: int, turns: int) -> frozenset[Place]:
        begin = self._begins[interview]
        return frozenset(
            place._replace(turn=number)
            for number in range(turns)
            for place in self._left[begin + number]
        )

    def without(self, words: str) -> str:
        """A title, a memo or a value, without the names that are chosen in it."""
        number = self._numbers.get(words, -1)
        left = frozenset(place._replace(turn=0) for place in self._left[number])
        (turn,) = pseudonymised((Turn("", None, None, words),), self.chosen, left=left)[0]
        return turn.text


def _store(
    number: int,
    interview: Interview,
    to: Destination,
    themes: Mapping[str, str],
    words: _Words,
    *,
    now: datetime,
) -> Imported:
    """The case, and its codings where the coded words are now.

    They are joined again, as two codes may have become one theme and two names one pseudonym.
    """
    transcript, key = store_transcript(
        to.study,
        words.without(interview.title),
        interview.turns,
        words.chosen,
        left=words.left_in(number, len(interview.turns)),
        now=now,
        synthetic=to.synthetic,
    )
    codings = []
    for coded in interview.codings:
        start, end = new_segment(key, coded.turn, coded.start, coded.end)
        code, memo = themes[coded.code], words.without(coded.memo)
        codings.append(replace(coded, start=start, end=end, code=code, memo=memo))
    return Imported(transcript.case, joined(codings))
