"""The course of a coding round: coded apart, compared, agreed on, and closed."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.text import capfirst

from analysis.coding.codebooks.models import Codebook, Standing, Theme
from analysis.coding.codebooks.snapshots import freeze
from analysis.coding.rounds.agreement import store_agreement
from analysis.coding.rounds.comparison import undecided
from analysis.coding.rounds.consensus import accept_shared
from analysis.coding.rounds.models import Agreement, Basis, CodingRound, Reading, Stage
from analysis.coding.rounds.round_locks import lock_codebook, lock_round
from analysis.coding.visibility import proposed_in
from analysis.errors import WrongStage


def next_number(codebook: Codebook) -> int:
    """The number of a codebook's next round.

    Locks the codebook in the caller's transaction, so that no number is given twice.
    """
    lock_codebook(codebook.pk)
    last = codebook.rounds.aggregate(last=Max("number"))["last"] or 0
    return int(last) + 1


@transaction.atomic
def begin_independent(coding_round: CodingRound, *, now: datetime) -> None:
    """End the workshop: freeze the codebook; from here on nobody sees another's codings.

    A round without cases to code apart is closed at once. Raises WrongStage where such a round has
    no codings.
    """
    lock_codebook(coding_round.codebook_id)
    coding_round = lock_round(coding_round, Stage.WORKSHOP)
    has_cases_apart = coding_round.members.filter(joint=False).exists()
    if not has_cases_apart and not coding_round.codings.filter(live=True).exists():
        raise WrongStage(
            "Nothing is coded in this round yet, and it has nobody to code apart, so that ending "
            "the workshop would close it empty. Code somebody first, or delete the round."
        )
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
    # What is new in the round is shown to all at once: not in the middle of a logged change.
    lock_codebook(coding_round.codebook_id)
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


@transaction.atomic
def back_to_workshop(coding_round: CodingRound) -> None:
    """Take back the end of the workshop.

    Raises WrongStage for a round that had none, and once somebody has begun to code alone; the
    refusal says neither who it was nor what they did.
    """
    list(coding_round.coders.select_for_update().order_by("pk"))
    coding_round = lock_round(coding_round, Stage.INDEPENDENT)
    if not coding_round.members.filter(joint=True, late=False).exists():
        raise WrongStage(
            "This round began without a workshop. Plan another round to code somebody together."
        )
    if is_begun_apart(coding_round):
        raise WrongStage(
            "Somebody has begun to code alone, so the workshop is over. Go on with the round, or "
            "add somebody to code together under “Rename, extend or delete”."
        )
    coding_round.stage, coding_round.version = Stage.WORKSHOP, None
    coding_round.save(update_fields=["stage", "version"])


@transaction.atomic
def back_to_comparison(coding_round: CodingRound) -> None:
    """Take back the beginning of the consensus. Raises WrongStage once somebody has decided."""
    coding_round = lock_round(coding_round, Stage.CONSENSUS)
    if coding_round.decisions.exclude(by="").exists():
        raise WrongStage(
            "Somebody has decided on a theme already, so the consensus goes on. Every decision "
            "can be made anew on the page of the comparison."
        )
    coding_round.decisions.all().delete()
    coding_round.stage = Stage.COMPARISON
    coding_round.save(update_fields=["stage"])


@transaction.atomic
def open_again(coding_round: CodingRound) -> None:
    """Take back the closing of a round, with the agreement that was measured as it was closed.

    A round that was never compared goes back to its workshop. Raises WrongStage where another
    round with the codebook was planned since.
    """
    coding_round = lock_round(coding_round, Stage.CLOSED)
    since = CodingRound.objects.filter(
        codebook=coding_round.codebook_id, planned_at__gt=coding_round.closed_at
    )
    if later := since.exclude(pk=coding_round.pk).order_by("planned_at").first():
        raise WrongStage(
            f"{capfirst(str(later))} was planned with this codebook since, and builds on what was "
            "closed here. Plan another round for what is left to code."
        )
    if coding_round.compared_at is None:
        coding_round.stage, coding_round.version = Stage.WORKSHOP, None
    else:
        coding_round.stage = Stage.CONSENSUS
    coding_round.closed_at = None
    coding_round.save(update_fields=["stage", "version", "closed_at"])
    coding_round.agreements.filter(basis=Basis.RECONCILED).delete()


def is_begun_apart(coding_round: CodingRound) -> bool:
    """Whether a coder has coded, read or proposed anything alone, even if it was taken back."""
    return (
        coding_round.codings.filter(coder__isnull=False).exists()
        or Reading.objects.filter(coder__round=coding_round).exists()
        or Theme.objects.filter(
            coder__round=coding_round, standing__in=(Standing.PROPOSED, Standing.DROPPED)
        ).exists()
    )
