"""Locks on rounds and coders, and what has to be true of them while they are held.

Whoever takes several locks takes the codebook first, then the coders, then the round.
"""

from analysis.coding.codebooks.models import Codebook
from analysis.coding.rounds.models import CodingRound, RoundCoder, Stage
from analysis.errors import WrongStage


def lock_codebook(codebook: int) -> Codebook:
    """The codebook of this primary key, locked until the transaction ends: changes take turns."""
    return Codebook.objects.select_for_update().get(pk=codebook)


def lock_coder(coder: RoundCoder) -> RoundCoder:
    """The coder's row, locked until the transaction ends, so that two tabs take turns."""
    coders = RoundCoder.objects.select_for_update(of=("self",)).select_related("round__version")
    return coders.get(pk=coder.pk)


def lock_active_coder(coder: RoundCoder) -> RoundCoder:
    """The locked row of a coder who is coding now.

    Raises WrongStage where the round is at another stage, or where the coder has finished or was
    excused.
    """
    coder = lock_coder(coder)
    require_coding(coder)
    return coder


def lock_round(coding_round: CodingRound, *stages: Stage) -> CodingRound:
    """The round's row, locked until the transaction ends.

    Raises WrongStage where the round is at none of the stages.
    """
    coding_round = CodingRound.objects.select_for_update().get(pk=coding_round.pk)
    require_stage(coding_round, *stages)
    return coding_round


def require_coding(coder: RoundCoder) -> None:
    """Raises WrongStage where the coder's round, or their part in it, is over."""
    require_stage(coder.round, Stage.WORKSHOP, Stage.INDEPENDENT)
    require_not_excused(coder)
    if coder.finished_at is not None:
        raise WrongStage(
            "You have finished this round. Press “Go on coding” on its page to change something."
        )


def require_not_excused(coder: RoundCoder) -> None:
    if coder.excused_at is not None:
        raise WrongStage(
            f"{coder.excused_by} has excused you from this round. Ask them about the next one."
        )


def require_stage(coding_round: CodingRound, *stages: Stage) -> None:
    if coding_round.stage not in stages:
        expected = " or ".join(stage.label for stage in stages)
        raise WrongStage(
            f"Nothing was changed: this round is at its {Stage(coding_round.stage).label} now, "
            f"and this belongs to the {expected}."
        )
