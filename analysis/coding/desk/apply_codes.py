"""The steps a coder takes at the desk: each is stored at once, and they are undone in order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction

from analysis.coding.cases.models import Unit
from analysis.coding.codebooks.models import Standing, Theme
from analysis.coding.desk.models import Coding, Step
from analysis.coding.desk.own_themes import bring_back
from analysis.coding.desk.records import version_of
from analysis.coding.rounds.models import RoundCoder, Stage
from analysis.coding.rounds.round_locks import (
    lock_coder,
    require_coding,
    require_not_excused,
    require_stage,
)
from analysis.coding.visibility import is_theme_of, own_layer
from analysis.errors import ChangedMeanwhile, NoSuchSegment, NotCodable, NotYours, WrongStage
from core.line_ends import with_line_feeds

MOST_PARTS = 20
"""Texts that are coded at once, so that nobody codes a whole interview by a slip of the mouse."""

CORRECTED = (
    "This text was corrected meanwhile; the page shows it now. Nothing was coded: select the words "
    "again."
)


@dataclass(frozen=True)
class Segment:
    """The part of a unit from `start` to before `end`, in Unicode code points.

    Without an end it is the whole unit. `words` are those that were seen there, and `version` that
    of the whole text, as far as they are known: where somebody corrected it meanwhile, other words
    may stand there now.
    """

    start: int = 0
    end: int | None = None
    words: str | None = field(default=None, compare=False)
    version: str = field(default="", compare=False)


WHOLE = Segment()


def find_segment(text: str, words: str) -> Segment:
    """Where typed words stand in a text, whatever spaces and line breaks part them there.

    The whole text where nothing was typed. Raises NoSuchSegment where the words do not stand in
    the text, or stand there more than once.
    """
    if not words.strip():
        return WHOLE
    pattern = r"\s+".join(map(re.escape, words.split()))
    matches = list(re.finditer(pattern, text))
    if not matches:
        raise NoSuchSegment("These words do not stand in the text. Copy them from it.")
    if len(matches) > 1:
        raise NoSuchSegment(
            f"These words stand in the text {len(matches)} times. "
            "Type a word before or after as well."
        )
    return Segment(*matches[0].span(), matches[0][0])


@transaction.atomic
def apply_theme(
    coder: RoundCoder, unit: Unit, theme: UUID, segment: Segment = WHOLE, *, now: datetime
) -> tuple[Coding, bool]:
    """Code a segment with a theme; return the coding and whether it is new.

    A coding is not new where an earlier request made it already. Raises NotYours for a unit or a
    theme that is not in the coder's round, NoSuchSegment for a segment outside of the unit,
    NotCodable for the turn of an interviewer, ChangedMeanwhile where other words stand there than
    were seen, and WrongStage where the unit is not coded now.
    """
    return _apply_theme(lock_coder(coder), unit, theme, segment, now)


def _apply_theme(
    coder: RoundCoder, unit: Unit, theme: UUID, segment: Segment, now: datetime
) -> tuple[Coding, bool]:
    """What `apply_theme` does, for a coder whose row is locked."""
    _read_again(unit)
    is_joint = _require_open(coder, unit)
    start, end = _bounds(unit, segment)
    _require_codable(unit)
    coding, is_new = Coding.objects.get_or_create(
        round=coder.round,
        coder=None if is_joint else coder,
        unit=unit,
        theme=_theme_of_round(coder, theme, is_joint=is_joint),
        start=start,
        end=end,
        live=True,
        defaults={"made_at": now},
    )
    if is_new:
        Step.objects.create(coder=coder, coding=coding, did=Step.Did.ADDED)
    return coding, is_new


@transaction.atomic
def apply_to_parts(
    coder: RoundCoder, parts: Sequence[tuple[Unit, Segment]], theme: UUID, *, now: datetime
) -> tuple[tuple[Coding, bool], ...]:
    """Code what was selected over several texts: a segment of each, and a step for each.

    Raises what `apply_theme` raises, and NotCodable for too many texts; then nothing is coded.
    """
    if len(parts) > MOST_PARTS:
        raise NotCodable(
            f"{len(parts)} texts were selected, and at most {MOST_PARTS} are coded at once. "
            "Select less."
        )
    coder = lock_coder(coder)
    return tuple(_apply_theme(coder, unit, theme, segment, now) for unit, segment in parts)


def other_segments(coder: RoundCoder, coding: Coding) -> tuple[Segment, ...]:
    """Where a coder has coded the same unit with the same theme besides."""
    codings = own_layer(coder).filter(unit=coding.unit_id, theme=coding.theme_id)
    spans = codings.exclude(pk=coding.pk).values_list("start", "end")
    return tuple(Segment(start, end) for start, end in spans)


@transaction.atomic
def remove_coding(coder: RoundCoder, guid: UUID) -> Coding:
    """Take a coding back. Raises ChangedMeanwhile where it is gone already."""
    coder = lock_coder(coder)
    coding = _own_coding(coder, guid)
    coding.live = False
    coding.save(update_fields=["live"])
    Step.objects.create(coder=coder, coding=coding, did=Step.Did.REMOVED)
    return coding


@transaction.atomic
def write_memo(coder: RoundCoder, guid: UUID, memo: str, *, seen: str) -> Coding:
    """Replace the memo `seen` of a coding.

    Raises ChangedMeanwhile where another tab has changed the memo since.
    """
    coder = lock_coder(coder)
    coding = _own_coding(coder, guid)
    kept, memo = with_line_feeds(coding.memo), with_line_feeds(memo)
    if kept == memo:
        return coding
    if kept != with_line_feeds(seen):
        raise ChangedMeanwhile(
            "This memo was changed in another tab, and stays as it is there. "
            "Open it again to change it."
        )
    Step.objects.create(coder=coder, coding=coding, did=Step.Did.NOTED, before=coding.memo)
    coding.memo = memo
    coding.save(update_fields=["memo"])
    return coding


@transaction.atomic
def undo(coder: RoundCoder, guid: UUID) -> Step:
    """Take back the last step and return it, deleted.

    Raises ChangedMeanwhile where another step is the last one by now.
    """
    coder = lock_coder(coder)
    step = coder.steps.select_related("coding__unit__answer", "coding__theme").first()
    if step is None or step.guid != guid:
        raise ChangedMeanwhile("This step was undone in another tab already; nothing was changed.")
    coding = step.coding
    _require_open(coder, coding.unit)
    if step.did == Step.Did.NOTED:
        coding.memo = step.before
    else:
        coding.live = step.did == Step.Did.REMOVED and not _is_repeated(coding)
        if coding.live:
            bring_back(coder, coding.theme)
    coding.save(update_fields=["memo", "live"])
    step.delete()
    return step


def _read_again(unit: Unit) -> None:
    """The words of a unit as they are now that no correction can change them until the commit."""
    try:
        unit.refresh_from_db(fields=("answer", "turn", "speaker"))
    except Unit.DoesNotExist as problem:
        raise ChangedMeanwhile(CORRECTED) from problem


def _bounds(unit: Unit, segment: Segment) -> tuple[int, int]:
    length = len(unit.text)
    end = length if segment.end is None else segment.end
    seen, there = segment.words, unit.text[segment.start : end]
    if segment.version not in ("", version_of(unit.text)):
        raise ChangedMeanwhile(CORRECTED)
    if seen is not None and seen.split() != there.split():
        raise ChangedMeanwhile(CORRECTED)
    if not 0 <= segment.start < end <= length:
        raise NoSuchSegment(
            f"This segment is not in the text, which has {length} characters. Select it again."
        )
    return segment.start, end


def _require_codable(unit: Unit) -> None:
    if unit.is_interviewer:
        raise NotCodable("The turns of an interviewer are not coded. Code what was answered.")


def _theme_of_round(coder: RoundCoder, guid: UUID, *, is_joint: bool) -> Theme:
    theme = Theme.objects.filter(guid=guid).first()
    if theme is None or not is_theme_of(coder, theme):
        raise NotYours("This theme is not among those of the round. Choose one of the list.")
    if is_joint and theme.standing == Standing.PROPOSED:
        raise WrongStage(
            f"“{theme.name}” is yours alone until the round is compared, and what is coded here is "
            "seen by all of its coders. Choose a theme of the codebook."
        )
    return theme


def _own_coding(coder: RoundCoder, guid: UUID) -> Coding:
    coding = own_layer(coder).filter(guid=guid).select_related("unit__answer", "theme").first()
    if coding is None:
        raise ChangedMeanwhile("This coding is gone already: it was taken back in another tab.")
    _require_open(coder, coding.unit)
    return coding


def _require_open(coder: RoundCoder, unit: Unit) -> bool:
    """Whether the unit is coded jointly.

    Raises NotYours where it is not in the round, and WrongStage where it is not coded now, or not
    by this coder.
    """
    member = coder.round.members.filter(case=unit.case_id).first()
    if member is None:
        raise NotYours("This text is not part of the round.")
    if member.late:
        require_stage(coder.round, *(stage for stage in Stage if stage != Stage.CLOSED))
        require_not_excused(coder)
        return True
    require_coding(coder)
    if member.joint != (coder.round.stage == Stage.WORKSHOP):
        raise WrongStage(
            "This participant was coded together in the workshop, which is over."
            if member.joint
            else "This participant is coded after the workshop, by everybody alone."
        )
    return member.joint


def _is_repeated(coding: Coding) -> bool:
    """Whether the same coder has coded the same segment with the same theme since."""
    same = Coding.objects.filter(
        round=coding.round_id,
        unit=coding.unit_id,
        coder=coding.coder_id,
        theme=coding.theme_id,
        start=coding.start,
        end=coding.end,
        live=True,
    )
    return same.exists()
