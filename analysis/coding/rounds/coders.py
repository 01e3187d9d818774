"""A coder's part in a round: read case by case, finished, gone on with, or excused from."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from analysis.coding.cases.models import Case
from analysis.coding.rounds.models import Reading, RoundCoder, Stage
from analysis.coding.rounds.round_locks import (
    lock_active_coder,
    lock_coder,
    lock_round,
    require_not_excused,
    require_stage,
)
from analysis.errors import NotYours, WrongStage


@transaction.atomic
def mark_read(coder: RoundCoder, case: Case, *, read: bool, now: datetime) -> None:
    """Say that a case is coded to its end, or not yet after all."""
    coder = lock_active_coder(coder)
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
    coder = lock_coder(coder)
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
    coder = lock_coder(coder)
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
    lock_round(coder.round, Stage.INDEPENDENT)
    if not because.strip():
        raise WrongStage("Say in a few words why; the reason is kept with the round.")
    if row.finished_at is not None or row.excused_at is not None:
        raise WrongStage("This coder has finished or was excused already. Nothing was changed.")
    if not any(each.excused_at is None for each in everybody if each.pk != row.pk):
        raise WrongStage("This is the only coder left. A round needs one; plan another round.")
    row.excused_at, row.excused_by, row.excused_because = now, by.get_username(), because.strip()
    row.save(update_fields=["excused_at", "excused_by", "excused_because"])
