"""Memos as records: those on passages, which belong to codings, and all others, on one page."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from analysis.coding.codebooks.models import Codebook, Theme
from analysis.coding.desk.models import Coding
from analysis.coding.memos.models import Memo
from analysis.coding.memos.write import is_own
from analysis.coding.rounds.models import CodingRound
from analysis.coding.rounds.results import identifying_questions, is_withheld
from analysis.coding.visibility import REVEALED, Account, readable_codings, visible_memos
from survey.population import Population

TOGETHER = "together"
"""Who made a coding that names no coder."""


class Kind(StrEnum):
    """What a memo is on, in the order of the page."""

    PROJECT = "project"
    THEME = "theme"
    CASE = "participant"
    PASSAGE = "passage"

    @property
    def heading(self) -> str:
        return _HEADINGS[self]


_HEADINGS = {
    Kind.PROJECT: "On the project",
    Kind.THEME: "On themes",
    Kind.CASE: "On participants and interviews",
    Kind.PASSAGE: "On passages",
}


@dataclass(frozen=True)
class MemoRecord:
    """A memo and what it is on.

    `guid` is the coding's for a memo on a passage. `round`, `theme` and `case` are names, empty
    where there is none, beside primary keys and a GUID for addresses. `merged` is the name of the
    theme that it was written on, where that one was merged into `theme` since. `withheld` says
    that the passage is of an answer that could tell who somebody is; then there are neither its
    words nor the memo's. `changed_at` is None where the memo is as it was written. `private` says
    that nobody else sees it yet.
    """

    guid: UUID
    kind: Kind
    text: str
    by: str
    written_at: datetime
    changed_at: datetime | None = None
    round: str = ""
    round_pk: int | None = None
    theme: str = ""
    theme_guid: UUID | None = None
    themes: tuple[str, ...] = ()
    merged: str = ""
    case: str = ""
    case_label: str = ""
    case_pk: int | None = None
    unit: UUID | None = None
    quote: str = ""
    withheld: bool = False
    own: bool = False
    private: bool = False
    synthetic: bool = False


@dataclass(frozen=True)
class Wanted:
    """Which memos to show: a kind, the GUID of a theme, a writer, words; empty for any."""

    kind: str = ""
    theme: str = ""
    by: str = ""
    words: str = ""

    def __contains__(self, memo: MemoRecord) -> bool:
        words = self.words.casefold().split()
        haystack = f"{memo.text} {memo.theme} {memo.case} {memo.quote}".casefold()
        return (
            self.kind in {"", memo.kind.value}
            and self.theme in {"", str(memo.theme_guid), *memo.themes}
            and self.by in {"", memo.by}
            and all(word in haystack for word in words)
        )


def memos_of_codebook(
    codebook: Codebook, population: Population, user: Account
) -> tuple[MemoRecord, ...]:
    """The memos that somebody who may see codebooks may read of the codebook and its study.

    Those on themes and passages are of this codebook alone. Memos about simulated participants,
    and those of the rounds over them, are apart from all others.
    """
    of_codebook = Q(theme__isnull=True) | Q(theme__codebook=codebook)
    memos = visible_memos(user, codebook.study, may_see_codebooks=True).filter(of_codebook)
    notes = readable_codings(user).filter(round__codebook=codebook)
    is_synthetic = population is Population.SIMULATED
    everything = _records(memos, notes, codebook, user)
    return tuple(memo for memo in everything if memo.synthetic == is_synthetic)


def memos_of_round(
    coding_round: CodingRound, user: Account, *, may_see_codebooks: bool
) -> tuple[MemoRecord, ...]:
    """The memos that the coders of a round wrote for it, as far as an account may read them."""
    codebook = coding_round.codebook
    memos = visible_memos(user, codebook.study, may_see_codebooks=may_see_codebooks)
    notes = readable_codings(user).filter(round=coding_round)
    return tuple(_records(memos.filter(coder__round=coding_round), notes, codebook, user))


def _records(
    memos: QuerySet[Memo], notes: QuerySet[Coding], codebook: Codebook, user: Account
) -> list[MemoRecord]:
    """In four queries, however many there are; by what they are on, then the newest first."""
    found = [*_others(memos, user), *_on_passages(notes, codebook, user)]
    order = list(Kind)
    found.sort(key=lambda memo: memo.written_at, reverse=True)
    found.sort(key=lambda memo: (order.index(memo.kind), memo.theme.casefold(), memo.case))
    return found


def _others(memos: QuerySet[Memo], user: Account) -> Iterator[MemoRecord]:
    related = (
        "theme__parent",
        "theme__merged_into__parent",
        "case",
        "coder__round",
        "coder__user",
    )
    for memo in memos.select_related(*related):
        theme, case, coder = memo.theme, memo.case, memo.coder
        yield MemoRecord(
            guid=memo.guid,
            kind=Kind.THEME if theme else Kind.CASE if case else Kind.PROJECT,
            text=memo.text,
            by=coder.name if coder else memo.by,
            written_at=memo.written_at,
            changed_at=memo.changed_at if memo.changed_at != memo.written_at else None,
            round=str(coder.round) if coder else "",
            round_pk=coder.round_id if coder else None,
            **(_on(theme) if theme else {}),
            case=case.label if case else "",
            case_label=case.label if case else "",
            case_pk=case.pk if case else None,
            own=is_own(memo, user),
            private=coder is not None and coder.round.stage not in REVEALED,
            synthetic=case.synthetic if case else coder is not None and coder.round.synthetic,
        )


def _on_passages(
    notes: QuerySet[Coding], codebook: Codebook, user: Account
) -> Iterator[MemoRecord]:
    identifying = identifying_questions(codebook.study)
    related = (
        *("unit__answer__participant", "unit__case", "unit__transcript"),
        *("theme__parent", "theme__merged_into__parent"),
    )
    rows = notes.exclude(memo="").select_related(*related, "round", "coder__user")
    for row in rows.order_by("unit__case", "unit__position", "start", "pk"):
        unit, coder = row.unit, row.coder
        withheld = is_withheld(unit, identifying)
        yield MemoRecord(
            guid=row.guid,
            kind=Kind.PASSAGE,
            text="" if withheld else row.memo,
            by=coder.name if coder else TOGETHER,
            written_at=row.made_at,
            round=str(row.round),
            round_pk=row.round_id,
            **_on(row.theme),
            case=unit.place,
            case_label=unit.case.label,
            case_pk=unit.case_id,
            unit=unit.guid,
            quote="" if withheld else unit.text[row.start : row.end],
            withheld=withheld,
            own=coder is not None and coder.user_id == user.pk,
            private=row.round.stage not in REVEALED,
            synthetic=unit.case.synthetic,
        )


def _on(theme: Theme) -> dict[str, Any]:
    """The fields of a memo that say on which theme it is."""
    now = theme.merged_into or theme
    merged = theme.name if theme.merged_into else ""
    themes = (str(now.parent.guid), *now.also_in) if now.parent else ()
    return {"theme": now.name, "theme_guid": now.guid, "themes": themes, "merged": merged}
