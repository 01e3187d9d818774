"""What a coder does at the desk, each step kept at once and undone in order."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from analysis.coding.cases.models import Unit
from analysis.coding.codebooks.models import Theme
from analysis.coding.desk.models import Coding, Step
from analysis.coding.desk.segments import WHOLE, Segment, within
from analysis.coding.rounds.models import RoundCoder, Stage
from analysis.coding.rounds.round_locks import lock_active_coder
from analysis.coding.visibility import own_layer, themes_of
from analysis.errors import ChangedMeanwhile, NotYours, WrongStage


@transaction.atomic
def apply_theme(
    coder: RoundCoder, unit: Unit, theme: UUID, segment: Segment = WHOLE, *, now: datetime
) -> tuple[Coding, bool]:
    """Code a segment: the coding, and whether it is new or was there, from an earlier request.

    Raises NotYours for a unit or theme that is not in the coder's round, NoSuchSegment for a
    segment outside of the unit, and WrongStage where the unit is not coded now.
    """
    coder = lock_active_coder(coder)
    found = _theme(coder, theme)
    start, end = within(unit, segment)
    place = {**_layer(coder, unit), "unit": unit, "theme": found, "start": start, "end": end}
    coding, created = Coding.objects.get_or_create(**place, live=True, defaults={"made_at": now})
    if created:
        Step.objects.create(coder=coder, coding=coding, did=Step.Did.ADDED)
    return coding, created


@transaction.atomic
def remove_coding(coder: RoundCoder, guid: UUID) -> Coding:
    """Take a coding back; raises ChangedMeanwhile where it is gone already."""
    coder = lock_active_coder(coder)
    coding = _own(coder, guid)
    coding.live = False
    coding.save(update_fields=["live"])
    Step.objects.create(coder=coder, coding=coding, did=Step.Did.REMOVED)
    return coding


@transaction.atomic
def note(coder: RoundCoder, guid: UUID, memo: str, *, seen: str) -> Coding:
    """Write the memo of a coding; `seen` is the memo that was changed.

    Raises ChangedMeanwhile where another tab has changed it since.
    """
    coder = lock_active_coder(coder)
    coding = _own(coder, guid)
    if coding.memo == memo:
        return coding
    if coding.memo != seen:
        raise ChangedMeanwhile(
            "This memo was changed in another tab, and stays as it is there: "
            f"“{coding.memo}”. Open it again to change it."
        )
    Step.objects.create(coder=coder, coding=coding, did=Step.Did.NOTED, before=coding.memo)
    coding.memo = memo
    coding.save(update_fields=["memo"])
    return coding


@transaction.atomic
def undo(coder: RoundCoder, guid: UUID) -> Step:
    """Take back the last step, which is gone then, and give what it was.

    Raises ChangedMeanwhile where another step is the last one now.
    """
    coder = lock_active_coder(coder)
    step = coder.steps.select_related("coding__unit__answer", "coding__theme").first()
    if step is None or step.guid != guid:
        raise ChangedMeanwhile("This step was undone in another tab already; nothing was changed.")
    coding = step.coding
    _require_open(coder, coding.unit)
    if step.did == Step.Did.NOTED:
        coding.memo = step.before
    else:
        coding.live = step.did == Step.Did.REMOVED and not _same(coding).exists()
    coding.save(update_fields=["memo", "live"])
    step.delete()
    return step


def _theme(coder: RoundCoder, guid: UUID) -> Theme:
    if all(each.guid != guid for each in themes_of(coder)):
        raise NotYours("This theme is not among those of the round. Choose one of the list.")
    return Theme.objects.get(guid=guid)


def _own(coder: RoundCoder, guid: UUID) -> Coding:
    coding = own_layer(coder).filter(guid=guid).select_related("unit__answer", "theme").first()
    if coding is None:
        raise ChangedMeanwhile("This coding is gone already: it was taken back in another tab.")
    _require_open(coder, coding.unit)
    return coding


def _layer(coder: RoundCoder, unit: Unit) -> dict[str, Any]:
    joint = _require_open(coder, unit)
    return {"round": coder.round, "coder": None if joint else coder}


def _require_open(coder: RoundCoder, unit: Unit) -> bool:
    """Whether a unit is coded jointly; raises NotYours or WrongStage where it is not coded now."""
    member = coder.round.members.filter(case=unit.case_id).first()
    if member is None:
        raise NotYours("This text is not part of the round.")
    if member.joint != (coder.round.stage == Stage.WORKSHOP):
        raise WrongStage(
            "This participant was coded together in the workshop, which is over."
            if member.joint
            else "This participant is coded after the workshop, by everybody alone."
        )
    return member.joint


def _same(coding: Coding) -> Any:
    return Coding.objects.filter(
        round=coding.round_id,
        unit=coding.unit_id,
        coder=coding.coder_id,
        theme=coding.theme_id,
        start=coding.start,
        end=coding.end,
        live=True,
    )
