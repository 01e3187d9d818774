"""Deciding, theme by theme of each case, what the coders of a compared round agree on."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.contrib.auth.models import User
from django.db import transaction

from analysis.coding.cases.models import Case
from analysis.coding.codebooks.models import Codebook, Standing, Theme
from analysis.coding.desk.models import Coding, Decision, Verdict
from analysis.coding.rounds.comparison import comparisons
from analysis.coding.rounds.models import CodingRound, Stage
from analysis.coding.rounds.round_locks import lock_round
from analysis.coding.visibility import proposed_in, revealed
from analysis.errors import ChangedMeanwhile, NotYours, ThemeGone, WrongStage

AGREED = "Every coder has it."
GONE = "This decision was taken back meanwhile; nothing was changed."


@transaction.atomic
def decide(
    compared: CodingRound,
    case: Case,
    theme: UUID,
    verdict: Verdict,
    *,
    by: User,
    now: datetime,
    reason: str = "",
    into: UUID | None = None,
    seen: UUID | None = None,
) -> Decision:
    """Accept, reject or merge a theme of a case; the coders' own codings stay as they are.

    `seen` is the decision that was shown, if there was one. Raises ChangedMeanwhile where there is
    another by now, ThemeGone where a theme is out of the codebook, and WrongStage where a
    difference is settled without a reason.
    """
    row = _held(compared)
    found, target = _theme(row, theme), _theme(row, into) if into else None
    old = Decision.objects.filter(round=row, case=case, theme=found).first()
    _require_seen(old, seen)
    if verdict == Verdict.MERGE and target in (None, found):
        raise WrongStage("Choose another theme to merge this one into.")
    if not reason.strip():
        raise WrongStage("Say in a few words why; the reason is kept beside the decision.")
    if old is not None:
        old.delete()
    return _decide(row, case, found, verdict, target, reason=reason, by=by.get_username(), now=now)


@transaction.atomic
def take_back(compared: CodingRound, case: Case, theme: UUID, *, seen: UUID | None) -> None:
    """Undo a decision, with what it put into the consensus."""
    row = _held(compared)
    decision = Decision.objects.filter(round=row, case=case, theme__guid=theme).first()
    if decision is None:
        raise ChangedMeanwhile(GONE)
    _require_seen(decision, seen)
    decision.delete()


def accept_shared(row: CodingRound, *, now: datetime) -> None:
    """Put into the consensus what every coder of the round has, in the caller's transaction."""
    themes = Theme.objects.in_bulk(field_name="guid")
    cases = {member.case_id: member.case for member in row.members.select_related("case")}
    for compared in comparisons(row):
        for item in compared.items:
            if item.is_shared and item.decision is None:
                _decide(
                    row,
                    cases[compared.case],
                    themes[item.theme.guid],
                    Verdict.ACCEPT,
                    None,
                    reason=AGREED,
                    by="",
                    now=now,
                )


def _decide(
    row: CodingRound,
    case: Case,
    theme: Theme,
    verdict: Verdict,
    into: Theme | None,
    *,
    reason: str,
    by: str,
    now: datetime,
) -> Decision:
    decision = Decision.objects.create(
        round=row, case=case, theme=theme, verdict=verdict, into=into, reason=reason, by=by, at=now
    )
    if verdict != Verdict.REJECT:
        made = revealed(row).filter(unit__case=case, theme=theme, coder__isnull=False)
        places = {(each.unit_id, each.start, each.end) for each in made}
        _put(row, into or theme, places, decision)
    return decision


def _put(
    row: CodingRound, theme: Theme, places: Iterable[tuple[int, int, int]], decision: Decision
) -> None:
    """A segment that another decision put there already stays with that one."""
    there = Coding.objects.filter(round=row, coder__isnull=True, theme=theme, live=True)
    missing = set(places) - set(there.values_list("unit_id", "start", "end"))
    Coding.objects.bulk_create(
        Coding(
            round=row,
            unit_id=unit,
            theme=theme,
            start=start,
            end=end,
            decision=decision,
            made_at=decision.at,
        )
        for unit, start, end in sorted(missing)
    )


def _held(compared: CodingRound) -> CodingRound:
    """The round and its codebook, held: no theme goes while it is being decided on."""
    Codebook.objects.select_for_update().get(pk=compared.codebook_id)
    return lock_round(compared, Stage.CONSENSUS)


def _require_seen(decision: Decision | None, seen: UUID | None) -> None:
    current = decision.guid if decision else None
    if current == seen:
        return
    if decision is None:
        raise ChangedMeanwhile(GONE)
    who = decision.by or "The comparison"
    raise ChangedMeanwhile(
        f"{who} has {Verdict(decision.verdict).label} this theme meanwhile, because: "
        f"{decision.reason} Nothing was changed."
    )


def _theme(row: CodingRound, guid: UUID) -> Theme:
    theme = Theme.objects.filter(codebook=row.codebook_id, guid=guid).first()
    proposed = theme is not None and theme.standing == Standing.PROPOSED
    if theme is None or (proposed and theme not in proposed_in(row)):
        raise NotYours("There is no such theme in this round.")
    if theme.standing == Standing.RETIRED:
        where = f"merged into “{theme.merged_into}”" if theme.merged_into else "taken out"
        raise ThemeGone(
            f"“{theme}” was {where} meanwhile. Nothing was changed; the page shows it now."
        )
    return theme
