"""The desk as records: the units of one case, with the codings that their coder may see."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef

from analysis.coding.cases.models import Unit
from analysis.coding.codebooks.theme_records import ThemeRecord
from analysis.coding.rounds.models import Reading, RoundCoder, Stage
from analysis.coding.visibility import own_layer, themes_of
from analysis.errors import NotYours


@dataclass(frozen=True)
class CodingRecord:
    """A coding, under the name of its theme; `is_whole` says that it covers the whole unit."""

    guid: UUID
    name: str
    start: int
    end: int
    memo: str
    is_whole: bool


@dataclass(frozen=True)
class UnitRecord:
    """A unit with its codings.

    `question` is a key, empty in a transcript; `seconds` is where a turn begins in the recording.
    """

    guid: UUID
    text: str
    scenario: str
    question: str
    speaker: str
    seconds: float | None
    codings: tuple[CodingRecord, ...]


@dataclass(frozen=True)
class CaseLink:
    """A case of the round, and whether the coder has marked it as done.

    A late one is coded together at any stage until the round is closed.
    """

    pk: int
    label: str
    joint: bool
    late: bool
    done: bool


@dataclass(frozen=True)
class Desk:
    """One case of a round before its coder.

    `undo` is the step that would be undone next, and `last` the theme that was applied last.
    """

    case: CaseLink
    cases: tuple[CaseLink, ...]
    units: tuple[UnitRecord, ...]
    themes: tuple[ThemeRecord, ...]
    undo: UUID | None
    last: UUID | None
    is_open: bool

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
    """A case of the round by its primary key, or the first one that is open and not done.

    Takes a fixed number of queries. Raises NotYours for a case that is not in the round.
    """
    cases = _case_links(coder)
    shown = _case_to_show(coder, cases, case)
    if shown is None:
        raise NotYours("This participant is not part of the round.")
    applied = coder.steps.filter(did="added").values_list("coding__theme__guid", flat=True)
    return Desk(
        case=shown,
        cases=cases,
        units=_units_of(coder, shown.pk),
        themes=themes_of(coder),
        undo=coder.steps.values_list("guid", flat=True).first(),
        last=applied.first(),
        is_open=_is_open(coder, shown),
    )


def _case_links(coder: RoundCoder) -> tuple[CaseLink, ...]:
    done = Exists(Reading.objects.filter(coder=coder, case=OuterRef("case")))
    columns = coder.round.members.values_list("case", "case__label", "joint", "late", done)
    return tuple(CaseLink(*values) for values in columns)


def _case_to_show(
    coder: RoundCoder, cases: tuple[CaseLink, ...], asked: int | None
) -> CaseLink | None:
    if asked is not None:
        return next((case for case in cases if case.pk == asked), None)
    to_do = (case for case in cases if _is_open(coder, case) and not case.done)
    return next(to_do, cases[0] if cases else None)


def _is_open(coder: RoundCoder, case: CaseLink) -> bool:
    if coder.excused_at is not None:
        return False
    if case.late:
        return coder.round.stage != Stage.CLOSED
    stage = Stage.WORKSHOP if case.joint else Stage.INDEPENDENT
    return coder.finished_at is None and coder.round.stage == stage


def _units_of(coder: RoundCoder, case: int) -> tuple[UnitRecord, ...]:
    """Every unit of a case with this coder's codings, in two queries."""
    units = Unit.objects.filter(case=case).select_related("answer").order_by("position")
    return _unit_records(coder, list(units))


def unit_record(coder: RoundCoder, unit: Unit) -> UnitRecord:
    return _unit_records(coder, [unit])[0]


def _unit_records(coder: RoundCoder, units: list[Unit]) -> tuple[UnitRecord, ...]:
    """The codings are read as plain values: a text can have hundreds, and themes are wide rows."""
    texts = {unit.pk: unit.text for unit in units}
    codings: dict[int, list[CodingRecord]] = defaultdict(list)
    columns = ("unit_id", "guid", "theme__name", "start", "end", "memo")
    rows = own_layer(coder).filter(unit__in=units).values_list(*columns)
    for unit, guid, name, start, end, memo in rows:
        is_whole = (start, end) == (0, len(texts[unit]))
        codings[unit].append(CodingRecord(guid, name, start, end, memo, is_whole))
    return tuple(_unit_record(unit, texts[unit.pk], tuple(codings[unit.pk])) for unit in units)


def _unit_record(unit: Unit, text: str, codings: tuple[CodingRecord, ...]) -> UnitRecord:
    return UnitRecord(
        guid=unit.guid,
        text=text,
        scenario=unit.answer.scenario if unit.answer else "",
        question=unit.answer.question if unit.answer else "",
        speaker=unit.speaker,
        seconds=unit.starts_at,
        codings=codings,
    )


def open_cases(coder: RoundCoder) -> frozenset[int]:
    """The cases of the round, by their primary keys, that the coder codes now."""
    return frozenset(case.pk for case in _case_links(coder) if _is_open(coder, case))
