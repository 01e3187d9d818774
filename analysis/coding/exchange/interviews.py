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
    counted: Counter[str] = Counter()
    interviews, remarks = [], []
    for case in cases_of(read.project):
        texts = [each for each in case.texts if each.text.strip()]
        remarks += [
            f"Left out: {each.name or case.name}, which is empty."
            for each in case.texts
            if each not in texts
        ]
        if texts:
            title = next(each for each in numbered(case.name) if each.casefold() not in taken)
            taken.add(title.casefold())
            interviews.append(_interview(title, case.name, texts, counted, ours=read.ours))
    return tuple(interviews), (*remarks, *regrouped(read.project), *_said(counted))


def _interview(
    title: str, case: str, texts: Iterable[Source], counted: Counter[str], *, ours: bool
) -> Interview:
    turns: list[Turn] = []
    codings: list[Coded] = []
    for source in texts:
        _require_text(source)
        placed = (_as_it_was(source, case),) if ours else placed_turns(source.text)
        starts = [each.start for each in placed]
        for selection in source.selections:
            found = list(_coded(selection, placed, starts))
            counted["spread"] += len(found) > 1
            counted["lost"] += not found
            codings += [replace(each, turn=each.turn + len(turns)) for each in found]
        turns += [each.turn for each in placed]
    once = joined(codings)
    counted["twice"] += len(codings) - len(once)
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
    for number, each in enumerate(placed[first:], start=first):
        if each.start >= selection.end:
            return
        start, end = max(selection.start, each.start), min(selection.end, each.end)
        if start < end:
            yield Coded(
                number, start - each.start, end - each.start, selection.code, selection.user, memo
            )
            memo = ""


def joined(codings: Iterable[Coded]) -> tuple[Coded, ...]:
    """The codings, each once; the memos of equal codings are put together."""
    kept: dict[Coded, list[str]] = {}
    for each in codings:
        memos = kept.setdefault(replace(each, memo=""), [])
        if each.memo and each.memo not in memos:
            memos.append(each.memo)
    return tuple(replace(each, memo="\n\n".join(memos)) for each, memos in kept.items())


def _require_text(source: Source) -> None:
    """Page breaks of other programs may stay; only U+0000 fits into no database."""
    if "\0" in source.text:
        line = source.text.count("\n", 0, source.text.index("\0")) + 1
        raise ExchangeFileError(
            f"{source.name[:60]}, line {line}: the character U+0000 is not text. Delete it."
        )


def _said(counted: Mapping[str, int]) -> Iterator[str]:
    if number := counted["spread"]:
        yield f"{number} segments reach over several turns; each became one in every turn."
    if number := counted["lost"]:
        yield (
            f"Left out: {number} codings on words that are in no turn, such as the label of a "
            "speaker or blanks."
        )
    if number := counted["twice"]:
        yield f"{number} codings stand twice, of one coder on the same words; each is kept once."
