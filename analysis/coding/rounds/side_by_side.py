"""The text of a case with the segments of every coder beside each other."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from analysis.coding.cases.models import Unit
from analysis.coding.rounds.models import CodingRound
from analysis.coding.visibility import CODER_NAME, counted_coders, revealed


@dataclass(frozen=True)
class Mark:
    """A segment to which a coder gave a theme."""

    coder: str
    theme: str
    start: int
    end: int


@dataclass(frozen=True)
class UnitSides:
    """A unit with the marks of all coders; `coders` is how many read it.

    `question` is a key, empty in a transcript; `seconds` is where a turn begins in the recording,
    and `transcript` the heading of the interview. `language` is that of the text, and `parallel`
    the turn in the other language of the interview.
    """

    guid: UUID
    text: str
    scenario: str
    question: str
    speaker: str
    seconds: float | None
    transcript: str
    marks: tuple[Mark, ...]
    coders: int
    language: str = ""
    parallel: str = ""
    parallel_language: str = ""


def sides(coding_round: CodingRound, case: int) -> tuple[UnitSides, ...]:
    """Every unit of a case, without marks where the round is not compared; in four queries."""
    codings = revealed(coding_round).filter(unit__case=case, coder__isnull=False)
    columns = ("unit_id", CODER_NAME, "theme__name", "start", "end")
    marks: dict[int, list[Mark]] = defaultdict(list)
    for unit, *mark in codings.order_by("start", "pk").values_list(*columns):
        marks[unit].append(Mark(*mark))
    coders = counted_coders(coding_round).count()
    units = Unit.objects.filter(case=case, case__memberships__round=coding_round)
    return tuple(
        UnitSides(
            guid=unit.guid,
            text=unit.text,
            scenario=unit.answer.scenario if unit.answer else "",
            question=unit.answer.question if unit.answer else "",
            speaker=unit.speaker,
            seconds=unit.starts_at,
            transcript=unit.transcript.heading if unit.transcript else "",
            marks=tuple(marks[unit.pk]),
            coders=coders,
            language=unit.transcript.language if unit.transcript else "",
            parallel=unit.parallel,
            parallel_language=unit.transcript.parallel_language if unit.transcript else "",
        )
        for unit in units.select_related("answer", "transcript").order_by("position")
    )
