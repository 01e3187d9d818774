"""The tables of a package about interviews, in the order they are written."""

from collections.abc import Callable, Iterator
from typing import Any

from analysis.coding.codebooks.models import Standing
from analysis.coding.codebooks.theme_records import area_of
from analysis.coding.visibility import revealed
from analysis.design_spaces.read import traces_of
from analysis.export.interviews.scope import InterviewScope
from analysis.export.scope import CHUNK
from analysis.export.table import Column, ForeignKey, Table
from analysis.export.tables.agreement import agreement
from analysis.export.tables.codes import LAYER, codebook, coder_labels, compared_rounds, layer
from survey.design.interviews.attributes import Attribute

LABEL = Column("participant", "string", "The participant, by the number that the researcher gave")
OF_PARTICIPANT = ForeignKey(("participant",), "participants")


def participants(scope: InterviewScope) -> Table:
    return Table(
        "participants",
        "One row for each participant who consented and did not withdraw.",
        (
            LABEL,
            Column("version", "string", "The version of the study they consented to"),
            Column("simulated", "boolean", "Whether nobody was interviewed here"),
            Column("consented_on", "date", "The day of the consent"),
            Column("consent_language", "string", "The language of the text consented to"),
            Column("channel", "string", "How they were reached", required=False),
            Column("interviews", "integer", "How many interviews they gave"),
            *(_attribute(key, known) for key, known in scope.sample.attributes.items()),
        ),
        key=("participant",),
        rows=_participants(scope),
    )


def _attribute(key: str, attribute: Attribute) -> Column:
    unit = f", in {attribute.unit}" if attribute.unit else ""
    return Column(
        f"attribute_{key}",
        "number" if attribute.type == "number" else "string",
        f"{attribute.title}{unit}",
        values=tuple(attribute.options),
        words=tuple(attribute.options.values()),
        required=False,
    )


def _participants(scope: InterviewScope) -> Iterator[tuple[Any, ...]]:
    for person in scope.sample.people:
        values = scope.values.get(person.pk, {})
        yield (
            person.label,
            person.version,
            scope.simulated,
            person.consented_on.isoformat(),
            person.consent_language,
            person.channel or None,
            len(person.transcripts),
            *(values.get(key) for key in scope.sample.attributes),
        )
    scope.report(len(scope.people))


def transcripts(scope: InterviewScope) -> Table:
    return Table(
        "transcripts",
        "One row for each interview; what was said in it is in no package.",
        (
            LABEL,
            Column("interview", "integer", "Which of their interviews it was, from 1"),
            Column("title", "string", "What it is called"),
            Column("held_on", "date", "The day of the interview", required=False),
            Column("mode", "string", "How it was held", required=False),
            Column("minutes", "integer", "How long it took", required=False),
            Column("language", "string", "The language of the words that were coded"),
            Column(
                "parallel_language", "string", "The language of the words beside", required=False
            ),
            Column("translated_by", "string", "Who or what translated", required=False),
            Column("turns", "integer", "How many turns it has"),
            Column("words", "integer", "How many words, in the language that was coded"),
        ),
        key=("participant", "interview"),
        rows=_transcripts(scope),
        foreign_keys=(OF_PARTICIPANT,),
    )


def _transcripts(scope: InterviewScope) -> Iterator[tuple[Any, ...]]:
    for person in scope.sample.people:
        for one in person.transcripts:
            yield (
                person.label,
                one.position,
                one.title,
                one.held_on.isoformat() if one.held_on else None,
                one.mode or None,
                one.minutes,
                one.language,
                one.parallel_language or None,
                one.translated_by or None,
                one.turns,
                one.words,
            )
    scope.report(len(scope.people))


def codes(scope: InterviewScope) -> Table:
    return Table(
        "codes",
        "One row for each segment that a coder, or the consensus, gave a theme, in rounds that "
        "were compared.",
        (
            Column("code", "string", "The coding, by a random identifier"),
            Column("codebook", "string", "The codebook, by its key"),
            Column("round", "integer", "The round of that codebook, from 1"),
            LAYER,
            LABEL,
            Column("interview", "integer", "Which of their interviews it was, from 1"),
            Column("transcript", "string", "What that interview is called"),
            Column("language", "string", "The language of the words that were coded"),
            Column("unit", "integer", "The turn, through all interviews of theirs, from 1"),
            Column("start", "integer", "Where the segment begins, in characters, from 0"),
            Column("end", "integer", "Where it ends, exclusive"),
            Column("area", "string", "The theme area, by its key", required=False),
            Column("theme", "string", "The theme or code, by its key"),
            Column("theme_name", "string", "The theme or code in words"),
            Column("in_codebook", "boolean", "Whether it is in the codebook as it is now"),
        ),
        key=("code",),
        rows=_codes(scope),
        foreign_keys=(OF_PARTICIPANT,),
    )


def _codes(scope: InterviewScope) -> Iterator[tuple[Any, ...]]:
    """Without memos, in which coders quote what people said."""
    labels = coder_labels(scope)
    people = set(scope.people)
    for compared in compared_rounds(scope).select_related("codebook"):
        rows = revealed(compared).select_related(
            "unit__case", "unit__transcript", "theme__area", "theme__parent__area"
        )
        rows = rows.order_by("unit__case", "unit__position", "start", "end", "pk")
        for row in rows.iterator(CHUNK):
            unit, area = row.unit, area_of(row.theme)
            if unit.case.interviewee_id not in people or unit.transcript is None:
                continue
            yield (
                str(row.guid),
                compared.codebook.slug,
                compared.number,
                layer(row, labels),
                unit.case.label,
                unit.transcript.position,
                unit.transcript.title,
                unit.transcript.language,
                unit.position,
                row.start,
                row.end,
                area.key if area else None,
                row.theme.key,
                row.theme.name,
                row.theme.standing == Standing.SHARED,
            )
    scope.report(len(scope.people))


def design_space(scope: InterviewScope) -> Table:
    return Table(
        "design_space",
        "One row for each code that a level of a design space came from.",
        (
            Column("design_space", "string", "The design space, by its title"),
            Column("axis", "string", "The axis, by its key"),
            Column("axis_title", "string", "The axis in words"),
            Column("level", "string", "The level, by its key"),
            Column("level_title", "string", "The level in words"),
            Column("theme", "string", "The code, by its key in the codebook", required=False),
            Column("theme_name", "string", "The code in words", required=False),
            Column(
                "participants", "string", "Who spoke of it, with ; between them", required=False
            ),
            Column("sentence", "string", "How it leads to the level", required=False),
        ),
        key=("design_space", "axis", "level", "theme"),
        rows=_levels(scope),
    )


def _levels(scope: InterviewScope) -> Iterator[tuple[Any, ...]]:
    for trace in traces_of(scope.study, scope.population):
        for axis in trace.axes:
            for level in axis.levels:
                named = (trace.title, axis.key, axis.title, level.key, level.title)
                if not level.citations:
                    yield (*named, None, None, None, None)
                for code, citation in trace.cited_by(level):
                    people = ";".join(code.participants) or None
                    yield (*named, code.key, code.name, people, citation.sentence or None)
    scope.report(len(scope.people))


INTERVIEW_TABLES: tuple[Callable[[InterviewScope], Table], ...] = (
    participants,
    transcripts,
    codes,
    codebook,
    agreement,
    design_space,
)
