"""The texts of a round: one for each participant, of all their interviews or all their answers."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import UUID

from analysis.coding.cases.models import Case, Transcript, Unit
from analysis.coding.cases.question_texts import QuestionTexts, question_texts
from analysis.coding.exchange.interview_headings import Opening, opening_line
from analysis.coding.exchange.project import Selection, Source
from analysis.coding.exchange.whole_texts import (
    ANSWERS,
    INTERVIEW,
    PARTED,
    Said,
    question_label,
    spoken_label,
    whole,
)
from analysis.coding.rounds.models import CodingRound
from analysis.coding.transcripts.interview_conduct import Held
from core.line_ends import plain


@dataclass(frozen=True)
class RoundTexts:
    """The cases of a round and the text of each, and sentences on what is not in them."""

    cases: tuple[Case, ...]
    sources: tuple[Source, ...]
    not_carried: tuple[str, ...]


def round_texts(
    coding_round: CodingRound, selections: Mapping[UUID, Sequence[Selection]]
) -> RoundTexts:
    """`selections` are those in each unit, by its GUID, at positions in the words of the unit."""
    units: dict[Case, list[Unit]] = defaultdict(list)
    rows = Unit.objects.filter(case__memberships__round=coding_round)
    rows = rows.select_related("answer", "transcript", "case__participant")
    for unit in rows.order_by("case", "position"):
        units[unit.case].append(unit)
    questions: dict[int, QuestionTexts] = {}
    sources = tuple(
        _source(case, of_case, selections, _questions_of(case, questions), coding_round)
        for case, of_case in units.items()
    )
    talks = Transcript.objects.filter(case__in=units)
    left_out = []
    if any(unit.ends_at is not None for of_case in units.values() for unit in of_case):
        left_out.append("When a turn ends is not in it; when it begins stands before its words.")
    if any(talk.interviewers for talk in talks):
        left_out.append("Which speakers are interviewers is not in it.")
    if any(talk.parallel_language for talk in talks):
        left_out.append("The words beside the turns in another language are not in it.")
    return RoundTexts(tuple(units), sources, tuple(left_out))


def known_of(case: Case, others: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The values that somebody typed for a case, and others, by their names."""
    values = case.attribute_values.select_related("attribute").order_by("attribute")
    typed = {value.attribute.name: value.value for value in values}
    return tuple((dict(others) | typed).items())


def utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _questions_of(case: Case, known: dict[int, QuestionTexts]) -> QuestionTexts:
    """The questions of a participant, read once for each version of the study."""
    version = case.participant.version_id if case.participant else 0
    if version not in known:
        known[version] = question_texts(case.pk)
    return known[version]


def _source(
    case: Case,
    units: Sequence[Unit],
    selections: Mapping[UUID, Sequence[Selection]],
    questions: QuestionTexts,
    coding_round: CodingRound,
) -> Source:
    """The GUID is that of the first unit, by which a copy of the text is known again."""
    parts = [plain(unit.text) for unit in units]
    first = {unit.transcript_id: unit.pk for unit in reversed(units)}
    text, placed = whole(
        Said(_opening(unit, first) + _label(unit, words, questions), words)
        for unit, (words, _moved) in zip(units, parts, strict=True)
    )
    return Source(
        guid=str(units[0].guid),
        name=case.label,
        text=text,
        selections=tuple(
            replace(selection, start=start, end=end)
            for unit, (_words, moved), place in zip(units, parts, placed, strict=True)
            for selection in selections.get(unit.guid, ())
            for start, end in [place.segment(*moved(selection.start, selection.end))]
        ),
        description=INTERVIEW if units[0].transcript else ANSWERS,
        made_at=utc(
            units[0].transcript.imported_at if units[0].transcript else coding_round.planned_at
        ),
    )


def _opening(unit: Unit, first: Mapping[int | None, int]) -> str:
    """The line above the first turn of an interview."""
    if unit.transcript is None or first[unit.transcript_id] != unit.pk:
        return ""
    talk = unit.transcript
    held = Held(talk.held_on, talk.mode, talk.minutes)
    return f"{opening_line(Opening(talk.title, talk.language, held))}{PARTED}"


def _label(unit: Unit, words: str, questions: QuestionTexts) -> str:
    if unit.answer is None:
        return spoken_label(unit.speaker, unit.starts_at, words)
    keys = f"{unit.answer.scenario} {unit.answer.question}".strip()
    return question_label(keys, questions.questions.get(unit.answer.question, ""))
