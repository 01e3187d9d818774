"""Codings that came with a file, stored as a round of their own that is compared at once."""

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
    """A stored case, and its codings, whose codes are keys of themes."""

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
    """Store a round in the caller's transaction, so that nobody sees it before it is compared.

    Its coders are labels: nobody logs in as them. What the file has as a consensus is accepted,
    with that as the reason.
    """
    themes = {theme.key: theme for theme in shared_themes(codebook)}
    apart, joint = (
        [stored[index] for index in indices] for indices in (planned.apart, planned.joint)
    )
    coding_round = _open(codebook, [*apart, *joint], len(apart), title=title, now=now)
    parts = _store_coders(coding_round, planned, coders, apart, now=now)
    agreed = _accept_consensus(coding_round, apart, themes, by=by, now=now)
    Coding.objects.bulk_create(
        coding
        for imported in (*apart, *joint)
        for coding in _codings(coding_round, imported, themes, parts, agreed, now)
    )
    if apart:
        compare(coding_round, now=now)
    coding_round.refresh_from_db()
    return coding_round


def _open(
    codebook: Codebook, members: Sequence[Imported], apart: int, *, title: str, now: datetime
) -> CodingRound:
    """A round whose first members, as many as `apart` says, were coded apart."""
    coding_round = CodingRound.objects.create(
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
        RoundCase(round=coding_round, case=imported.case, joint=position > apart, position=position)
        for position, imported in enumerate(members, start=1)
    )
    return coding_round


def _store_coders(
    coding_round: CodingRound,
    planned: ImportedRound,
    coders: Sequence[CoderCount],
    apart: Sequence[Imported],
    *,
    now: datetime,
) -> dict[str, RoundCoder]:
    """The coders by the GUIDs of their users; all of them have read all cases coded apart."""
    names = {coder.user: coder.name for coder in coders}
    parts = {
        user: RoundCoder.objects.create(round=coding_round, label=names[user], finished_at=now)
        for user in planned.users
    }
    Reading.objects.bulk_create(
        Reading(coder=coder, case=imported.case, finished_at=now)
        for coder in parts.values()
        for imported in apart
    )
    return parts


def _accept_consensus(
    coding_round: CodingRound,
    apart: Sequence[Imported],
    themes: Mapping[str, Theme],
    *,
    by: str,
    now: datetime,
) -> dict[tuple[int, int], Decision]:
    """The decisions by case and theme."""
    agreed = {
        (imported.case.pk, themes[coding.code].pk)
        for imported in apart
        for coding in imported.codings
        if coding.user == AGREED
    }
    return {
        (case, theme): Decision.objects.create(
            round=coding_round,
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
    coding_round: CodingRound,
    imported: Imported,
    themes: Mapping[str, Theme],
    parts: Mapping[str, RoundCoder],
    agreed: Mapping[tuple[int, int], Decision],
    now: datetime,
) -> Iterator[Coding]:
    units = list(imported.case.units.order_by("position"))
    for coded in imported.codings:
        theme = themes[coded.code].pk
        is_agreed = coded.user == AGREED
        yield Coding(
            round=coding_round,
            unit=units[coded.turn],
            coder=parts.get(coded.user),
            theme_id=theme,
            start=coded.start,
            end=coded.end,
            memo=coded.memo,
            decision=agreed.get((imported.case.pk, theme)) if is_agreed else None,
            made_at=now,
        )
