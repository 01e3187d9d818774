"""The findings that stand beside a design space: codes with who holds them, and their passages."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from analysis.coding.codebooks.models import Codebook
from analysis.design_spaces.codes import CodeRecord, Codes, closed_consensus
from survey.population import Population

MOST_PASSAGES = 100
"""Passages of one code that its level offers as quotes."""


@dataclass(frozen=True)
class FoundCode:
    """A code beside the design space; `number` is 0 where no level cites it."""

    code: CodeRecord
    number: int


@dataclass(frozen=True)
class OfferedQuote:
    """A passage that can be attached to a citation, by the GUID of its coding."""

    guid: UUID
    participant: str
    words: str
    is_attached: bool


def findings(codes: Codes, numbers: dict[str, int]) -> Iterator[tuple[str, Sequence[FoundCode]]]:
    """The codes area by area; `numbers` are those of the cited ones by their keys."""
    for area, members in groupby(codes.offered(), key=lambda code: code.area):
        yield area, [FoundCode(code, numbers.get(code.key, 0)) for code in members]


def passages(
    codebook: Codebook,
    codes: Codes,
    code: CodeRecord,
    population: Population,
    attached: Collection[int],
) -> list[OfferedQuote]:
    """The passages of a code and of those beneath it; `attached` are primary keys of codings."""
    beneath = {other.pk for other in codes.by_key.values() if code.pk in other.themes}
    themes = {pk for pk in (*codes.by_key, *codes.became) if codes.now(pk) in {code.pk, *beneath}}
    agreed = closed_consensus(codebook, population).filter(theme__in=themes)
    rows = agreed.select_related("unit__answer", "unit__case").order_by(
        "unit__case__interviewee__position", "unit__case", "unit__position", "start", "pk"
    )
    return [
        OfferedQuote(
            guid=row.guid,
            participant=row.unit.case.label,
            words=row.unit.text[row.start : row.end],
            is_attached=row.pk in attached,
        )
        for row in rows[:MOST_PASSAGES]
    ]
