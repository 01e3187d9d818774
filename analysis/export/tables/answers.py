"""The table of answers."""

from collections.abc import Iterator
from typing import Any

from analysis.export.scope import Scope, questions_by_scenario_and_key
from analysis.export.table import OF_PARTICIPANT, PARTICIPANT, Column, Table
from analysis.records.rows import answer_rows
from survey.design.question_types.base import BaseQuestion
from survey.design.question_types.choices import OTHER

COLUMNS = (
    PARTICIPANT,
    Column(
        "scenario",
        "string",
        "The scenario that the question followed; empty outside of scenarios",
        required=False,
    ),
    Column("question", "string", "The question, by its key in the study file"),
    Column(
        "value",
        "string",
        "The answer: the key of an option, several keys with ; between them, a number, or text",
        required=False,
    ),
    Column("other", "string", "What was written in beside the option other", required=False),
    Column("reads", "string", "The options chosen, in the words of the page", required=False),
    Column("withheld", "boolean", "Whether the answer could tell who it was and is left out here"),
)


def answers(scope: Scope) -> Table:
    return Table(
        "answers",
        "One row for each question answered; a question that was left out has none.",
        COLUMNS,
        key=("participant", "scenario", "question"),
        rows=_rows(scope),
        foreign_keys=(OF_PARTICIPANT,),
    )


def _rows(scope: Scope) -> Iterator[tuple[Any, ...]]:
    asked = {
        key: questions_by_scenario_and_key(version.survey)
        for key, version in scope.versions.items()
    }
    for chunk in scope.chunks():
        for row in answer_rows(chunk):
            asked_in = row.participant, row.scenario or None, row.question
            question = asked[row.version][row.scenario, row.question]
            if question.identifying and not scope.with_identifying:
                yield *asked_in, None, None, None, True
            else:
                yield *asked_in, *_in_cells(question, row.value), False


def _in_cells(question: BaseQuestion, value: Any) -> tuple[str, str | None, str | None]:
    match value:
        case {"option": option}:
            stored = option
        case {"options": options}:
            stored = ";".join(options)
        case _:
            return str(value), None, None
    return stored, value.get(OTHER), question.readable(value)
