"""Coding what was found and ticked, and taking all of it back."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from analysis.coding.desk.apply_codes import Segment, apply_theme, undo
from analysis.coding.rounds.models import RoundCoder
from analysis.coding.search.find import sentences, whole_text, whole_words
from analysis.coding.search.patterns import Match
from analysis.coding.search.records import Hit
from analysis.errors import NoSuchSegment

Extent = Callable[[str, Match], Match]
EXTENTS: Mapping[str, Extent] = {
    "words": whole_words,
    "sentence": sentences,
    "text": whole_text,
}
"""How much of a text is coded around what was found in it."""


@dataclass(frozen=True)
class CodedHits:
    """How many codings were made, how many were there before, and the last step of their coder."""

    new: int
    already: int
    last_step: UUID | None


@transaction.atomic
def code_hits(
    coder: RoundCoder, hits: Iterable[Hit], theme: UUID, extent: Extent, *, now: datetime
) -> CodedHits:
    """Code each of the hits, or none where one of them cannot be coded.

    Each becomes a step of its own that is undone like any other. Raises NoSuchSegment where there
    is none, and what `apply_theme` does.
    """
    made = []
    for hit in hits:
        start, end = extent(hit.unit.text, (hit.start, hit.end))
        segment = Segment(start, end, hit.unit.text[start:end])
        _, is_new = apply_theme(coder, hit.unit, theme, segment, now=now)
        made.append(is_new)
    if not made:
        raise NoSuchSegment("Nothing was ticked, so nothing was coded. Tick what is to be coded.")
    last_step = coder.steps.values_list("guid", flat=True).first()
    return CodedHits(made.count(True), made.count(False), last_step)


@transaction.atomic
def undo_steps(coder: RoundCoder, last: UUID, number: int) -> None:
    """Undo a number of steps, of which `last` was taken last.

    Raises ChangedMeanwhile where another step is the last one by now.
    """
    for guid in [last, *coder.steps.values_list("guid", flat=True)[1:number]]:
        undo(coder, guid)
