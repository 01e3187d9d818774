"""The desk as records: the units of one case, with the codings that their coder may see."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from django.db.models import Exists, OuterRef

from analysis.coding.cases.models import Unit
from analysis.coding.codebooks.colours import colour_of
from analysis.coding.codebooks.models import Theme
from analysis.coding.codebooks.theme_records import ThemeRecord
from analysis.coding.rounds.models import Reading, RoundCoder, Stage
from analysis.coding.visibility import own_layer, themes_of
from analysis.errors import NotYours
from analysis.records.submitted_trials import SubmittedTrial, submitted_trials


def version_of(text: str) -> str:
    """What tells a text from the one that it was before somebody corrected it."""
    return sha256(text.encode()).hexdigest()[:8]


@dataclass(frozen=True)
class CodingRecord:
    """A coding, under the name and colour of its theme.

    `is_whole` says that it covers the whole unit.
    """

    guid: UUID
    name: str
    colour: str
    start: int
    end: int
    memo: str
    is_whole: bool


@dataclass(frozen=True)
class UnitRecord:
    """A unit with its codings.

    `question` is a key, empty in a transcript; `seconds` is where a turn begins in the recording,
    and `transcript` the heading of the interview. `language` is that of the text, empty for an
    answer, and `parallel` the turn in the other language of the interview. The turns of an
    interviewer are read along and not coded.
    """

    guid: UUID
    text: str
    scenario: str
    question: str
    speaker: str
    seconds: float | None
    transcript: str
    is_interviewer: bool
    codings: tuple[CodingRecord, ...]
    language: str = ""
    parallel: str = ""
    parallel_language: str = ""

    @property
    def version(self) -> str:
        return version_of(self.text)

    @property
    def is_only_read(self) -> bool:
        """Whether there is nothing to do here: codings made before can still be taken back."""
        return self.is_interviewer and not self.codings


@dataclass(frozen=True)
class CaseLink:
    """A case of the round, and whether the coder has marked it as done.

    `participant` is the key of who wrote the answers, None for an interview. A late one is coded
    together at any stage until the round is closed.
    """

    pk: int
    label: str
    participant: int | None
    joint: bool
    late: bool
    done: bool


@dataclass(frozen=True)
class Desk:
    """One case of a round before its coder.

    `trials` are those that the answers are about, by scenario. `undo` is the step that would be
    undone next, and `place` the unit that was worked on last. `may_propose` says whether a new
    theme can be made here; what is coded of a late case is seen by everybody, and so has the themes
    of the codebook alone.
    """

    case: CaseLink
    cases: tuple[CaseLink, ...]
    units: tuple[UnitRecord, ...]
    themes: tuple[ThemeRecord, ...]
    trials: Mapping[str, SubmittedTrial]
    place: UUID | None
    undo: UUID | None
    is_open: bool
    may_propose: bool

    @property
    def done(self) -> int:
        return sum(case.done for case in self.cases if not case.joint)

    @property
    def apart(self) -> int:
        return sum(not case.joint for case in self.cases)

    @property
    def previous(self) -> CaseLink | None:
        position = self.cases.index(self.case)
        return self.cases[position - 1] if position else None

    @property
    def following(self) -> CaseLink | None:
        position = self.cases.index(self.case)
        return self.cases[position + 1] if position + 1 < len(self.cases) else None


def desk(coder: RoundCoder, case: int | None = None) -> Desk:
    """A case of the round by its primary key, or else the one to go on with.

    That is the case that was worked on last, unless it is done; then the first one that is open
    and not done. Takes a fixed number of queries. Raises NotYours for a case that is not in the
    round.
    """
    steps = coder.steps.values_list("guid", "coding__unit__case", "coding__unit__guid")
    last = steps.first()
    undo, worked_on, place = last or (None, None, None)
    cases = _case_links(coder)
    shown = _case_to_show(coder, cases, case, worked_on)
    if shown is None:
        raise NotYours("This participant is not part of the round.")
    if shown.pk != worked_on:
        there = steps.filter(coding__unit__case=shown.pk).first()
        place = there[2] if there else None
    themes = themes_of(coder)
    is_open = _is_open(coder, shown)
    only_shared = shown.late and coder.round.stage != Stage.WORKSHOP
    return Desk(
        case=shown,
        cases=cases,
        units=_units_of(coder, shown, themes),
        themes=tuple(theme for theme in themes if not (only_shared and theme.proposed)),
        trials=submitted_trials(shown.participant) if shown.participant else {},
        place=place,
        undo=undo,
        is_open=is_open,
        may_propose=is_open and not only_shared,
    )


def _case_links(coder: RoundCoder) -> tuple[CaseLink, ...]:
    done = Exists(Reading.objects.filter(coder=coder, case=OuterRef("case")))
    rows = coder.round.members.values_list(
        "case",
        "case__label",
        "case__participant",
        "joint",
        "late",
        done,
    )
    return tuple(
        CaseLink(pk, label, participant, joint, late, is_done)
        for pk, label, participant, joint, late, is_done in rows
    )


def _case_to_show(
    coder: RoundCoder, cases: tuple[CaseLink, ...], asked: int | None, worked_on: int | None
) -> CaseLink | None:
    if asked is not None:
        return next((case for case in cases if case.pk == asked), None)
    to_do = [case for case in cases if _is_open(coder, case) and not case.done]
    going_on = (case for case in to_do if case.pk == worked_on)
    return next(iter((*going_on, *to_do, *cases)), None)


def _is_open(coder: RoundCoder, case: CaseLink) -> bool:
    if coder.excused_at is not None:
        return False
    if case.late:
        return coder.round.stage != Stage.CLOSED
    stage = Stage.WORKSHOP if case.joint else Stage.INDEPENDENT
    return coder.finished_at is None and coder.round.stage == stage


def _units_of(
    coder: RoundCoder, case: CaseLink, themes: tuple[ThemeRecord, ...]
) -> tuple[UnitRecord, ...]:
    """Every unit of a case with this coder's codings, in three queries."""
    units = Unit.objects.filter(case=case.pk).select_related("answer", "transcript")
    return _unit_records(coder, list(units.order_by("position")), themes)


