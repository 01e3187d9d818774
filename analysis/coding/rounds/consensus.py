"""Decisions, theme by theme of each case, on what the coders of a compared round agree on."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from analysis.coding.cases.models import Case
from analysis.coding.codebooks.models import Codebook, Operation, Standing, Theme
from analysis.coding.desk.models import Coding, Decision, Verdict
from analysis.coding.rounds.comparison import comparisons
from analysis.coding.rounds.models import CodingRound, RoundCoder, Stage
from analysis.coding.rounds.round_locks import lock_codebook, lock_round
from analysis.coding.visibility import Account, proposed_in, revealed
from analysis.errors import ChangedMeanwhile, NotYours, ThemeGone, WrongStage

AGREED = "Every coder has it."
RECONCILED = "Every coder has it, now that themes were reconciled."
GONE = "This decision was taken back meanwhile; nothing was changed."


@transaction.atomic
def decide(
    coding_round: CodingRound,
    case: Case,
    theme: UUID,
    verdict: Verdict,
    *,
    by: Account,
    now: datetime,
    reason: str = "",
    into: UUID | None = None,
    seen: UUID | None = None,
) -> Decision:
    """Accept, reject or merge a theme of a case; the coders' own codings stay as they are.

    `seen` is the decision that was shown, if there was one. Raises ChangedMeanwhile where there is
    another by now, ThemeGone where a theme is out of the codebook, and WrongStage for a decision
    without a reason or a merge without another theme.
    """
    coding_round = _lock_round_and_codebook(coding_round)
    decided = _theme_of_round(coding_round, theme)
    target = _theme_of_round(coding_round, into) if into else None
    earlier = Decision.objects.filter(round=coding_round, case=case, theme=decided).first()
    _require_seen(earlier, seen)
    if verdict == Verdict.MERGE and target in (None, decided):
        raise WrongStage("Choose another theme to merge this one into.")
    if not reason.strip():
        raise WrongStage("Say in a few words why; the reason is kept beside the decision.")
    if earlier is not None:
        earlier.delete()
    decision = Decision.objects.create(
        round=coding_round,
        case=case,
        theme=decided,
        verdict=verdict,
        into=target,
        reason=reason,
        by=by.get_username(),
        at=now,
    )
    _put_into_consensus(decision)
    return decision


@transaction.atomic
def decide_alike(
    coding_round: CodingRound,
    case: Case,
    themes: Iterable[UUID],
    verdict: Verdict,
    *,
    by: Account,
    now: datetime,
    reason: str,
    into: UUID | None = None,
) -> None:
    """Decide on several open themes of a case with one reason, or, where one fails, on none."""
    for theme in themes:
        decide(coding_round, case, theme, verdict, by=by, now=now, reason=reason, into=into)


@transaction.atomic
def take_back(coding_round: CodingRound, case: Case, theme: UUID, *, seen: UUID | None) -> None:
    """Undo a decision, with what it put into the consensus."""
    coding_round = _lock_round_and_codebook(coding_round)
    made = Decision.objects.filter(round=coding_round, case=case, theme__guid=theme)
    decision = made.first()
    if decision is None:
        raise ChangedMeanwhile(GONE)
    _require_seen(decision, seen)
    decision.delete()


@transaction.atomic
def agree(
    coding_round: CodingRound, case: Case, decisions: Iterable[UUID], *, by: RoundCoder
) -> None:
    """Note that a coder agrees with decisions of other people on a case.

    Raises ChangedMeanwhile where one of them was taken back since it was shown.
    """
    coding_round = _lock_round_and_codebook(coding_round)
    shown = set(decisions)
    made = Decision.objects.filter(round=coding_round, case=case, guid__in=shown)
    if len(made) != len(shown):
        raise ChangedMeanwhile(GONE)
    for decision in made:
        if decision.by and by.name not in (decision.by, *decision.agreed):
            decision.agreed = [*decision.agreed, by.name]
            decision.save(update_fields=["agreed"])


def accept_shared(coding_round: CodingRound, *, now: datetime, because: str = AGREED) -> None:
    """Put into the consensus what every coder of the round found, in the caller's transaction.

    What was decided already, by people or by this, stays as it is.
    """
    themes = Theme.objects.in_bulk(field_name="guid")
    for case in comparisons(coding_round):
        for item in case.items:
            if item.is_shared and item.decision is None:
                decision = Decision.objects.create(
                    round=coding_round,
                    case_id=case.case,
                    theme=themes[item.theme.guid],
                    verdict=Verdict.ACCEPT,
                    reason=because,
                    at=now,
                )
                _put_into_consensus(decision)


def accept_now_shared(codebook: Codebook, *, now: datetime) -> None:
    """Accept what became every coder's as themes were reconciled, in the caller's transaction.

    Only rounds that are at their consensus have decisions.
    """
    rounds = CodingRound.objects.select_for_update().filter(
        codebook=codebook, stage=Stage.CONSENSUS
    )
    for coding_round in rounds.order_by("pk"):
        accept_shared(coding_round, now=now, because=RECONCILED)


def forget_accepted(operation: Operation) -> None:
    """Undo what `accept_now_shared` accepted after an operation, once its codings are back."""
    accepted = Decision.objects.filter(
        round__codebook=operation.codebook_id, reason=RECONCILED, by="", at=operation.at
    )
    accepted.delete()


def _put_into_consensus(decision: Decision) -> None:
    """Put every segment of the theme into the consensus, under the theme that was decided on.

    A segment that another decision put there already stays with that one.
    """
    if decision.verdict == Verdict.REJECT:
        return
    theme = decision.into or decision.theme
    codings = revealed(decision.round).filter(
        unit__case=decision.case_id, theme=decision.theme_id, coder__isnull=False
    )
    there = Coding.objects.filter(
        round=decision.round_id, coder__isnull=True, theme=theme, live=True
    )
    segment = ("unit_id", "start", "end")
    missing = set(codings.values_list(*segment)) - set(there.values_list(*segment))
    Coding.objects.bulk_create(
        Coding(
            round_id=decision.round_id,
            unit_id=unit,
            theme=theme,
            start=start,
            end=end,
            decision=decision,
            made_at=decision.at,
        )
        for unit, start, end in sorted(missing)
    )


def _lock_round_and_codebook(coding_round: CodingRound) -> CodingRound:
    """The locked round; no theme leaves its locked codebook while it is being decided on."""
    lock_codebook(coding_round.codebook_id)
    return lock_round(coding_round, Stage.CONSENSUS)


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


def _theme_of_round(coding_round: CodingRound, guid: UUID) -> Theme:
    theme = Theme.objects.filter(codebook=coding_round.codebook_id, guid=guid).first()
    is_proposed = theme is not None and theme.standing == Standing.PROPOSED
    if theme is None or (is_proposed and theme not in proposed_in(coding_round)):
        raise NotYours("There is no such theme in this round.")
    if theme.standing == Standing.RETIRED:
        where = f"merged into “{theme.merged_into}”" if theme.merged_into else "taken out"
        raise ThemeGone(
            f"“{theme}” was {where} meanwhile. Nothing was changed; the page shows it now."
        )
    return theme
