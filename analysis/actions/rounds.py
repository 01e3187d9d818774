"""The course of a coding round: planned, coded together, coded apart, compared, closed."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max

from analysis.actions.comparing import accept_shared
from analysis.actions.freezing import freeze
from analysis.actions.stages import (
    at_stage,
    locked,
    require_not_excused,
    require_stage,
    working,
)
from analysis.errors import NothingToCode, NotMixed, NotYours, WrongStage
from analysis.models import (
    Agreement,
    Case,
    CaseAgreement,
    Codebook,
    CodingRound,
    Reading,
    RoundCase,
    RoundCoder,
    Stage,
)
from analysis.queries.agreement import measured
from analysis.queries.blindness import minted_in
from analysis.queries.comparison import undecided
from analysis.queries.people import excluded


@transaction.atomic
def plan_round(
    codebook: Codebook,
    *,
    title: str,
    cases: Sequence[Case],
    coders: Iterable[User],
    now: datetime,
    joint: Iterable[Case] = (),
) -> CodingRound:
    """A new round at its workshop, which a round without joint cases leaves at once.

    Raises NothingToCode without a case or a coder, or where a case belongs to another study, and
    NotMixed where simulated participants would be coded with real ones.
    """
    together, people = {case.pk for case in joint}, list(coders)
    synthetic = _require_one_kind(codebook, cases)
    if not people:
        raise NothingToCode("A round needs a coder. Choose at least one account.")
    Codebook.objects.select_for_update().get(pk=codebook.pk)  # numbers are given one by one
    last = codebook.rounds.aggregate(last=Max("number"))["last"] or 0
    planned = CodingRound.objects.create(
        codebook=codebook, number=last + 1, title=title, synthetic=synthetic, planned_at=now
    )
    RoundCase.objects.bulk_create(
        RoundCase(round=planned, case=case, joint=case.pk in together, position=position)
        for position, case in enumerate(cases, start=1)
    )
    RoundCoder.objects.bulk_create(RoundCoder(round=planned, user=user) for user in people)
    if not together:
        begin_independent(planned, now=now)
        planned.refresh_from_db()
    return planned


def _require_one_kind(codebook: Codebook, cases: Sequence[Case]) -> bool:
    if not cases:
        raise NothingToCode("A round needs somebody to code. Choose at least one participant.")
    if any(case.study_id != codebook.study_id for case in cases):
        raise NothingToCode("A round codes one study. Choose participants of the codebook's study.")
    left_out = excluded(codebook.study).filter(
        participant__in=[each.participant_id for each in cases]
    )
    if left_out.exists():
        raise NothingToCode("Somebody chosen was left out of the study. Choose without them.")
    if len(kinds := {case.synthetic for case in cases}) > 1:
        raise NotMixed(
            "Simulated participants are never coded together with real ones. "
            "Plan a round for each of them."
        )
    return kinds.pop()


@transaction.atomic
def begin_independent(planned: CodingRound, *, now: datetime) -> None:
    """End the workshop: the codebook is frozen, and from here on nobody sees another's codings."""
    row = at_stage(planned, Stage.WORKSHOP)
    row.version = freeze(row.codebook, now=now)
    apart = row.members.filter(joint=False).exists()
    row.stage = Stage.INDEPENDENT if apart else Stage.CLOSED
    row.closed_at = None if apart else now
    row.save(update_fields=["version", "stage", "closed_at"])


@transaction.atomic
def mark_read(coder: RoundCoder, case: Case, *, read: bool, now: datetime) -> None:
    """Say that a case is coded to its end, or not yet after all."""
    coder = working(coder)
    if not coder.round.members.filter(case=case).exists():
        raise NotYours("This participant is not part of the round.")
    if read:
        Reading.objects.get_or_create(coder=coder, case=case, defaults={"finished_at": now})
    else:
        Reading.objects.filter(coder=coder, case=case).delete()


@transaction.atomic
def finish(coder: RoundCoder, *, now: datetime) -> None:
    """Say that one's part of the round is done; it can be taken back until the comparison.

    Raises WrongStage where cases are left to read.
    """
    coder = locked(coder)
    require_stage(coder.round, Stage.INDEPENDENT)
    require_not_excused(coder)
    left = coder.round.members.filter(joint=False).exclude(
        case__in=coder.readings.values_list("case")
    )
    if number := left.count():
        people = "participant is" if number == 1 else "participants are"
        raise WrongStage(f"{number} {people} not marked as done yet. Read them first.")
    coder.finished_at = now
    coder.save(update_fields=["finished_at"])


@transaction.atomic
def reopen(coder: RoundCoder) -> None:
    """Go on coding after having finished, as long as nobody has compared."""
    coder = locked(coder)
    require_stage(coder.round, Stage.INDEPENDENT)
    require_not_excused(coder)
    coder.finished_at = None
    coder.save(update_fields=["finished_at"])


@transaction.atomic
def excuse(coder: RoundCoder, *, because: str, by: User, now: datetime) -> None:
    """Go on without a coder who never finishes; their codings stay, and count nowhere.

    Raises WrongStage without a reason, for whoever has finished, and for the last one left.
    """
    everybody = list(coder.round.coders.select_for_update().order_by("pk"))
    row = next(each for each in everybody if each.pk == coder.pk)
    at_stage(coder.round, Stage.INDEPENDENT)
    if not because.strip():
        raise WrongStage("Say in a few words why; the reason is kept with the round.")
    if row.finished_at is not None or row.excused_at is not None:
        raise WrongStage("This coder has finished or was excused already. Nothing was changed.")
    if not any(each.excused_at is None for each in everybody if each.pk != row.pk):
        raise WrongStage("This is the only coder left. A round needs one; plan another round.")
    row.excused_at, row.excused_by, row.excused_because = now, by.get_username(), because.strip()
    row.save(update_fields=["excused_at", "excused_by", "excused_because"])


@transaction.atomic
def compare(independent: CodingRound, *, now: datetime) -> Agreement:
    """Show everybody's codings to all coders of the round, and keep how far they agree.

    Raises WrongStage as long as a coder has neither finished nor been excused.
    """
    # Whoever is coding right now holds their row; the stage changes once they are through.
    coders = list(independent.coders.select_for_update().order_by("pk"))
    row = at_stage(independent, Stage.INDEPENDENT)
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
    row = at_stage(compared, Stage.COMPARISON)
    row.stage = Stage.CONSENSUS
    row.save(update_fields=["stage"])
    accept_shared(row, now=now)


@transaction.atomic
def close(settled: CodingRound, *, now: datetime) -> None:
    """End a round; raises WrongStage while a difference or a new theme waits for a decision."""
    row = at_stage(settled, Stage.CONSENSUS)
    if number := undecided(row):
        things = "difference waits" if number == 1 else "differences wait"
        raise WrongStage(f"{number} {things} for a decision. Decide them first.")
    if number := minted_in(row).count():
        things = "new theme waits" if number == 1 else "new themes wait"
        raise WrongStage(
            f"{number} {things} to be taken into the codebook or merged. Reconcile them first."
        )
    row.stage, row.closed_at = Stage.CLOSED, now
    row.save(update_fields=["stage", "closed_at"])
