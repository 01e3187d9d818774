"""The tables of coded segments in compared rounds, and of codebooks."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from analysis.coding.codebooks.models import Codebook, Standing
from analysis.coding.codebooks.theme_records import area_of, record, shared_themes
from analysis.coding.desk.models import Coding
from analysis.coding.rounds.models import CodingRound, RoundCoder
from analysis.coding.rounds.results import identifying_questions
from analysis.coding.visibility import REVEALED, revealed
from analysis.export.scope import CHUNK, Scope, StudyScope
from analysis.export.table import OF_PARTICIPANT, Column, Table

CONSENSUS, JOINT = "consensus", "joint"

LAYER = Column(
    "layer",
    "string",
    "Whose it is: a coder, the same number for the same person everywhere; consensus, once "
    "compared; or joint, in a workshop, which counts as consensus too",
)

CODES = (
    Column("code", "string", "The coding, by a random identifier"),
    Column("codebook", "string", "The codebook, by its key"),
    Column("round", "integer", "The round of that codebook, from 1"),
    LAYER,
    Column("case", "string", "Whom it is about, by the label that coders saw"),
    Column("participant", "integer", "The participant"),
    Column("scenario", "string", "The scenario; empty outside of scenarios", required=False),
    Column("question", "string", "The question answered", required=False),
    Column("unit", "integer", "The answer or turn of the case, in the order of reading, from 1"),
    Column("start", "integer", "Where the segment begins, in characters (Unicode), from 0"),
    Column("end", "integer", "Where it ends, exclusive"),
    Column("area", "string", "The theme area, by its key; empty outside of areas", required=False),
    Column("theme", "string", "The theme, by its key"),
    Column("theme_name", "string", "The theme in words"),
    Column(
        "in_codebook",
        "boolean",
        "Whether the theme is in the codebook; one that is not was new in a round, or is retired",
    ),
    Column("memo", "string", "What the coder noted", required=False),
    Column("withheld", "boolean", "Whether a memo on an identifying answer is left out here"),
)

CODEBOOK = (
    Column("codebook", "string", "The codebook, by its key"),
    Column("area", "string", "The theme area, by its key; empty outside of areas", required=False),
    Column("area_name", "string", "The theme area in words", required=False),
    Column("theme", "string", "The theme, by its key"),
    Column("theme_name", "string", "The theme in words"),
    Column(
        "code_of",
        "string",
        "The theme that a code lies beneath, by its key; empty for a theme",
        required=False,
    ),
    Column(
        "also_in",
        "string",
        "Further areas of a theme, or further themes of a code, by their keys, with ; between them",
        required=False,
    ),
    Column(
        "types",
        "string",
        "Its types by their names, the main one first, with ; between them",
        required=False,
    ),
    Column("marks", "string", "Its marks by their names, with ; between them", required=False),
    Column("definition", "string", "What it means", required=False),
    Column("include", "string", "When to code it", required=False),
    Column("exclude", "string", "When not to code it", required=False),
)


def codes(scope: Scope) -> Table:
    return Table(
        "codes",
        "One row for each segment that a coder, or the consensus, gave a theme, in rounds that "
        "were compared.",
        CODES,
        key=("code",),
        rows=_codes(scope),
        foreign_keys=(OF_PARTICIPANT,),
    )


def codebook(scope: StudyScope) -> Table:
    return Table(
        "codebook",
        "One row for each theme, and each code, of the study's codebooks as they are now.",
        CODEBOOK,
        key=("codebook", "theme"),
        rows=_themes(scope),
    )


def compared_rounds(scope: StudyScope) -> QuerySet[CodingRound]:
    """The rounds whose codings every account that may export may see."""
    return CodingRound.objects.filter(
        codebook__study=scope.study, synthetic=scope.simulated, stage__in=REVEALED
    ).order_by("codebook__slug", "number")


def _codes(scope: Scope) -> Iterator[tuple[Any, ...]]:
    labels = coder_labels(scope)
    withheld = {} if scope.with_identifying else identifying_questions(scope.study)
    people = set(scope.people)
    for compared in compared_rounds(scope).select_related("codebook"):
        rows = revealed(compared).select_related(
            "unit__answer__participant",
            "unit__case__participant",
            "theme__area",
            "theme__parent__area",
        )
        rows = rows.order_by("unit__case", "unit__position", "start", "end", "pk")
        for row in rows.iterator(CHUNK):
            if row.unit.case.participant_id in people:
                yield _code(compared, row, labels, withheld)
    scope.report(len(scope.people))


def _code(
    compared: CodingRound,
    row: Coding,
    labels: dict[int, str],
    withheld: dict[int, frozenset[tuple[str, str]]],
) -> tuple[Any, ...]:
    answer, theme = row.unit.answer, row.theme
    area = area_of(theme)
    hidden = (
        bool(row.memo)
        and answer is not None
        and (
            (answer.scenario, answer.question)
            in withheld.get(answer.participant.version_id, frozenset())
        )
    )
    return (
        str(row.guid),
        compared.codebook.slug,
        compared.number,
        layer(row, labels),
        row.unit.case.label,
        row.unit.case.participant.number if row.unit.case.participant else None,
        (answer.scenario or None) if answer else None,
        answer.question if answer else None,
        row.unit.position,
        row.start,
        row.end,
        area.key if area else None,
        theme.key,
        theme.name,
        theme.standing == Standing.SHARED,
        None if hidden else row.memo or None,
        hidden,
    )


def layer(row: Coding, labels: dict[int, str]) -> str:
    if row.coder_id is not None:
        return labels[row.coder_id]
    return CONSENSUS if row.decision_id else JOINT


def coder_labels(scope: StudyScope) -> dict[int, str]:
    """Labels such as coder 1, by the key of a coder's part, numbered in the order of coding.

    Coders without an account are the same person where a file gives them the same name.
    """
    parts = RoundCoder.objects.filter(round__codebook__study=scope.study).order_by("pk")
    numbers: dict[tuple[int | None, str], int] = {}
    return {
        part: f"coder {numbers.setdefault((user, label), len(numbers) + 1)}"
        for part, user, label in parts.values_list("pk", "user", "label")
    }


def _themes(scope: StudyScope) -> Iterator[tuple[Any, ...]]:
    for book in Codebook.objects.filter(study=scope.study).order_by("slug"):
        themes = list(shared_themes(book))
        keys = {str(area.guid): area.key for area in book.areas.all()}
        keys |= {str(theme.guid): theme.key for theme in themes}
        for theme in themes:
            area, named = area_of(theme), record(theme)
            yield (
                book.slug,
                area.key if area else None,
                area.name if area else None,
                theme.key,
                theme.name,
                theme.parent.key if theme.parent else None,
                ";".join(keys[guid] for guid in theme.also_in if guid in keys) or None,
                ";".join(named.type_names) or None,
                ";".join(named.mark_names) or None,
                theme.definition or None,
                theme.include or None,
                theme.exclude or None,
            )
    scope.report(len(scope.people))
