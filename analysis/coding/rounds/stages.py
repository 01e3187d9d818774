"""The course of a coding round: coded apart, compared, agreed on, and closed."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from analysis.coding.codebooks.models import Codebook
from analysis.coding.codebooks.snapshots import freeze
from analysis.coding.rounds.agreement import store_agreement
from analysis.coding.rounds.comparison import undecided
from analysis.coding.rounds.consensus import accept_shared
from analysis.coding.rounds.models import Agreement, Basis, CodingRound, Stage
from analysis.coding.rounds.round_locks import lock_round
from analysis.coding.visibility import proposed_in
from analysis.errors import WrongStage


def next_number(codebook: Codebook) -> int:
    """The number of a codebook's next round.

    Locks the codebook in the caller's transaction, so that no number is given twice.
    """
    Codebook.objects.select_for_update().get(pk=codebook.pk)
    last = codebook.rounds.aggregate(last=Max("number"))["last"] or 0
    return int(last) + 1


@transaction.atomic
def begin_independent(coding_round: CodingRound, *, now: datetime) -> None:
    """End the workshop: freeze the codebook; from here on nobody sees another's codings.

    A round without cases to code apart is closed at once.
    """
    coding_round = lock_round(coding_round, Stage.WORKSHOP)
    has_cases_apart = coding_round.members.filter(joint=False).exists()
    coding_round.version = freeze(coding_round.codebook, now=now)
    coding_round.stage = Stage.INDEPENDENT if has_cases_apart else Stage.CLOSED
    coding_round.closed_at = None if has_cases_apart else now
    coding_round.save(update_fields=["version", "stage", "closed_at"])


@transaction.atomic
def compare(coding_round: CodingRound, *, now: datetime) -> Agreement | None:
    """Show everybody's codings to all coders of the round, and store how far they agree.

    No agreement is stored, and None returned, where the study codes reflexively.
    Raises WrongStage as long as a coder has neither finished nor been excused.
    """
    # A coder who is coding right now holds their row; the stage changes once they are through.
    coders = list(coding_round.coders.select_for_update().order_by("pk"))
    coding_round = lock_round(coding_round, Stage.INDEPENDENT)
    if any(coder.finished_at is None and coder.excused_at is None for coder in coders):
        raise WrongStage(
            "Not everybody has finished yet. A round is compared when every coder has, "
            "or was excused by a researcher."
        )
    coding_round.stage, coding_round.compared_at = Stage.COMPARISON, now
    coding_round.save(update_fields=["stage", "compared_at"])
    return store_agreement(coding_round, Basis.AS_CODED, now=now)


@transaction.atomic
def begin_consensus(coding_round: CodingRound, *, now: datetime) -> None:
    """End the comparison: what all coders found is the consensus, and the rest is decided now."""
    coding_round = lock_round(coding_round, Stage.COMPARISON)
    coding_round.stage = Stage.CONSENSUS
    coding_round.save(update_fields=["stage"])
    accept_shared(coding_round, now=now)


@transaction.atomic
def close(coding_round: CodingRound, *, now: datetime) -> None:
    """End a round, and store how far its coders agree with the themes as they are reconciled now.

    Raises WrongStage while a difference or a new theme waits for a decision.
    """
    coding_round = lock_round(coding_round, Stage.CONSENSUS)
    if number := undecided(coding_round):
        waiting = "difference waits" if number == 1 else "differences wait"
        raise WrongStage(f"{number} {waiting} for a decision. Decide them first.")
    if number := proposed_in(coding_round).count():
        waiting = "new theme waits" if number == 1 else "new themes wait"
        raise WrongStage(
            f"{number} {waiting} to be taken into the codebook or merged. Reconcile them first."
        )
    coding_round.stage, coding_round.closed_at = Stage.CLOSED, now
    coding_round.save(update_fields=["stage", "closed_at"])
    store_agreement(coding_round, Basis.RECONCILED, now=now)
