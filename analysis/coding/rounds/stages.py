"""The course of a coding round: coded apart, compared, agreed on, closed."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from analysis.coding.codebooks.models import Codebook
from analysis.coding.codebooks.snapshots import freeze
from analysis.coding.rounds.agreement import measured
from analysis.coding.rounds.comparison import undecided
from analysis.coding.rounds.consensus import accept_shared
from analysis.coding.rounds.models import Agreement, CaseAgreement, CodingRound, Stage
from analysis.coding.rounds.round_locks import lock_round
from analysis.coding.visibility import proposed_in
from analysis.errors import WrongStage


def next_number(codebook: Codebook) -> int:
    """Of a new round, in the caller's transaction: numbers are given one by one."""
    Codebook.objects.select_for_update().get(pk=codebook.pk)
    last = codebook.rounds.aggregate(last=Max("number"))["last"] or 0
    return int(last) + 1


@transaction.atomic
def begin_independent(planned: CodingRound, *, now: datetime) -> None:
    """End the workshop: the codebook is frozen, and from here on nobody sees another's codings."""
    row = lock_round(planned, Stage.WORKSHOP)
    row.version = freeze(row.codebook, now=now)
    apart = row.members.filter(joint=False).exists()
    row.stage = Stage.INDEPENDENT if apart else Stage.CLOSED
    row.closed_at = None if apart else now
    row.save(update_fields=["version", "stage", "closed_at"])


@transaction.atomic
def compare(independent: CodingRound, *, now: datetime) -> Agreement:
    """Show everybody's codings to all coders of the round, and keep how far they agree.

    Raises WrongStage as long as a coder has neither finished nor been excused.
    """
    # Whoever is coding right now holds their row; the stage changes once they are through.
    coders = list(independent.coders.select_for_update().order_by("pk"))
    row = lock_round(independent, Stage.INDEPENDENT)
    if any(coder.finished_at is None and coder.excused_at is None for coder in coders):
        raise WrongStage(
            "Not everybody has finished yet. A round is compared when every coder has, "
            "or was excused by a researcher."
        )
    row.stage, row.compared_at = Stage.COMPARISON, now
    row.save(update_fields=["stage", "compared_at"])
    found = measured(row)
    agreement = Agreement.objects.create(round=row, report=found.report, taken_at=now)
    CaseAgreement.objects.bulk_create(
        CaseAgreement(agreement=agreement, case_id=case, figures=figures)
        for case, figures in found.cases.items()
    )
    return agreement


@transaction.atomic
def begin_consensus(compared: CodingRound, *, now: datetime) -> None:
    """End the looking: what all coders agree on is in the consensus, the rest is decided now."""
    row = lock_round(compared, Stage.COMPARISON)
    row.stage = Stage.CONSENSUS
    row.save(update_fields=["stage"])
    accept_shared(row, now=now)


@transaction.atomic
def close(settled: CodingRound, *, now: datetime) -> None:
    """End a round; raises WrongStage while a difference or a new theme waits for a decision."""
    row = lock_round(settled, Stage.CONSENSUS)
    if number := undecided(row):
        things = "difference waits" if number == 1 else "differences wait"
        raise WrongStage(f"{number} {things} for a decision. Decide them first.")
    if number := proposed_in(row).count():
        things = "new theme waits" if number == 1 else "new themes wait"
        raise WrongStage(
            f"{number} {things} to be taken into the codebook or merged. Reconcile them first."
        )
    row.stage, row.closed_at = Stage.CLOSED, now
    row.save(update_fields=["stage", "closed_at"])
