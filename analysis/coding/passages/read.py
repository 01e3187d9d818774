"""Passages as records, with what stands around them and whose they are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from analysis.coding.cases.models import Unit
from analysis.coding.cases.question_texts import QuestionTexts, texts_of
from analysis.coding.codebooks.models import Codebook
from analysis.coding.desk.models import Coding
from analysis.coding.rounds.results import identifying_questions, is_withheld
from survey.studies.models import Study, StudyKind, StudyVersion

CONSENSUS = "consensus"

CONTEXT = 160
"""Characters before and after a passage, less the words that this would cut."""


@dataclass(frozen=True)
class PassageRecord:
    """A passage with a theme.

    `scenario` and `question` are as they were worded for the participant, empty in an interview;
    `seconds` is where a turn begins in the recording, and `transcript` the title of the interview.
    `withheld` says that the words are of an answer that could tell who somebody is; there are none
    then, nor a memo. `parallel` is the whole turn in the other language of an interview. `coder` is
    a name, or CONSENSUS.
    """

    guid: UUID
    theme: str
    theme_key: str
    area: str
    case: str
    case_pk: int
    unit: UUID
    scenario: str
    question: str
    speaker: str
    seconds: float | None
    transcript: str
    before: str
    words: str
    after: str
    withheld: bool
    coder: str
    memo: str
    round: str
    round_pk: int
    synthetic: bool
    language: str
    parallel: str
    parallel_language: str


def passage_records(
    codings: QuerySet[Coding] | Iterable[Coding], codebook: Codebook
) -> tuple[PassageRecord, ...]:
    """In three queries, however many there are, where `with_texts` was asked of the codings."""
    texts = texts_by_version(codebook.study)
    identifying = identifying_questions(codebook.study)
    return tuple(_record(coding, texts, identifying) for coding in codings)


def with_texts(codings: QuerySet[Coding]) -> QuerySet[Coding]:
    """The codings with everything that their records show, in the same query."""
    return codings.select_related(
        "unit__answer__participant",
        "unit__case",
        "unit__transcript",
        "theme__area",
        "round",
        "coder__user",
    )


def texts_by_version(study: Study) -> Mapping[int, QuestionTexts]:
    """The texts of questions and scenarios by the version's primary key, the newest first.

    Empty for a study of interviews, which asks by a guide and not by questions of a form.
    """
    versions = StudyVersion.objects.filter(study=study)
    if study.kind == StudyKind.INTERVIEWS:
        return {}
    return {version.pk: texts_of(version.survey) for version in versions}


def _record(
    coding: Coding,
    texts: Mapping[int, QuestionTexts],
    identifying: Mapping[int, frozenset[tuple[str, str]]],
) -> PassageRecord:
    unit, theme = coding.unit, coding.theme
    withheld = is_withheld(unit, identifying)
    before, words, after = ("", "", "") if withheld else _around(unit.text, coding)
    scenario, question = _asked(unit, texts)
    return PassageRecord(
        guid=coding.guid,
        theme=theme.name,
        theme_key=theme.key,
        area=theme.area.name if theme.area else "",
        case=unit.case.label,
        case_pk=unit.case_id,
        unit=unit.guid,
        scenario=scenario,
        question=question,
        speaker=unit.speaker,
        seconds=unit.starts_at,
        transcript=unit.transcript.title if unit.transcript else "",
        before=before,
        words=words,
        after=after,
        withheld=withheld,
        coder=coding.coder.name if coding.coder else CONSENSUS,
        memo="" if withheld else coding.memo,
        round=str(coding.round),
        round_pk=coding.round_id,
        synthetic=unit.case.synthetic,
        language=unit.transcript.language if unit.transcript else "",
        parallel=unit.parallel,
        parallel_language=unit.transcript.parallel_language if unit.transcript else "",
    )


def _asked(unit: Unit, texts: Mapping[int, QuestionTexts]) -> tuple[str, str]:
    answer = unit.answer
    if answer is None:
        return "", ""
    known = texts[answer.participant.version_id]
    return (
        known.scenarios.get(answer.scenario, answer.scenario),
        known.questions.get(answer.question, answer.question),
    )


def _around(text: str, coding: Coding) -> tuple[str, str, str]:
    """What stands before the passage, its words, and what stands after it, in whole words."""
    before, after = text[: coding.start], text[coding.end :]
    if len(before) > CONTEXT:
        near = before[-CONTEXT:]
        before = f"… {near.partition(' ')[2] or near}"
    if len(after) > CONTEXT:
        near = after[:CONTEXT]
        after = f"{near.rpartition(' ')[0] or near} …"
    return before, text[coding.start : coding.end], after
