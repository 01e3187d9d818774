"""The wide table: one row for each participant, with everything that occurs once for each."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from analysis.export.questions import WITHIN, Asked, asked
from analysis.export.scope import Scope
from analysis.export.table import OF_PARTICIPANT, Column, Table
from analysis.export.tables.participants import COLUMNS as OF_PEOPLE
from analysis.export.tables.participants import participant_cells
from analysis.export.tables.trials import level_column, level_of, seconds_between
from analysis.records.models import Exclusion
from analysis.records.observed_axes import ObservedAxis, merged
from analysis.records.rows import (
    TrialRow,
    answer_rows,
    participant_rows,
    trial_rows,
    trials_shown_at,
)

EXCLUDED = Column("excluded", "boolean", "Whether they are left out of reports now")
Cells = tuple[Any, ...]


def wide(scope: Scope) -> Table:
    """Multiple choice has a column of 0 and 1 for each option, which no other table has."""
    scenarios, questions = _scenarios(scope), asked(scope)
    columns = (
        *OF_PEOPLE,
        EXCLUDED,
        *(column for scenario in scenarios for column in scenario.columns),
        *(column for question in questions for column in question.columns),
    )
    return Table(
        "wide",
        "One row for each participant: what they submitted in each scenario, and every answer.",
        tuple(_with_names_of_their_own(columns)),
        key=("participant",),
        rows=_rows(scope, scenarios, questions),
        foreign_keys=(OF_PARTICIPANT,),
    )


@dataclass(frozen=True)
class ScenarioColumns:
    """The columns of one scenario."""

    key: str
    title: str
    axes: tuple[ObservedAxis, ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        within = (
            Column("position", "integer", "Which of their trials it was, from 1", required=False),
            Column("model_error", "string", "The model error shown", required=False),
            Column("settings_tried", "integer", "How often Apply was pressed", required=False),
            *(level_column(axis, "submitted", required=False) for axis in self.axes),
            Column(
                "seconds",
                "number",
                "From the page's first showing to the submission",
                required=False,
            ),
        )
        return tuple(
            replace(
                column,
                name=f"{self.key}{WITHIN}{column.name}",
                meaning=f"{self.title}: {column.meaning}",
            )
            for column in within
        )


def _scenarios(scope: Scope) -> tuple[ScenarioColumns, ...]:
    studies = scope.studies
    keys = merged(tuple(study.scenarios) for study in studies)
    return tuple(
        ScenarioColumns(
            key,
            next(study.scenarios[key].title for study in studies if key in study.scenarios),
            tuple(
                axis
                for axis in scope.axes
                if any(
                    axis.key in study.space_of(key).axes
                    for study in studies
                    if key in study.scenarios
                )
            ),
        )
        for key in keys
    )


def _with_names_of_their_own(columns: Iterable[Column]) -> Iterator[Column]:
    """Number names that occur again, as keys of a study file may hold the sign between keys."""
    times: Counter[str] = Counter()
    for column in columns:
        times[column.name] += 1
        again = times[column.name]
        yield replace(column, name=f"{column.name}{WITHIN}{again}") if again > 1 else column


def _rows(
    scope: Scope, scenarios: Sequence[ScenarioColumns], questions: Sequence[Asked]
) -> Iterator[Cells]:
    trial_cells = {scenario.key: _TrialCells(scenario) for scenario in scenarios}
    for chunk in scope.chunks():
        trials = _trials(chunk, trial_cells)
        answers = _answers(chunk, questions)
        excluded = set(
            Exclusion.objects.filter(participant__in=chunk).values_list(
                "participant__number", flat=True
            )
        )
        for row in participant_rows(chunk):
            given, answered = trials[row.participant], answers[row.participant]
            yield (
                *participant_cells(scope, row),
                row.participant in excluded,
                *(
                    cell
                    for cells in trial_cells.values()
                    for cell in given.get(cells.scenario.key, cells.nothing)
                ),
                *(
                    cell
                    for number, question in enumerate(questions)
                    for cell in answered.get(number, question.nothing)
                ),
            )


class _TrialCells:
    """Writes a trial into the columns of its scenario."""

    def __init__(self, scenario: ScenarioColumns) -> None:
        self.scenario = scenario
        self.nothing: Cells = (None,) * len(scenario.columns)
        self._levels = [level_of(axis) for axis in scenario.axes]

    def of(self, row: TrialRow, seconds: float | None) -> Cells:
        setting = row.setting or {}
        levels = (level(setting) for level in self._levels)
        return (row.position, row.error, row.tried, *levels, seconds)


def _trials(chunk: Sequence[int], cells: Mapping[str, _TrialCells]) -> dict[int, dict[str, Cells]]:
    """The cells of every trial, by participant and scenario."""
    shown = trials_shown_at(chunk)
    trials: dict[int, dict[str, Cells]] = defaultdict(dict)
    for row in trial_rows(chunk):
        seconds = seconds_between(shown.get((row.participant, row.scenario)), row.chosen_at)
        trials[row.participant][row.scenario] = cells[row.scenario].of(row, seconds)
    return trials


def _answers(chunk: Sequence[int], questions: Sequence[Asked]) -> dict[int, dict[int, Cells]]:
    """The cells of every answer that is not withheld, by participant and number of the question."""
    numbers = {
        (question.scenario, question.question): (number, question.cells)
        for number, question in enumerate(questions)
        if not question.is_withheld
    }
    answers: dict[int, dict[int, Cells]] = defaultdict(dict)
    for row in answer_rows(chunk):
        if known := numbers.get((row.scenario, row.question)):
            number, cells = known
            answers[row.participant][number] = cells(row.value)
    return answers
