"""What a coder does at the desk, each step kept at once and undone in order."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from analysis.actions.stages import working
from analysis.codebook.codebook import Kind
from analysis.errors import (
    ChangedMeanwhile,
    NameTaken,
    NoSuchPassage,
    NotYours,
    UnfitName,
    WrongStage,
)
from analysis.models import Coding, RoundCoder, Stage, Standing, Step, Theme, Unit
from analysis.models.codebook import LONGEST_NAME
from analysis.queries.blindness import own_layer, themes_of
from analysis.queries.keys import free_key


@dataclass(frozen=True)
class Passage:
    """From `start` to before `end` in Unicode code points; without an end, the whole unit."""

    start: int = 0
    end: int | None = None


WHOLE = Passage()

LAST = 10_000
"""A position behind every theme that was placed."""


@transaction.atomic
def apply_theme(
    coder: RoundCoder, unit: Unit, theme: UUID, passage: Passage = WHOLE, *, now: datetime
) -> tuple[Coding, bool]:
    """Code a passage: the coding, and whether it is new or was there, from an earlier request.

    Raises NotYours for a unit or theme that is not in the coder's round, NoSuchPassage for a
    passage outside of the unit, and WrongStage where the unit is not coded now.
    """
    coder = working(coder)
    found = _theme(coder, theme)
    start, end = _within(unit, passage)
    place = {**_layer(coder, unit), "unit": unit, "theme": found, "start": start, "end": end}
    coding, created = Coding.objects.get_or_create(**place, live=True, defaults={"made_at": now})
    if created:
        Step.objects.create(coder=coder, coding=coding, did=Step.Did.ADDED)
    return coding, created


@transaction.atomic
def remove_coding(coder: RoundCoder, guid: UUID) -> Coding:
    """Take a coding back; raises ChangedMeanwhile where it is gone already."""
    coder = working(coder)
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
    coder = working(coder)
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
def undo(coder: RoundCoder, guid: UUID) -> Coding:
    """Take back the last step; raises ChangedMeanwhile where another step is the last one now."""
    coder = working(coder)
    step = coder.steps.select_related("coding__unit").first()
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
    return coding


@transaction.atomic
def mint_theme(coder: RoundCoder, *, name: str, kind: str, definition: str) -> Theme:
    """A new theme while coding: everybody's in a workshop, else its coder's until the comparison.

    Raises UnfitName, and NameTaken where the coder has a theme of that name; other coders' names
    count for nothing, as the refusal would tell them.
    """
    coder = working(coder)
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise UnfitName(f"A theme needs a name, of at most {LONGEST_NAME} characters.")
    together = coder.round.stage == Stage.WORKSHOP
    if any(each.name.casefold() == name.casefold() for each in themes_of(coder)):
        raise NameTaken(f"There is a theme “{name}” already. Use it, or give yours another name.")
    try:
        with transaction.atomic():
            return Theme.objects.create(
                codebook=coder.round.codebook, key=_key(coder, name), name=name,
                kinds=[kind if kind in set(Kind) else Kind.OTHER.value], definition=definition,
                position=LAST,
                standing=Standing.SHARED if together else Standing.MINTED, coder=coder,
            )  # fmt: skip
    except IntegrityError as problem:
        raise NameTaken(f"There is a theme “{name}” already. Give yours another name.") from problem


def _key(coder: RoundCoder, name: str) -> str:
    """Given anew when a minted theme is taken in; a shared one has to have one of its own."""
    return free_key(name, [theme.key for theme in themes_of(coder)])


def _theme(coder: RoundCoder, guid: UUID) -> Theme:
    if all(each.guid != guid for each in themes_of(coder)):
        raise NotYours("This theme is not among those of the round. Choose one of the list.")
    return Theme.objects.get(guid=guid)


def _own(coder: RoundCoder, guid: UUID) -> Coding:
    coding = own_layer(coder).filter(guid=guid).select_related("unit").first()
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
        round=coding.round_id, unit=coding.unit_id, coder=coding.coder_id, theme=coding.theme_id,
        start=coding.start, end=coding.end, live=True,
    )  # fmt: skip


def _within(unit: Unit, passage: Passage) -> tuple[int, int]:
    length = len(unit.text)
    end = length if passage.end is None else passage.end
    if not 0 <= passage.start < end <= length:
        raise NoSuchPassage(
            f"This passage is not in the text, which has {length} characters. Select it again."
        )
    return passage.start, end


def passage_of(unit: Unit, words: str) -> Passage:
    """Where typed words stand in a unit, whatever spaces and line breaks part them there.

    Nothing typed is the whole unit. Raises NoSuchPassage where they are not there, or repeatedly.
    """
    if not words.strip():
        return WHOLE
    pattern = r"\s+".join(map(re.escape, words.split()))
    found = list(re.finditer(pattern, unit.text))
    if len(found) == 1:
        return Passage(*found[0].span())
    if found:
        raise NoSuchPassage(
            f"“{words}” stands in the text {len(found)} times. Type a word before or after as well."
        )
    raise NoSuchPassage(f"“{words}” does not stand in the text. Copy the words from it.")
