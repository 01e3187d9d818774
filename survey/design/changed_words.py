"""Two texts beside one another: the words that went, those that came, and those between them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from survey.design.pictures import EMBEDDED

Kept = Literal["same", "removed", "added"]

AROUND = 12
"""Words shown on either side of what changed; the rest of a long text is left out."""
MOST_COMPARED = 1_500
"""Words of a stretch that are compared one by one; longer ones stand as a whole."""
LEAST_ALIKE = 0.35
"""The share of common words below which two stretches are told one after the other."""
LEFT_OUT = " […] "

_WORD = re.compile(r"\s+|\w+\s*|[^\w\s]\s*")


@dataclass(frozen=True)
class Stretch:
    """Words in a row that have the same fate."""

    kept: Kept
    text: str


def changed_words(old: str, new: str) -> tuple[Stretch, ...]:
    """Both texts as one; empty where they are the same."""
    if old == new:
        return ()
    old, new = (EMBEDDED.sub("[picture]", text) for text in (old, new))
    stretches = list(_joined(_by_line(old, new)))
    return tuple(_shortened(stretches))


def _by_line(old: str, new: str) -> Iterator[Stretch]:
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    for same, gone, come in _blocks(before, after):
        if same:
            yield Stretch("same", "".join(gone))
        else:
            yield from _by_word("".join(gone), "".join(come))


def _by_word(old: str, new: str) -> Iterator[Stretch]:
    before, after = _WORD.findall(old), _WORD.findall(new)
    if max(len(before), len(after)) > MOST_COMPARED or not _are_alike(before, after):
        yield from (Stretch("removed", old), Stretch("added", new))
        return
    for same, gone, come in _blocks(before, after):
        if same:
            yield Stretch("same", "".join(gone))
            continue
        yield from (Stretch("removed", "".join(gone)), Stretch("added", "".join(come)))


def _are_alike(before: Sequence[str], after: Sequence[str]) -> bool:
    """A word or two is no sentence: they are alike whatever they are."""
    if max(len(before), len(after)) < AROUND:
        return True
    return SequenceMatcher(None, before, after, autojunk=False).ratio() >= LEAST_ALIKE


def _blocks(
    before: Sequence[str], after: Sequence[str]
) -> Iterator[tuple[bool, Sequence[str], Sequence[str]]]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        yield tag == "equal", before[a:b], after[c:d]


def _joined(stretches: Iterator[Stretch]) -> Iterator[Stretch]:
    """Neighbours of one kind as one, and empty ones left out."""
    held: Stretch | None = None
    for stretch in stretches:
        if not stretch.text:
            continue
        if held and held.kept == stretch.kept:
            held = Stretch(held.kept, held.text + stretch.text)
            continue
        if held:
            yield held
        held = stretch
    if held:
        yield held


def _shortened(stretches: Sequence[Stretch]) -> Iterator[Stretch]:
    for number, stretch in enumerate(stretches):
        if stretch.kept != "same":
            yield stretch
            continue
        words = _WORD.findall(stretch.text)
        head = words[:AROUND] if number else []
        tail = words[-AROUND:] if number + 1 < len(stretches) else []
        if len(head) + len(tail) < len(words):
            stretch = Stretch("same", "".join(head) + LEFT_OUT + "".join(tail))
        yield stretch
