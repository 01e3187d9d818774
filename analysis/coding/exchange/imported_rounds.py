"""Codings that came with a file become a round of their own, compared from the start."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from analysis.coding.cases.models import Case
from analysis.coding.codebooks.models import Codebook, Theme
from analysis.coding.codebooks.snapshots import freeze
from analysis.coding.codebooks.theme_records import shared_themes
from analysis.coding.desk.models import Coding, Decision, Verdict
from analysis.coding.exchange.coders import AGREED, CoderCount, ImportedRound
from analysis.coding.exchange.interviews import Coded
from analysis.coding.rounds.models import CodingRound, Reading, RoundCase, RoundCoder, Stage
from analysis.coding.rounds.stages import compare, next_number


@dataclass(frozen=True)
class Imported:
    """A case as it was stored, and what was coded in it, with keys of themes as codes."""

    case: Case
    codings: tuple[Coded, ...]


def store_round(
    codebook: Codebook,
    planned: ImportedRound,
    coders: Sequence[CoderCount],
    stored: Sequence[Imported],
    *,
    title: str,
    by: str,
    now: datetime,
) -> CodingRound:
    """In the caller's transaction, so that nobody ever sees it before it is compared.

    Its coders are labels: nobody logs in as them. A consensus of the file is accepted, with that
    as its reason.
    """
    themes = {theme.key: theme for theme in shared_themes(codebook)}
    apart, joint = ([stored[at] for at in places] for places in (planned.apart, planned.joint))
    row = _open(codebook, [*apart, *joint], len(apart), title=title, now=now)
    parts = _parts(row, planned, coders, apart, now=now)
    agreed = _accept(row, apart, themes, by=by, now=now)
    Coding.objects.bulk_create(
        each
        for case in (*apart, *joint)
        for each in _codings(row, case, themes, parts, agreed, now)
    )
    if apart:
        compare(row, now=now)
    row.refresh_from_db()
    return row


def _open(
    codebook: Codebook, members: Sequence[Imported], apart: int, *, title: str, now: datetime
) -> CodingRound:
    row = CodingRound.objects.create(
        codebook=codebook,
        number=next_number(codebook),
        title=title,
        version=freeze(codebook, now=now),
        synthetic=members[0].case.synthetic,
        planned_at=now,
        stage=Stage.INDEPENDENT if apart else Stage.CLOSED,
        closed_at=None if apart else now,
    )
    RoundCase.objects.bulk_create(
        RoundCase(round=row, case=each.case, joint=place > apart, position=place)
        for place, each in enumerate(members, start=1)
    )
    return row


def _parts(
    row: CodingRound,
    planned: ImportedRound,
    coders: Sequence[CoderCount],
    apart: Sequence[Imported],
    *,
    now: datetime,
) -> dict[str, RoundCoder]:
    names = {coder.user: coder.name for coder in coders}
    parts = {
        user: RoundCoder.objects.create(round=row, label=names[user], finished_at=now)
        for user in planned.users
    }
    Reading.objects.bulk_create(
        Reading(coder=part, case=each.case, finished_at=now)
        for part in parts.values()
        for each in apart
    )
    return parts


def _accept(
    row: CodingRound,
    apart: Sequence[Imported],
    themes: Mapping[str, Theme],
    *,
    by: str,
    now: datetime,
) -> dict[tuple[int, int], Decision]:
    """By case and theme."""
    agreed = {
        (each.case.pk, themes[coding.code].pk)
        for each in apart
        for coding in each.codings
        if coding.user == AGREED
    }
    return {
        (case, theme): Decision.objects.create(
            round=row,
            case_id=case,
            theme_id=theme,
            verdict=Verdict.ACCEPT,
            by=by,
            at=now,
            reason="It was in the consensus of the file.",
        )
        for case, theme in sorted(agreed)
    }


def _codings(
    row: CodingRound,
    imported: Imported,
    themes: Mapping[str, Theme],
    parts: Mapping[str, RoundCoder],
    agreed: Mapping[tuple[int, int], Decision],
    now: datetime,
) -> Iterator[Coding]:
    units = list(imported.case.units.order_by("position"))
    for each in imported.codings:
        theme = themes[each.code].pk
        decision = agreed.get((imported.case.pk, theme)) if each.user == AGREED else None
        yield Coding(
            round=row,
            unit=units[each.turn],
            coder=parts.get(each.user),
            theme_id=theme,
            start=each.start,
            end=each.end,
            memo=each.memo,
            decision=decision,
            made_at=now,
        )
