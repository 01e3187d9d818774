"""A case's words with the segments of every coder, once they are compared."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from analysis.coding.cases.models import Unit
from analysis.coding.rounds.models import CodingRound
from analysis.coding.visibility import counted_coders, revealed


@dataclass(frozen=True)
class Mark:
    """A segment that a coder gave a theme; one of a whole unit covers all of it."""

    coder: str
    theme: str
    start: int
    end: int


@dataclass(frozen=True)
class UnitSides:
    guid: UUID
    text: str
    scenario: str
    question: str
    speaker: str
    seconds: float | None
    marks: tuple[Mark, ...]
    coders: int


def sides(compared: CodingRound, case: int) -> tuple[UnitSides, ...]:
    """Without marks where the round is not compared; in four queries."""
    rows = revealed(compared).filter(unit__case=case, coder__isnull=False)
    found: dict[int, list[Mark]] = defaultdict(list)
    for row in rows.select_related("coder__user", "theme").order_by("start", "pk"):
        found[row.unit_id].append(
            Mark(row.coder.name, row.theme.name, row.start, row.end)  # type: ignore[union-attr]
        )
    coders = counted_coders(compared).count()
    units = Unit.objects.filter(case=case, case__memberships__round=compared)
    return tuple(
        UnitSides(
            guid=unit.guid,
            text=unit.text,
            scenario=unit.answer.scenario if unit.answer else "",
            question=unit.answer.question if unit.answer else "",
            speaker=unit.speaker,
            seconds=unit.starts_at,
            marks=tuple(found[unit.pk]),
            coders=coders,
        )
        for unit in units.select_related("answer").order_by("position")
    )