def unit_record(coder: RoundCoder, unit: Unit) -> UnitRecord:
    """A unit that was read with its transcript."""
    return _unit_records(coder, [unit], themes_of(coder))[0]


def colours_of(themes: tuple[ThemeRecord, ...]) -> dict[UUID, str]:
    return {theme.guid: colour_of(theme.guid, theme.colour) for theme in themes}


def _unit_records(
    coder: RoundCoder,
    units: list[Unit],
    themes: tuple[ThemeRecord, ...],
) -> tuple[UnitRecord, ...]:
    """The codings are read as plain values: a text can have hundreds, and themes are wide rows."""
    texts = {unit.pk: unit.text for unit in units}
    codings: dict[int, list[CodingRecord]] = defaultdict(list)
    columns = ("unit_id", "guid", "theme_id", "start", "end", "memo")
    rows = list(own_layer(coder).filter(unit__in=units).values_list(*columns))
    looks = _looks({theme for _unit, _guid, theme, *_rest in rows}, themes)
    for unit, guid, theme, start, end, memo in rows:
        is_whole = (start, end) == (0, len(texts[unit]))
        codings[unit].append(CodingRecord(guid, *looks[theme], start, end, memo, is_whole))
    return tuple(
        _unit_record(
            unit,
            texts[unit.pk],
            tuple(codings[unit.pk]),
        )
        for unit in units
    )


def _looks(used: set[int], themes: tuple[ThemeRecord, ...]) -> dict[int, tuple[str, str]]:
    """The names and colours of themes by their primary keys.

    A theme that left the codebook meanwhile has lost the colour that was chosen for it.
    """
    colours = colours_of(themes)
    rows = Theme.objects.filter(pk__in=used).values_list("pk", "guid", "name")
    return {pk: (name, colours.get(guid) or colour_of(guid, "")) for pk, guid, name in rows}


def _unit_record(unit: Unit, text: str, codings: tuple[CodingRecord, ...]) -> UnitRecord:
    return UnitRecord(
        guid=unit.guid,
        text=text,
        scenario=unit.answer.scenario if unit.answer else "",
        question=unit.answer.question if unit.answer else "",
        speaker=unit.speaker,
        seconds=unit.starts_at,
        transcript=unit.transcript.heading if unit.transcript else "",
        is_interviewer=unit.is_interviewer,
        codings=codings,
        language=unit.transcript.language if unit.transcript else "",
        parallel=unit.parallel,
        parallel_language=unit.transcript.parallel_language if unit.transcript else "",
    )


def open_cases(coder: RoundCoder) -> frozenset[int]:
    """The cases of the round, by their primary keys, that the coder codes now."""
    return frozenset(case.pk for case in _case_links(coder) if _is_open(coder, case))
