"""The cases of a project as interviews, turn by turn, with their codings."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from analysis.coding.exchange.codes import numbered
from analysis.coding.exchange.exact_turns import PlacedTurn, placed_turns
from analysis.coding.exchange.participants_of_texts import cases_of, plain_name, regrouped
from analysis.coding.exchange.project import ReadProject, Selection, Source
from analysis.coding.transcripts.turns import LONGEST_SPEAKER, Turn
from analysis.errors import ExchangeFileError

_turn_number = re.compile(r"\d{4}(?: |$)")


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
class Interview:
    """A participant, under a title that no other participant of the project has."""

    title: str
    turns: tuple[Turn, ...]
    codings: tuple[Coded, ...] = ()


def interviews_of(read: ReadProject) -> tuple[tuple[Interview, ...], tuple[str, ...]]:
    """Every case that has words, and a sentence for everything that does not come along.

    A text in no case, or in several cases, is an interview of its own. Each text of our own files
    is one turn, as it was; texts of other programs are cut into turns. Raises ExchangeFileError
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
            interviews.append(_interview(title, case.name, texts, counts, ours=read.ours))
    return tuple(interviews), (*remarks, *regrouped(read.project), *_remarks(counts))


def _interview(
    title: str, case: str, texts: Iterable[Source], counts: Counter[str], *, ours: bool
) -> Interview:
    """One case; `counts` grows by the codings that do not come in as they are."""
    turns: list[Turn] = []
    codings: list[Coded] = []
    for source in texts:
        _require_text(source)
        placed = (_as_it_was(source, case),) if ours else placed_turns(source.text)
        starts = [turn.start for turn in placed]
        for selection in source.selections:
            coded = list(_coded(selection, placed, starts))
            counts["spread"] += len(coded) > 1
            counts["lost"] += not coded
            codings += [replace(part, turn=part.turn + len(turns)) for part in coded]
        turns += [part.turn for part in placed]
    once = joined(codings)
    counts["twice"] += len(codings) - len(once)
    return Interview(title, tuple(turns), once)


def _as_it_was(source: Source, case: str) -> PlacedTurn:
    """A text as one turn, whose speaker is what its name has behind that of the case."""
    name = _turn_number.sub("", plain_name(source.name).removeprefix(case).strip(), count=1)
    return PlacedTurn(Turn(name[:LONGEST_SPEAKER], None, None, source.text), 0)


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
        if start < end:
            yield Coded(
                turn=number,
                start=start - turn.start,
                end=end - turn.start,
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
