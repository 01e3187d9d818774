"""Codings that move from theme to theme as a codebook changes, and back as it is undone."""

from django.db.models import QuerySet
from django.utils.text import capfirst

from analysis.coding.codebooks.models import Operation, Theme
from analysis.coding.desk.models import Coding, Remapping, Step
from analysis.coding.rounds.models import CodingRound, Stage
from analysis.errors import CodebookInUse


def move_codings(operation: Operation, codings: QuerySet[Coding], into: Theme | None) -> None:
    """Give codings another theme, or none, which makes them not live until this is undone.

    A coding that would repeat one of the other theme is not live either. Raises CodebookInUse
    while a round with the codebook is coded independently, whether or not the theme occurs in it:
    a refusal only where it does would tell about a coder's work.
    """
    require_no_blind_round(operation)
    for coding in codings.filter(live=True).order_by("pk"):
        Remapping.objects.create(
            operation=operation, coding=coding, was=coding.theme, was_live=coding.live
        )
        coding.live = into is not None and not _repeats(coding, into)
        if into is not None:
            coding.theme = into
        coding.save(update_fields=["theme", "live"])


def restore_codings(operation: Operation) -> None:
    """Undo what an operation did to codings; later codings stay as they are."""
    for remapping in operation.remappings.select_related("coding").order_by("-pk"):
        coding = remapping.coding
        coding.theme_id = remapping.was_id
        coding.live = remapping.was_live and not _repeats(coding, remapping.was)
        coding.save(update_fields=["theme", "live"])
        remapping.delete()


def _repeats(coding: Coding, theme: Theme) -> bool:
    same = Coding.objects.filter(
        round=coding.round_id,
        unit=coding.unit_id,
        coder=coding.coder_id,
        theme=theme,
        start=coding.start,
        end=coding.end,
        live=True,
    )
    return same.exclude(pk=coding.pk).exists()


def forget_taken_back(theme: Theme) -> None:
    """Leave the codings that were taken back where they are, out of reach of the desk's *Undo*.

    It would bring them back under a theme that is no longer offered.
    """
    Step.objects.filter(coding__theme=theme, coding__live=False, did=Step.Did.REMOVED).delete()


def require_no_blind_round(operation: Operation) -> None:
    """Raises CodebookInUse while a round with the operation's codebook is coded independently."""
    blind = CodingRound.objects.filter(codebook=operation.codebook_id, stage=Stage.INDEPENDENT)
    if coding_round := blind.first():
        raise CodebookInUse(
            f"{capfirst(str(coding_round))} is being coded independently with this codebook, "
            "and its themes stay as they are until it is compared. Do this afterwards."
        )
