"""Projects of other coding programs stored: codes, texts, and rounds of their codings."""

from collections import defaultdict
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import accumulate

from django.db import transaction

from analysis.coding.cases.gather import case_of
from analysis.coding.codebooks.models import Codebook
from analysis.coding.codebooks.store import store_codebook
from analysis.coding.exchange.coders import rounds_of
from analysis.coding.exchange.codes import numbered
from analysis.coding.exchange.destination import Destination, preview_import
from analysis.coding.exchange.import_preview import ImportPreview
from analysis.coding.exchange.imported_memos import store_memos, store_values
from analysis.coding.exchange.imported_people import own_names, record_people
from analysis.coding.exchange.imported_rounds import Imported, store_round
from analysis.coding.exchange.interviews import Interview, joined
from analysis.coding.exchange.project import ReadProject
from analysis.coding.rounds.models import CodingRound
from analysis.coding.transcripts.keys import Key
from analysis.coding.transcripts.pseudonyms import Place, new_segment, pseudonymised
from analysis.coding.transcripts.store import next_title, store_transcript
from analysis.coding.transcripts.turns import Turn
from survey.interviews.models import Interviewee


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
    consented_on: date,
    by: str,
    now: datetime,
    left: AbstractSet[Place] = frozenset(),
) -> StoredProject:
    """Store all of a project or nothing, with the chosen words replaced everywhere.

    `chosen` maps words of texts, titles, memos and values to pseudonyms; in the places of `left`,
    whose turns are those of `texts_of`, words stay. `read_all` says that every coder has read
    every text; otherwise texts that the same people coded make a round of their own. Every case
    becomes a participant, who consented on the day of `consented_on`. Raises ExchangeFileError,
    CodebookElsewhere, NameTaken, TranscriptFileError and UnfitInterviewee as reading, codebooks,
    transcripts and participants do.
    """
    if to.codebook is not None:
        Codebook.objects.select_for_update().get(pk=to.codebook.pk)
    preview = preview_import(read, to)
    book = store_codebook(preview.matched.book, to.study, by=by, now=now).codebook
    themes = preview.matched.themes
    words = _Words(preview, chosen, left)
    people = record_people(preview, to, words.without, consented_on=consented_on, by=by, now=now)
    stored = [
        _store(number, interview, person, themes, words, now=now)
        for number, (interview, person) in enumerate(zip(preview.interviews, people, strict=True))
    ]
    cases = [imported.case for imported in stored]
    store_memos(preview, book, cases, read.project.users, words.without, now=now)
    store_values(preview, to.study, cases, words.without, but=own_names(to.study))
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
    return StoredProject(book, sum(len(one.talks) for one in preview.interviews), rounds)


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

    def left_in(self, interview: int, first: int, turns: int) -> frozenset[Place]:
        """Those in so many turns of an interview, from its turn `first` on."""
        begin = self._begins[interview] + first
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
    person: Interviewee,
    themes: Mapping[str, str],
    words: _Words,
    *,
    now: datetime,
) -> Imported:
    """The case, and its codings where the coded words are now.

    They are joined again, as two codes may have become one theme and two names one pseudonym.
    """
    keys: list[tuple[Key, int]] = []
    titles: set[str] = set()
    first = 0
    for talk in interview.talks:
        title = words.without(talk.opening.title) or next_title(person)
        title = next(free for free in numbered(title) if free not in titles)
        titles.add(title)
        _transcript, key = store_transcript(
            person,
            title,
            interview.turns[first : first + talk.turns],
            words.chosen,
            left=words.left_in(number, first, talk.turns),
            language=talk.opening.language or person.version.definition.language,
            held=talk.opening.held,
            now=now,
        )
        keys += [(key, turn) for turn in range(talk.turns)]
        first += talk.turns
    codings = []
    for coded in interview.codings:
        key, turn = keys[coded.turn]
        start, end = new_segment(key, turn, coded.start, coded.end)
        code, memo = themes[coded.code], words.without(coded.memo)
        codings.append(replace(coded, start=start, end=end, code=code, memo=memo))
    return Imported(case_of(person), joined(codings))
