"""Rounds and coders held while something is done that belongs to a stage."""

from analysis.coding.rounds.models import CodingRound, RoundCoder, Stage
from analysis.errors import WrongStage


def lock_coder(coder: RoundCoder) -> RoundCoder:
    """The coder's row, held until the transaction ends: two tabs take turns."""
    rows = RoundCoder.objects.select_for_update(of=("self",)).select_related("round")
    return rows.get(pk=coder.pk)


def require_not_excused(coder: RoundCoder) -> None:
    if coder.excused_at is not None:
        raise WrongStage(
            f"{coder.excused_by} has excused you from this round. Ask them about the next one."
        )


def lock_active_coder(coder: RoundCoder) -> RoundCoder:
    """The coder's row, held, of a round that is being coded; raises WrongStage otherwise."""
    coder = lock_coder(coder)
    require_stage(coder.round, Stage.WORKSHOP, Stage.INDEPENDENT)
    require_not_excused(coder)
    if coder.finished_at is not None:
        raise WrongStage(
            "You have finished this round. Press “Go on coding” on its page to change something."
        )
    return coder


def lock_round(wanted: CodingRound, *stages: Stage) -> CodingRound:
    """The round's row, held until the transaction ends; raises WrongStage at any other stage."""
    row = CodingRound.objects.select_for_update().get(pk=wanted.pk)
    require_stage(row, *stages)
    return row


def require_stage(row: CodingRound, *stages: Stage) -> None:
    if row.stage not in stages:
        wanted = " or ".join(stage.label for stage in stages)
        raise WrongStage(
            f"Nothing was changed: this round is at its {Stage(row.stage).label} now, "
            f"and this belongs to the {wanted}."
        )
