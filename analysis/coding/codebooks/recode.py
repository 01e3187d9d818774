"""Codings that move from theme to theme as the codebook changes, and back when it is undone."""

from django.db.models import QuerySet

from analysis.coding.codebooks.models import Operation, Theme
from analysis.coding.desk.models import Coding, Remapping
from analysis.coding.rounds.models import CodingRound, Stage
from analysis.errors import CodebookInUse


def move_codings(operation: Operation, codings: QuerySet[Coding], into: Theme | None) -> None:
    """Give codings another theme, or, without one, let them rest until they are brought back.

    One that repeats a coding of that theme rests as well. Raises CodebookInUse while a round of
    the codebook is coded independently, whether or not the theme occurs in it: that it does would
    be news of somebody's codings.
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
    """Undo what an operation did to codings; what was coded since stays where it is."""
    for remapping in operation.remappings.select_related("coding").order_by("-pk"):
        coding = remapping.coding
        coding.theme_id = remapping.was_id
        coding.live = remapping.was_live and not _repeats(coding, remapping.was)
        coding.save(update_fields=["theme", "live"])
        remapping.delete()


def _repeats(coding: Coding, theme: Theme) -> bool:
    there = Coding.objects.filter(
        round=coding.round_id,
        unit=coding.unit_id,
        coder=coding.coder_id,
        theme=theme,
        start=coding.start,
        end=coding.end,
        live=True,
    )
    return there.exclude(pk=coding.pk).exists()


def require_no_blind_round(operation: Operation) -> None:
    blind = CodingRound.objects.filter(codebook=operation.codebook_id, stage=Stage.INDEPENDENT)
    if found := blind.first():
        raise CodebookInUse(
            f"{str(found).capitalize()} is being coded independently with this codebook, and its "
            "themes stay as they are until it is compared. Do this afterwards."
        )
