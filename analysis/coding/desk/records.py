"""What a coder has before them: one participant's words, and the codings that are theirs."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef

from analysis.coding.cases.models import Unit
from analysis.coding.codebooks.theme_records import ThemeRecord
from analysis.coding.desk.models import Coding
from analysis.coding.rounds.models import Reading, RoundCoder, Stage
from analysis.coding.visibility import own_layer, themes_of
from analysis.errors import NotYours


@dataclass(frozen=True)
class CodingRecord:
    guid: UUID
    name: str
    start: int
    end: int
    memo: str
    is_whole: bool


@dataclass(frozen=True)
class UnitRecord:
    """`question` is its key, empty in a transcript; `seconds` is where a turn begins."""

    guid: UUID
    text: str
    scenario: str
    question: str
    speaker: str
    seconds: float | None
    codings: tuple[CodingRecord, ...]


@dataclass(frozen=True)
class CaseLink:
    """A case of the round, and whether this coder has marked it as done."""

    pk: int
    label: str
    joint: bool
    done: bool


@dataclass(frozen=True)
class Desk:
    """`undo` is the step to take back next; `last` the theme applied last."""

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
        place = self.cases.index(self.case)
        return self.cases[place - 1] if place else None

    @property
    def following(self) -> CaseLink | None:
        place = self.cases.index(self.case)
        return self.cases[place + 1] if place + 1 < len(self.cases) else None


def desk(coder: RoundCoder, case: int | None = None) -> Desk:
    """One case of the round as its coder sees it; the first one not done where none is named.

    In a bounded number of queries. Raises NotYours for a case that is not in the round.
    """
    cases = case_links(coder)
    open_cases = [each for each in cases if _is_open(coder, each) and not each.done]
    chosen = next(
        (each for each in cases if each.pk == case) if case is not None else iter(open_cases), None
    )
    if chosen is None and case is None and cases:
        chosen = cases[0]
    if chosen is None:
        raise NotYours("This participant is not part of the round.")
    themes = coder.steps.filter(did="added").values_list("coding__theme__guid", flat=True)
    return Desk(
        case=chosen,
        cases=cases,
        units=units_of(coder, chosen.pk),
        themes=themes_of(coder),
        undo=coder.steps.values_list("guid", flat=True).first(),
        last=themes.first(),
        is_open=_is_open(coder, chosen) and coder.finished_at is coder.excused_at is None,
    )


def case_links(coder: RoundCoder) -> tuple[CaseLink, ...]:
    done = Exists(Reading.objects.filter(coder=coder, case=OuterRef("case")))
    columns = coder.round.members.values_list("case", "case__label", "joint", done)
    return tuple(CaseLink(*each) for each in columns)


def _is_open(coder: RoundCoder, case: CaseLink) -> bool:
    stage = Stage.WORKSHOP if case.joint else Stage.INDEPENDENT
    return coder.round.stage == stage


def units_of(coder: RoundCoder, case: int) -> tuple[UnitRecord, ...]:
    """All units of a case with this coder's codings, in two queries."""
    rows = Unit.objects.filter(case=case).select_related("answer").order_by("position")
    return _records(coder, list(rows))


def unit_in_round(coder: RoundCoder, guid: UUID) -> Unit:
    """Raises NotYours where it is in no case of the coder's round."""
    rows = Unit.objects.filter(guid=guid, case__memberships__round=coder.round_id)
    row = rows.select_related("answer").first()
    if row is None:
        raise NotYours("This text is not part of the round.")
    return row


def unit_record(coder: RoundCoder, row: Unit) -> UnitRecord:
    return _records(coder, [row])[0]


def coding_record(coding: Coding) -> CodingRecord:
    """Of one coding, whose unit and theme were fetched along."""
    whole = (coding.start, coding.end) == (0, len(coding.unit.text))
    return CodingRecord(
        coding.guid, coding.theme.name, coding.start, coding.end, coding.memo, whole
    )


def _records(coder: RoundCoder, rows: list[Unit]) -> tuple[UnitRecord, ...]:
    """Codings as plain values: a text can have hundreds, and themes are wide rows."""
    texts = {row.pk: row.text for row in rows}
    found: dict[int, list[CodingRecord]] = defaultdict(list)
    columns = ("unit_id", "guid", "theme__name", "start", "end", "memo")
    for unit, guid, name, start, end, memo in (
        own_layer(coder).filter(unit__in=rows).values_list(*columns)
    ):
        whole = (start, end) == (0, len(texts[unit]))
        found[unit].append(CodingRecord(guid, name, start, end, memo, whole))
    return tuple(_record(row, texts[row.pk], tuple(found[row.pk])) for row in rows)


def _record(row: Unit, text: str, codings: tuple[CodingRecord, ...]) -> UnitRecord:
    return UnitRecord(
        guid=row.guid,
        text=text,
        scenario=row.answer.scenario if row.answer else "",
        question=row.answer.question if row.answer else "",
        speaker=row.speaker,
        seconds=row.starts_at,
        codings=codings,
    )
