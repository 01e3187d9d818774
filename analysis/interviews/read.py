"""The sample of a study of interviews: who takes part, and which interviews each of them gave."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import replace

from django.db.models import F

from analysis.coding.cases.models import Transcript, Unit
from analysis.records.interview_list import (
    deleted_interviewees,
    interviewee_records,
    newest_interviews,
    sample_attributes,
)
from analysis.records.interviewees import IntervieweeRecord, InterviewSample, TranscriptRecord
from survey.population import Population
from survey.studies.models import Study


def interview_sample(study: Study, population: Population) -> InterviewSample:
    """Everybody of one population with their interviews. Raises NotInterviews for a survey."""
    version, definition = newest_interviews(study)
    withdrawn, expired = deleted_interviewees(study, population)
    return InterviewSample(
        version=version,
        definition=definition,
        attributes=sample_attributes(study),
        people=interviewees_of(study, population),
        withdrawn=withdrawn,
        expired=expired,
    )


def interviewees_of(study: Study, population: Population) -> tuple[IntervieweeRecord, ...]:
    """Everybody of one population with their interviews, in the order of the sample table."""
    return with_transcripts(interviewee_records(study, population))


def with_transcripts(people: Iterable[IntervieweeRecord]) -> tuple[IntervieweeRecord, ...]:
    """The same people with their interviews in order."""
    people = tuple(people)
    transcripts = _transcripts({record.pk for record in people})
    return tuple(replace(record, transcripts=transcripts.get(record.pk, ())) for record in people)


def _transcripts(interviewees: Set[int]) -> Mapping[int, tuple[TranscriptRecord, ...]]:
    """The interviews of each participant by primary key, in two queries."""
    rows = Transcript.objects.filter(case__interviewee__in=interviewees).order_by(
        "case", "position"
    )
    turns: dict[int, int] = defaultdict(int)
    words: dict[int, int] = defaultdict(int)
    units = Unit.objects.filter(transcript__in=rows.order_by()).order_by()
    for transcript, turn in units.values_list("transcript", "turn").iterator():
        turns[transcript] += 1
        words[transcript] += len(turn.split())
    records: dict[int, tuple[TranscriptRecord, ...]] = defaultdict(tuple)
    for row in rows.annotate(interviewee=F("case__interviewee")):
        records[row.interviewee] += (_record(row, turns[row.pk], words[row.pk]),)
    return dict(records)


def _record(row: Transcript, turns: int, words: int) -> TranscriptRecord:
    return TranscriptRecord(
        pk=row.pk,
        position=row.position,
        title=row.title,
        held_on=row.held_on,
        mode=row.get_mode_display(),
        minutes=row.minutes,
        language=row.language,
        parallel_language=row.parallel_language,
        translated_by=row.translated_by,
        turns=turns,
        words=words,
    )
