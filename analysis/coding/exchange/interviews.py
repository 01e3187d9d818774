"""The cases of a project as people who were interviewed, turn by turn, with their codings."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from analysis.coding.exchange.codes import numbered
from analysis.coding.exchange.exact_turns import PlacedTurn, placed_turns
from analysis.coding.exchange.interview_headings import Opening
from analysis.coding.exchange.notes import memos_on
from analysis.coding.exchange.participants_of_texts import (
    TextsOfCase,
    cases_of,
    plain_name,
    regrouped,
)
from analysis.coding.exchange.project import Note, ReadProject, Selection, Source
from analysis.coding.exchange.whole_texts import ANSWERS, INTERVIEW, openings_in, turns_in
from analysis.coding.transcripts.turns import Turn
from analysis.errors import ExchangeFileError


@dataclass(frozen=True)
class Coded:
    """A code, by GUID, on `turns[turn].text[start:end]`; `user` is a GUID, empty for nobody."""

    turn: int
    start: int
    end: int
    code: str
    user: str
    memo: str = ""


@dataclass(frozen=True)
class Talk:
    """One of the interviews of a participant, and how many of the turns are its."""

    opening: Opening
    turns: int


@dataclass(frozen=True)
class Interview:
    """A participant, under a title that no other participant of the project has.

    `turns` are those of all `talks`, one after another. `values` are what is known of them, as
    pairs of a variable's name and its value.
    """

    title: str
    turns: tuple[Turn, ...]
    talks: tuple[Talk, ...]
    codings: tuple[Coded, ...] = ()
    memos: tuple[Note, ...] = ()
    values: tuple[tuple[str, str], ...] = ()


def interviews_of(read: ReadProject) -> tuple[tuple[Interview, ...], tuple[str, ...]]:
    """Every case that has words, and a sentence for everything that does not come along.

    A text in no case, or in several cases, is an interview of its own. Texts of our own files have
    the turns that they had; those of other programs are cut into turns. Raises ExchangeFileError
    for U+0000 in a text.
    """
    taken: set[str] = set()
    counts: Counter[str] = Counter()
    interviews, remarks = [], []
    for case in cases_of(read.project):
        texts = [source for source in case.texts if source.text.strip()]
        remarks += [
            f"Left out: {source.name or case.name}, which is empty."
            for source in case.texts
            if source not in texts
        ]
        if texts:
            title = next(name for name in numbered(case.name) if name.casefold() not in taken)
            taken.add(title.casefold())
            interview = _interview(title, case, texts, counts, ours=read.ours)
            memos = tuple(memos_on(case, read.project, ours=read.ours))
            interviews.append(replace(interview, memos=memos, values=case.values))
    return tuple(interviews), (*remarks, *regrouped(read.project), *_remarks(counts))


def _title_of(source: Source, case: TextsOfCase, *, ours: bool) -> str:
    """The title of an interview by the name of its text; in our own file that is `P3 · Title`."""
    name = plain_name(source.name)
    if ours:
        name = name.removeprefix(f"{case.name} · ")
        return "" if name == case.name else name
    return name


def _talks_in(source: Source, title: str, starts: Sequence[int]) -> Iterator[Talk]:
    """The interviews in a text, whose turns begin at `starts`."""
    opened = openings_in(source.text) if source.description == INTERVIEW else ()
    begins = [0, *(begin for begin, _opening in opened), len(source.text)]
    openings = [Opening(title), *(opening for _begin, opening in opened)]
    for opening, (begin, end) in zip(openings, pairwise(begins), strict=True):
        if turns := bisect_left(starts, end) - bisect_left(starts, begin):
            yield Talk(opening, turns)


def _interview(
    title: str,
    case: TextsOfCase,
    texts: Iterable[Source],
    counts: Counter[str],
    *,
    ours: bool,
) -> Interview:
    """One case; `counts` grows by the codings that do not come in as they are."""
    turns: list[Turn] = []
    talks: list[Talk] = []
    codings: list[Coded] = []
    for source in texts:
        _require_text(source)
        placed = _placed_in(source) if ours else placed_turns(source.text)
        starts = [turn.start for turn in placed]
        for selection in source.selections:
            coded = list(_coded(selection, placed, starts))
            counts["spread"] += len(coded) > 1
            counts["lost"] += not coded
            codings += [replace(part, turn=part.turn + len(turns)) for part in coded]
        turns += [part.turn for part in placed]
        talks += _talks_in(source, _title_of(source, case, ours=ours), starts)
    once = joined(codings)
    counts["twice"] += len(codings) - len(once)
    return Interview(title, tuple(turns), tuple(talks), once)


def _placed_in(source: Source) -> tuple[PlacedTurn, ...]:
    """The turns of a text of our own files, which others may have added texts to."""
    if source.description in {INTERVIEW, ANSWERS}:
        return turns_in(source.text, source.description)
    return placed_turns(source.text)


def _coded(
    selection: Selection, placed: tuple[PlacedTurn, ...], starts: list[int]
) -> Iterator[Coded]:
    """A coding in each turn that a selection reaches; the memo is on the first of them."""
    memo = selection.memo
    first = max(bisect_right(starts, selection.start) - 1, 0)
    for number, turn in enumerate(placed[first:], start=first):
        if turn.start >= selection.end:
            return
        start, end = max(selection.start, turn.start), min(selection.end, turn.end)
        begin, stop = turn.segment(start, end)
        if begin < stop:
            yield Coded(
                turn=number,
                start=begin,
                end=stop,
                code=selection.code,
                user=selection.user,
                memo=memo,
            )
            memo = ""


def joined(codings: Iterable[Coded]) -> tuple[Coded, ...]:
    """The codings, each once; the memos of equal codings are put together."""
    memos_of: dict[Coded, list[str]] = {}
    for coded in codings:
        memos = memos_of.setdefault(replace(coded, memo=""), [])
        if coded.memo and coded.memo not in memos:
            memos.append(coded.memo)
    return tuple(replace(coded, memo="\n\n".join(memos)) for coded, memos in memos_of.items())


def _require_text(source: Source) -> None:
    """Page breaks of other programs may stay; only U+0000 fits into no database."""
    if "\0" in source.text:
        line = source.text.count("\n", 0, source.text.index("\0")) + 1
        raise ExchangeFileError(
            f"{source.name[:60]}, line {line}: the character U+0000 is not text. Delete it."
        )


def _remarks(counts: Mapping[str, int]) -> Iterator[str]:
    if number := counts["spread"]:
        yield f"{number} segments reach over several turns; each became one in every turn."
    if number := counts["lost"]:
        yield (
            f"Left out: {number} codings on words that are in no turn, such as the label of a "
            "speaker or blanks."
        )
    if number := counts["twice"]:
        yield f"{number} codings stand twice, of one coder on the same words; each is kept once."
