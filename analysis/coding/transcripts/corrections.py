"""Stored transcripts corrected: codings move along, every change is logged and can be undone."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from analysis.coding.cases.models import Case, ThemeExample, Transcript, Unit
from analysis.coding.desk.models import Coding, Decision, Step
from analysis.coding.memos.models import Memo
from analysis.coding.rounds.models import RoundCase, RoundCoder
from analysis.coding.transcripts.edits import Carried, Correction, Edit, Segment, Talk
from analysis.coding.transcripts.keys import TEXT, Key, Occurrence
from analysis.coding.transcripts.models import TranscriptChange
from analysis.coding.transcripts.pseudonyms import (
    Place,
    digest_of,
    new_segment,
    places_of,
    replaced_at,
    replaced_beside,
    replaced_in,
    require_pseudonyms,
)
from analysis.coding.transcripts.rewriting import (
    Plan,
    Run,
    Spot,
    guids_for,
    make_quotes,
    plan_moves,
    rewrite,
)
from analysis.coding.transcripts.store import turn_of, turns_of
from analysis.coding.transcripts.translations.about import (
    ABOUT,
    SWITCH,
    require_uncoded,
    set_languages,
)
from analysis.coding.transcripts.turns import LONGEST_SPEAKER, Turn
from analysis.coding.visibility import REVEALED, revealed_codings
from analysis.errors import CannotCorrect, ChangedMeanwhile, CodingsLost

PSEUDONYMS = "pseudonyms"


def talk_of(transcript: Transcript) -> Talk:
    return Talk(turns_of(transcript), tuple(transcript.interviewers))


def is_coded_blind(transcript: Transcript) -> bool:
    """Whether a round with the transcript is not compared yet, so that nobody may learn of it."""
    rounds = RoundCase.objects.filter(case=transcript.case_id)
    return rounds.exclude(round__stage__in=REVEALED).exists()


@transaction.atomic
def correct(
    transcript: Transcript,
    correction: Correction,
    *,
    seen: str,
    by: str,
    now: datetime,
    confirmed: bool = False,
) -> TranscriptChange:
    """Correct a transcript that has the digest `seen`; the change can be undone.

    Raises ChangedMeanwhile for another digest. Unless it is `confirmed`, raises CodingsLost where
    passages that are coded would lose all of their words. While a round with the transcript is
    coded blind, that is asked wherever words are taken out, so that it tells nothing.
    """
    transcript, units = locked_units(transcript, seen)
    runs = [_run(edit, units) for edit in correction.edits]
    plan = plan_moves(runs)
    if not confirmed:
        _require_nothing_lost(transcript, runs, plan)
    before: dict[str, Any] = {
        "digest": transcript.digest,
        "interviewers": transcript.interviewers,
        "runs": [logged_run(edit.first, _old(edit, units)) for edit in correction.edits],
    }
    moved = rewrite(transcript, runs, plan)
    after = {
        "interviewers": list(correction.interviewers),
        "runs": [logged_run(run.first, run.new) for run in runs],
    }
    settle(transcript, correction.interviewers)
    return TranscriptChange.objects.create(
        transcript=transcript,
        kind=correction.kind,
        summary=correction.summary,
        before=before | {"moved": moved},
        after=after,
        by=by,
        at=now,
    )


@transaction.atomic
def undo_correction(
    transcript: Transcript, guid: UUID, *, by: str, now: datetime
) -> TranscriptChange:
    """Take back the last change; what was coded since moves along.

    Raises ChangedMeanwhile where another one is the last, and CannotCorrect where no old words were
    kept.
    """
    transcript, _units = locked_units(transcript, None)
    change = transcript.changes.filter(undone_at=None).first()
    if change is None or change.guid != guid:
        raise ChangedMeanwhile("Another change is the last one by now. Nothing was undone.")
    if not change.before:
        raise CannotCorrect(
            "No old words were kept of this change, so that no name stays. It cannot be undone."
        )
    if change.kind == SWITCH:
        require_uncoded(transcript)
    moves = ABOUT not in change.before
    runs = [
        _run_back(old, new, moves=moves)
        for old, new in zip(change.after["runs"], change.before["runs"], strict=True)
    ]
    plan = plan_moves(runs)
    log = change.before["moved"]
    lost = _as_it_was(plan, log)
    rewrite(transcript, runs, plan)
    _bring_back(transcript.case, log, lost)
    if not moves:
        set_languages(transcript, change.before[ABOUT])
    settle(transcript, change.before["interviewers"])
    change.undone_at, change.undone_by = now, by
    change.save(update_fields=["undone_at", "undone_by"])
    return change


@transaction.atomic
def replace_words(
    transcript: Transcript,
    chosen: Mapping[str, str],
    *,
    left: AbstractSet[Place],
    seen: str,
    by: str,
    now: datetime,
) -> TranscriptChange:
    """Replace words that should have been pseudonyms from the beginning.

    In the other language of the transcript they are replaced wherever they stand by themselves.
    The words go from the log as well, so that neither this change nor an earlier one can be undone,
    from the title, from memos on the transcript and its codings, and from reasons of decisions.
    Raises TranscriptFileError for what is no pseudonym.
    """
    transcript, units = locked_units(transcript, seen)
    key = key_of_replacing(transcript, chosen, left=left)
    turns = tuple(turn_of(unit) for unit in units)
    changed, beside = replaced_beside(replaced_at(turns, key.occurrences)[0], chosen)
    if any(len(turn.speaker) > LONGEST_SPEAKER for turn in changed):
        raise CannotCorrect(
            f"A speaker would have more than {LONGEST_SPEAKER} characters. Replace it as a whole."
        )
    numbers = [number for number, turn in enumerate(turns) if turn != changed[number]]
    runs = [
        Run(
            number,
            (units[number].guid,),
            ((units[number].guid, changed[number]),),
            _Words(key, number),
        )
        for number in numbers
    ]
    rewrite(transcript, runs, plan_moves(runs))
    renamed = {old.speaker: new.speaker for old, new in zip(turns, changed, strict=True)}
    _replace_in_notes(transcript, chosen, renamed)
    transcript.title = replaced_in(transcript.title, chosen, renamed)
    settle(transcript, [renamed.get(name, name) for name in transcript.interviewers])
    transcript.changes.update(before={}, after={})
    count, where = len(key.occurrences) + beside, len(numbers)
    return TranscriptChange.objects.create(
        transcript=transcript,
        kind=PSEUDONYMS,
        summary=f"{count} words replaced by pseudonyms, in {where} turns",
        before={},
        after={},
        by=by,
        at=now,
    )


def key_of_replacing(
    transcript: Transcript, chosen: Mapping[str, str], *, left: AbstractSet[Place]
) -> Key:
    """The key of the transcript as it will be. Raises CannotCorrect where nothing is chosen."""
    require_pseudonyms(chosen.values())
    turns = talk_of(transcript).turns
    places = (place for place in places_of(turns, chosen) if place not in left)
    key = replaced_at(turns, (Occurrence(*place, chosen[place.words]) for place in places))[1]
    if not key.occurrences and not replaced_beside(turns, chosen)[1]:
        raise CannotCorrect("None of these words is ticked in any place. Nothing was changed.")
    return key


class _Words:
    """Segments of one turn in which words are replaced: a pseudonym is covered as a whole."""

    def __init__(self, key: Key, turn: int) -> None:
        of_turn = [one for one in key.occurrences if (one.turn, one.part) == (turn, TEXT)]
        self._key, self._turn = Key(key.digest, tuple(of_turn)), turn

    def segments(self, segment: Segment) -> list[Segment]:
        start, end = new_segment(self._key, self._turn, segment.start, segment.end)
        return [Segment(0, start, end)]


def locked_units(transcript: Transcript, seen: str | None) -> tuple[Transcript, list[Unit]]:
    """The row and its units; whoever codes in them waits until the transaction ends."""
    locked = Transcript.objects.select_for_update().get(pk=transcript.pk)
    if seen is not None and seen != locked.digest:
        raise ChangedMeanwhile(
            "This transcript was changed meanwhile, by somebody else or in another tab. Look at it "
            "again; nothing was changed now."
        )
    coders = RoundCoder.objects.filter(round__members__case=locked.case_id).order_by("pk")
    list(coders.select_for_update(of=("self",)))
    return locked, list(Unit.objects.filter(transcript=locked).order_by("position"))


def settle(transcript: Transcript, interviewers: Iterable[str]) -> None:
    transcript.interviewers = list(interviewers)
    transcript.digest = digest_of(talk_of(transcript).turns)
    transcript.save(update_fields=["title", "interviewers", "digest"])


def _old(edit: Edit, units: Sequence[Unit]) -> list[tuple[UUID, Turn]]:
    return [(unit.guid, turn_of(unit)) for unit in units[edit.first : edit.first + edit.removed]]


def _run(edit: Edit, units: Sequence[Unit]) -> Run:
    """The number of turns before it does not change within one correction: see `Correction`."""
    old = _old(edit, units)
    guids = tuple(guid for guid, _turn in old)
    return Run(edit.first, guids, guids_for(guids, edit.turns), _carrier(old, edit.turns))


def _carrier(old: Sequence[tuple[UUID, Turn]], new: Sequence[Turn]) -> Carried | None:
    texts = [turn.text for _guid, turn in old], [turn.text for turn in new]
    return None if texts[0] == texts[1] else Carried(*texts)


def logged_run(first: int, turns: Iterable[tuple[UUID, Turn]]) -> dict[str, Any]:
    return {
        "first": first,
        "turns": [
            [str(guid), turn.speaker, turn.start, turn.end, turn.text, turn.parallel]
            for guid, turn in turns
        ],
    }


def logged_turns(logged: Mapping[str, Any]) -> list[tuple[UUID, Turn]]:
    return [(UUID(guid), Turn(*values)) for guid, *values in logged["turns"]]


def _run_back(old: Mapping[str, Any], new: Mapping[str, Any], *, moves: bool) -> Run:
    before, after = logged_turns(old), logged_turns(new)
    carrier = _carrier(before, [turn for _guid, turn in after]) if moves else None
    return Run(new["first"], tuple(guid for guid, _turn in before), tuple(after), carrier)


def _require_nothing_lost(transcript: Transcript, runs: Sequence[Run], plan: Plan) -> None:
    if is_coded_blind(transcript):
        if any(isinstance(run.carrier, Carried) and run.carrier.takes_out_words for run in runs):
            raise CodingsLost(
                "This takes out words. The transcript is being coded, and until the coders are "
                "compared nobody is told whether these words are. Codings that lose all of their "
                "words go with them. Tick that you want it all the same."
            )
        return
    codings = revealed_codings().filter(guid__in=plan.lost_codings).count()
    if codings or plan.lost_quotes:
        raise CodingsLost(
            f"This takes out all the words of {codings} codings and {len(plan.lost_quotes)} "
            "examples of themes, which would go with them. Tick that you want it all the same."
        )


def _as_it_was(plan: Plan, log: Mapping[str, Any]) -> list[str]:
    """Send every logged coding back exactly, and return those that were lost.

    What a split made goes, except where somebody has written a memo on it since.
    """
    lost = []
    noted = set(
        Coding.objects.filter(guid__in=plan.codings).exclude(memo="").values_list("guid", flat=True)
    )
    for guid, (before, after) in log["codings"].items():
        if after is None:
            lost.append(guid)
        elif before is None:
            if UUID(guid) not in noted:
                plan.codings[UUID(guid)] = []
        elif UUID(guid) in plan.codings:
            spot = Spot(UUID(before["unit"]), before["start"], before["end"])
            plan.codings[UUID(guid)] = [spot]
    moved = {tuple(row) for row in log["quotes"]["after"]}
    for quote in ThemeExample.objects.filter(pk__in=plan.quotes).select_related("unit"):
        if (quote.theme_id, str(quote.unit.guid), quote.start, quote.end) in moved:
            plan.quotes[quote.pk] = []
    return lost


def _bring_back(case: Case, log: Mapping[str, Any], lost: Sequence[str]) -> None:
    """Make codings anew that had lost their words, and those live again that had become doubles.

    What they belonged to may be gone by now.
    """
    units = {unit.guid: unit for unit in case.units.all()}
    for guid in lost:
        values = dict(log["codings"][guid][0])
        unit = units[UUID(values.pop("unit"))]
        parts = ("round", "coder", "theme", "decision")
        keys = {f"{name}_id": values.pop(name) for name in parts}
        coding = Coding(guid=guid, unit=unit, **keys, **values)
        if all(_is_there(coding, name) for name in parts):
            coding.live = coding.live and not _double(coding)
            coding.save(force_insert=True)
    for guid, (before, after) in log["codings"].items():
        if before and after and before["live"] and not after["live"]:
            row = Coding.objects.filter(guid=guid, live=False).first()
            if row is not None and not _double(row):
                row.live = True
                row.save(update_fields=["live"])
    make_quotes(units, log["quotes"]["before"])


def _is_there(coding: Coding, name: str) -> bool:
    key = getattr(coding, f"{name}_id")
    model: Any = Coding._meta.get_field(name).related_model
    return key is None or model.objects.filter(pk=key).exists()


def _double(coding: Coding) -> bool:
    same = Coding.objects.filter(
        round=coding.round_id,
        coder=coding.coder_id,
        unit=coding.unit,
        theme=coding.theme_id,
        start=coding.start,
        end=coding.end,
        live=True,
    )
    return same.exists()


def _replace_in_notes(
    transcript: Transcript, chosen: Mapping[str, str], labels: Iterable[str]
) -> None:
    case = transcript.case
    for rows, column in (
        (Coding.objects.filter(unit__case=case).exclude(memo=""), "memo"),
        (Step.objects.filter(coding__unit__case=case).exclude(before=""), "before"),
        (Memo.objects.filter(case=case), "text"),
        (Decision.objects.filter(case=case), "reason"),
    ):
        for row in rows:
            words = getattr(row, column)
            replaced = replaced_in(words, chosen, labels)
            if replaced != words:
                setattr(row, column, replaced)
                row.save(update_fields=[column])
