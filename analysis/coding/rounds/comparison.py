"""What coders of a compared round have in common, case by case and theme by theme."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from analysis.coding.codebooks.models import Theme
from analysis.coding.codebooks.theme_records import ThemeRecord, record
from analysis.coding.desk.models import Decision
from analysis.coding.rounds.models import CodingRound
from analysis.coding.visibility import counted_coders, revealed


@dataclass(frozen=True)
class Placed:
    """A segment that a coder, by account name, gave a theme."""

    coder: str
    unit: UUID
    start: int
    end: int
    quote: str
    memo: str


@dataclass(frozen=True)
class DecisionRecord:
    guid: UUID
    verdict: str
    into: str
    reason: str
    by: str


@dataclass(frozen=True)
class Item:
    """A theme in a case: who has it, where, and what became of it."""

    theme: ThemeRecord
    coders: tuple[str, ...]
    placed: tuple[Placed, ...]
    is_shared: bool
    in_consensus: bool
    decision: DecisionRecord | None

    @property
    def is_open(self) -> bool:
        return self.decision is None and not self.in_consensus


@dataclass(frozen=True)
class CaseComparison:
    """One case, by primary key and label; items that not all coders have come first."""

    case: int
    label: str
    items: tuple[Item, ...]

    @property
    def open(self) -> int:
        return sum(item.is_open for item in self.items)


def comparisons(compared: CodingRound, case: int | None = None) -> tuple[CaseComparison, ...]:
    """Every case coded apart in the round, or one; nothing where the round is not compared.

    In five queries however many cases there are.
    """
    coders = [coder.name for coder in counted_coders(compared)]
    members = compared.members.filter(joint=False).select_related("case")
    if case is not None:
        members = members.filter(case=case)
    rows = revealed(compared).select_related(
        "unit__answer", "coder__user", "theme__area", "theme__merged_into"
    )
    found: dict[int, dict[Theme, list[Placed]]] = defaultdict(lambda: defaultdict(list))
    settled: dict[int, set[int]] = defaultdict(set)
    for row in rows.order_by("unit__position", "start", "pk"):
        if row.coder is None:
            settled[row.unit.case_id].add(row.theme_id)
            continue
        found[row.unit.case_id][row.theme].append(
            Placed(
                row.coder.name,
                row.unit.guid,
                row.start,
                row.end,
                row.unit.text[row.start : row.end],
                row.memo,
            )
        )
    decisions = _decisions(compared)
    return tuple(
        _compared(
            member.case_id,
            member.case.label,
            found[member.case_id],
            coders,
            settled[member.case_id],
            decisions,
        )
        for member in members
    )


def undecided(compared: CodingRound) -> int:
    return sum(case.open for case in comparisons(compared))


def _compared(
    case: int,
    label: str,
    themes: dict[Theme, list[Placed]],
    coders: list[str],
    settled: set[int],
    decisions: dict[tuple[int, int], DecisionRecord],
) -> CaseComparison:
    items = [
        Item(
            theme=record(theme),
            coders=tuple(who for who in coders if any(each.coder == who for each in placed)),
            placed=tuple(placed),
            is_shared={each.coder for each in placed} == set(coders),
            in_consensus=theme.pk in settled,
            decision=decisions.get((case, theme.pk)),
        )
        for theme, placed in themes.items()
    ]
    items.sort(key=lambda item: (item.is_shared, len(item.coders), item.theme.name.casefold()))
    return CaseComparison(case, label, tuple(items))


def _decisions(compared: CodingRound) -> dict[tuple[int, int], DecisionRecord]:
    """By case and theme; a decision on a theme that was merged since speaks for its new one."""
    rows = Decision.objects.filter(round=compared).select_related("theme", "into")
    found: dict[tuple[int, int], DecisionRecord] = {}
    for row in rows.order_by("pk"):
        kept = DecisionRecord(
            row.guid, row.verdict, row.into.name if row.into else "", row.reason, row.by
        )
        found[row.case_id, row.theme_id] = kept
        if row.theme.merged_into_id:
            found.setdefault((row.case_id, row.theme.merged_into_id), kept)
    return found
