"""What the coders of a compared round have in common, case by case and theme by theme."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from analysis.coding.codebooks.models import Theme
from analysis.coding.codebooks.theme_records import RELATED, ThemeRecord, record
from analysis.coding.desk.models import Decision
from analysis.coding.rounds.models import CodingRound
from analysis.coding.visibility import counted_coders, proposed_in, revealed


@dataclass(frozen=True)
class Placed:
    """A segment to which a coder, by account name, gave a theme."""

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
    agreed: tuple[str, ...]


@dataclass(frozen=True)
class Item:
    """A theme in a case: which coders found it, where, and what was decided on it.

    `is_shared` says that every coder found it.
    """

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
    """One case, by primary key, label and title; items that not all coders found come first."""

    case: int
    label: str
    title: str
    items: tuple[Item, ...]

    @property
    def open(self) -> int:
        return sum(item.is_open for item in self.items)

    @property
    def differing(self) -> int:
        """How many wait once the consensus begins, which takes over what every coder found."""
        return sum(not item.is_shared for item in self.items)


def comparisons(coding_round: CodingRound, case: int | None = None) -> tuple[CaseComparison, ...]:
    """Every case coded apart in the round, or the one; without items before the comparison.

    Takes six queries, however many cases there are.
    """
    coders = [coder.name for coder in counted_coders(coding_round)]
    members = coding_round.members.filter(joint=False).select_related("case")
    members = members.prefetch_related("case__transcripts")
    if case is not None:
        members = members.filter(case=case)
    codings = revealed(coding_round).select_related(
        "unit__answer",
        "coder__user",
        "theme__area",
        "theme__parent__area",
        "theme__codebook",
        "theme__merged_into",
    )
    placed: dict[int, dict[Theme, list[Placed]]] = defaultdict(lambda: defaultdict(list))
    in_consensus: dict[int, set[int]] = defaultdict(set)
    for coding in codings.order_by("unit__position", "start", "pk"):
        if coding.coder is None:
            in_consensus[coding.unit.case_id].add(coding.theme_id)
            continue
        placed[coding.unit.case_id][coding.theme].append(
            Placed(
                coder=coding.coder.name,
                unit=coding.unit.guid,
                start=coding.start,
                end=coding.end,
                quote=coding.unit.text[coding.start : coding.end],
                memo=coding.memo,
            )
        )
    decisions = _decisions(coding_round)
    return tuple(
        CaseComparison(
            member.case_id,
            member.case.label,
            member.case.title,
            _items(
                placed[member.case_id],
                coders,
                in_consensus[member.case_id],
                decisions[member.case_id],
            ),
        )
        for member in members
    )


@dataclass(frozen=True)
class Proposal:
    """New themes of a round that have one name, whoever proposed them, to be reconciled as one.

    `coders` are who proposed them.
    """

    name: str
    themes: tuple[ThemeRecord, ...]
    coders: tuple[str, ...]

    @property
    def guid(self) -> UUID:
        return self.themes[0].guid

    @property
    def area(self) -> str:
        """The name of the area that somebody placed it in, empty where nobody did."""
        return next((theme.area for theme in self.themes if theme.area), "")

    @property
    def definitions(self) -> tuple[str, ...]:
        texts = (theme.definition for theme in self.themes if theme.definition)
        return tuple(dict.fromkeys(texts))


def proposals(coding_round: CodingRound) -> tuple[Proposal, ...]:
    """The themes that wait to be reconciled, those of one name together."""
    same: dict[str, list[Theme]] = defaultdict(list)
    for theme in proposed_in(coding_round).select_related(*RELATED, "coder__user"):
        same[theme.name.casefold()].append(theme)
    return tuple(
        Proposal(
            name=themes[0].name,
            themes=tuple(map(record, themes)),
            coders=tuple(theme.coder.name for theme in themes if theme.coder),
        )
        for themes in same.values()
    )


def undecided(coding_round: CodingRound) -> int:
    return sum(case.open for case in comparisons(coding_round))


def _items(
    themes: Mapping[Theme, Sequence[Placed]],
    coders: Sequence[str],
    in_consensus: set[int],
    decisions: Mapping[int, DecisionRecord],
) -> tuple[Item, ...]:
    """The items of one case; the consensus and the decisions go by primary keys of themes."""
    items = []
    for theme, placed in themes.items():
        applied_by = {segment.coder for segment in placed}
        items.append(
            Item(
                theme=record(theme),
                coders=tuple(coder for coder in coders if coder in applied_by),
                placed=tuple(placed),
                is_shared=applied_by == set(coders),
                in_consensus=theme.pk in in_consensus,
                decision=decisions.get(theme.pk),
            )
        )
    items.sort(key=lambda item: (item.is_shared, len(item.coders), item.theme.name.casefold()))
    return tuple(items)


def _decisions(coding_round: CodingRound) -> Mapping[int, dict[int, DecisionRecord]]:
    """Decisions by case and theme.

    A decision on a theme that was merged into another since counts for that one as well.
    """
    decisions: dict[int, dict[int, DecisionRecord]] = defaultdict(dict)
    made = Decision.objects.filter(round=coding_round).select_related("theme", "into")
    for decision in made.order_by("pk"):
        of_case, theme = decisions[decision.case_id], decision.theme
        into = decision.into.name if decision.into else ""
        shown = DecisionRecord(
            guid=decision.guid,
            verdict=decision.verdict,
            into=into,
            reason=decision.reason,
            by=decision.by,
            agreed=tuple(decision.agreed),
        )
        of_case[theme.pk] = shown
        if theme.merged_into_id:
            of_case.setdefault(theme.merged_into_id, shown)
    return decisions
