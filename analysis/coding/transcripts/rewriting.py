"""Units of a transcript written anew, with every coding and quote moved along to its words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol
from uuid import UUID, uuid4

from django.db.models import F

from analysis.coding.cases.models import ThemeExample, Transcript, Unit
from analysis.coding.desk.models import Coding, Remapping
from analysis.coding.transcripts.edits import Segment
from analysis.coding.transcripts.store import FAR
from analysis.coding.transcripts.turns import Turn


class Carrier(Protocol):
    """Says where a segment of the old turns of a run is in its new ones."""

    def segments(self, segment: Segment) -> Sequence[Segment]: ...


@dataclass(frozen=True)
class Run:
    """Neighbouring units that become other ones.

    `first` counts from 0 among the old units of the transcript. Units keep their GUIDs, so that
    links to them hold.
    """

    first: int
    old: tuple[UUID, ...]
    new: tuple[tuple[UUID, Turn], ...]
    carrier: Carrier | None
    """None where no words change."""


class Spot(NamedTuple):
    """Where a coding or a quote is."""

    unit: UUID
    start: int
    end: int


@dataclass
class Plan:
    """Where everything in the runs goes; nothing is written yet."""

    codings: dict[UUID, list[Spot]] = field(default_factory=dict)
    """By the GUID of a coding, of which there is one more for each further place."""
    quotes: dict[int, list[Spot]] = field(default_factory=dict)

    @property
    def lost_codings(self) -> list[UUID]:
        return [guid for guid, spots in self.codings.items() if not spots]

    @property
    def lost_quotes(self) -> list[int]:
        return [pk for pk, spots in self.quotes.items() if not spots]


def guids_for(old: Sequence[UUID], turns: Sequence[Turn]) -> tuple[tuple[UUID, Turn], ...]:
    """New turns under the GUIDs of the old ones, as far as these go."""
    more = [uuid4() for _ in turns[len(old) :]]
    return tuple(zip([*old[: len(turns)], *more], turns, strict=True))


def plan_moves(runs: Sequence[Run]) -> Plan:
    plan = Plan()
    for run in runs:
        if run.carrier is None:
            continue
        at = {guid: number for number, guid in enumerate(run.old)}
        for coding in Coding.objects.filter(unit__guid__in=run.old).select_related("unit"):
            segment = Segment(at[coding.unit.guid], coding.start, coding.end)
            plan.codings[coding.guid] = _spots(run, segment)
        for quote in ThemeExample.objects.filter(unit__guid__in=run.old).select_related("unit"):
            segment = Segment(at[quote.unit.guid], quote.start, quote.end)
            plan.quotes[quote.pk] = _spots(run, segment)
    return plan


def _spots(run: Run, segment: Segment) -> list[Spot]:
    parts = run.carrier.segments(segment) if run.carrier else []
    return [Spot(run.new[part.turn][0], part.start, part.end) for part in parts]


def rewrite(transcript: Transcript, runs: Sequence[Run], plan: Plan) -> dict[str, dict[str, Any]]:
    """Write the units and move what is in them; return what it takes to move it back.

    Of two codings that come to be the same one, the later is not live any more.
    """
    units = _write_units(transcript, runs)
    moves = _move_codings(units, plan)
    quotes = _move_quotes(units, plan)
    left = {guid for run in runs for guid, _turn in run.new}
    Unit.objects.filter(guid__in={guid for run in runs for guid in run.old} - left).delete()
    return {"codings": moves, "quotes": quotes}


def _write_units(transcript: Transcript, runs: Sequence[Run]) -> dict[UUID, Unit]:
    """Units that are not in the runs any more stay until everything has left them."""
    case = transcript.case
    before = list(case.units.order_by("position"))
    start = next((at for at, unit in enumerate(before) if unit.transcript_id == transcript.pk), 0)
    by_guid = {unit.guid: unit for unit in before}
    after: list[UUID] = [unit.guid for unit in before]
    written: list[Unit] = []
    for run in sorted(runs, key=lambda one: -one.first):
        after[start + run.first : start + run.first + len(run.old)] = [
            guid for guid, _turn in run.new
        ]
        for guid, turn in run.new:
            unit = by_guid.setdefault(guid, Unit(case=case, transcript=transcript, guid=guid))
            unit.turn, unit.parallel, unit.speaker = turn.text, turn.parallel, turn.speaker
            unit.starts_at, unit.ends_at = turn.start, turn.end
            written.append(unit)
    if after != [unit.guid for unit in before]:
        case.units.update(position=F("position") + FAR)
    for position, guid in enumerate(after, start=1):
        by_guid[guid].position = position
    there = [by_guid[guid] for guid in after if by_guid[guid].pk]
    if after != [unit.guid for unit in before]:
        Unit.objects.bulk_update(there, ["position"], batch_size=400)
    columns = ["turn", "parallel", "speaker", "starts_at", "ends_at"]
    Unit.objects.bulk_update([unit for unit in written if unit.pk], columns, batch_size=200)
    Unit.objects.bulk_create(unit for unit in written if not unit.pk)
    return {unit.guid: unit for unit in written}


def _move_codings(units: Mapping[UUID, Unit], plan: Plan) -> dict[str, Any]:
    codings = Coding.objects.filter(guid__in=plan.codings).select_related("unit", "theme")
    ordered = list(codings.order_by("pk"))
    was_live = {coding.guid: coding.live for coding in ordered}
    before: dict[str, Any] = {str(coding.guid): _row(coding) for coding in ordered}
    codings.update(live=False)
    taken: set[tuple[Any, ...]] = set()
    moved: list[Coding] = []
    made: list[tuple[Coding, int]] = []
    after: dict[str, Any] = {}
    for coding in ordered:
        spots = plan.codings[coding.guid]
        if not spots:
            after[str(coding.guid)] = None
            continue
        for number, spot in enumerate(spots):
            row = _copy(coding) if number else coding
            row.unit, row.start, row.end = units[spot.unit], spot.start, spot.end
            same = (row.coder_id or ("joint", row.round_id), row.theme_id, *spot)
            row.live = was_live[coding.guid] and same not in taken
            if row.live:
                taken.add(same)
            if number:
                made.append((row, coding.pk))
            else:
                moved.append(row)
            after[str(row.guid)] = _row(row)
    Coding.objects.bulk_update(moved, ["unit", "start", "end", "live"], batch_size=200)
    Coding.objects.filter(guid__in=plan.lost_codings).delete()
    for row, pk in made:
        row.save(force_insert=True)
        Remapping.objects.bulk_create(
            Remapping(
                operation_id=one.operation_id, coding=row, was_id=one.was_id, was_live=one.was_live
            )
            for one in Remapping.objects.filter(coding=pk)
        )
    # Also those that came to be where they were, since other words stand there now.
    return {guid: [before.get(guid), values] for guid, values in after.items()}


def _copy(coding: Coding) -> Coding:
    """A coding of the second half of a turn that was split; the memo stays with the first."""
    return Coding(
        round_id=coding.round_id,
        coder_id=coding.coder_id,
        theme_id=coding.theme_id,
        decision_id=coding.decision_id,
        made_at=coding.made_at,
    )


def _row(coding: Coding) -> dict[str, Any]:
    return {
        "unit": str(coding.unit.guid),
        "start": coding.start,
        "end": coding.end,
        "live": coding.live,
        "round": coding.round_id,
        "coder": coding.coder_id,
        "theme": coding.theme_id,
        "decision": coding.decision_id,
        "memo": coding.memo,
        "made_at": coding.made_at.isoformat(),
    }


def _move_quotes(units: Mapping[UUID, Unit], plan: Plan) -> dict[str, Any]:
    quotes = list(ThemeExample.objects.filter(pk__in=plan.quotes).select_related("unit"))
    before = [[quote.theme_id, str(quote.unit.guid), quote.start, quote.end] for quote in quotes]
    spots = {(quote.theme_id, spot) for quote in quotes for spot in plan.quotes[quote.pk]}
    ThemeExample.objects.filter(pk__in=plan.quotes).delete()
    make_quotes(units, [[theme, str(spot.unit), spot.start, spot.end] for theme, spot in spots])
    return {
        "before": before,
        "after": [[theme, str(spot.unit), spot.start, spot.end] for theme, spot in sorted(spots)],
    }


def make_quotes(units: Mapping[UUID, Unit], rows: Sequence[Sequence[Any]]) -> None:
    ThemeExample.objects.bulk_create(
        [
            ThemeExample(theme_id=theme, unit=units[UUID(unit)], start=start, end=end)
            for theme, unit, start, end in sorted(rows, key=tuple)
        ],
        ignore_conflicts=True,
    )
