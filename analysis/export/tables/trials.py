"""The tables of trials and explorations."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from analysis.export.scope import Scope
from analysis.export.table import OF_PARTICIPANT, PARTICIPANT, SCENARIO, Column, ForeignKey, Table
from analysis.records.rows import exploration_rows, trial_rows, trials_shown_at
from attribution.axes import Action, Metric
from survey.design.definition import StudyDefinition

ACTIONS, METRICS = tuple(Action), tuple(Metric)

TRIAL_COLUMNS = (
    PARTICIPANT,
    SCENARIO,
    Column("position", "integer", "Which of their trials it was, from 1"),
    Column("effects", "string", "SHA-256 of the bundle of effects that was shown"),
    Column("model_error", "string", "The model error shown, by its id in the bundle"),
    Column(
        "option_order",
        "string",
        "Whether the order of actions and metrics was drawn for the participant",
        values=("random", "as_written"),
    ),
    Column("actions_offered", "string", "The actions in the order they stood in, with ; between"),
    Column("metrics_offered", "string", "The metrics in the order they stood in, with ; between"),
    Column("settings_tried", "integer", "How often Apply was pressed"),
    Column("chosen", "integer", "Which of the settings tried was submitted", required=False),
    Column("action", "string", "The action submitted", values=ACTIONS, required=False),
    Column("metric", "string", "The metric submitted", values=METRICS, required=False),
    Column("number", "integer", "The number of training samples submitted", required=False),
    Column("chosen_at", "datetime", "When it was submitted, in UTC", required=False),
    Column("seconds", "number", "From the page's first showing to the submission", required=False),
)

EXPLORATION_COLUMNS = (
    PARTICIPANT,
    SCENARIO,
    Column("position", "integer", "Which of the settings tried in this trial it was, from 1"),
    Column("action", "string", "The action applied", values=ACTIONS),
    Column("metric", "string", "The metric applied", values=METRICS),
    Column("number", "integer", "The number of training samples applied"),
    Column("applied_at", "datetime", "When Apply was pressed, in UTC"),
    Column("seconds", "number", "From the page's first showing to this Apply", required=False),
    Column("chosen", "boolean", "Whether this setting was the one submitted"),
)


def trials(scope: Scope) -> Table:
    return Table(
        "trials",
        "One row for each scenario that a participant was given, with what they submitted.",
        TRIAL_COLUMNS,
        key=("participant", "scenario"),
        rows=_trials(scope),
        foreign_keys=(OF_PARTICIPANT,),
    )


def explorations(scope: Scope) -> Table:
    return Table(
        "explorations",
        "One row for each setting that was tried (each Apply), in order.",
        EXPLORATION_COLUMNS,
        key=("participant", "scenario", "position"),
        rows=_explorations(scope),
        foreign_keys=(ForeignKey(("participant", "scenario"), "trials"),),
    )


def _trials(scope: Scope) -> Iterator[tuple[Any, ...]]:
    for chunk in scope.chunks():
        shown = trials_shown_at(chunk)
        for row in trial_rows(chunk):
            definition = scope.versions[row.version].definition
            yield (
                row.participant,
                row.scenario,
                row.position,
                row.bundle,
                row.error,
                *_options(definition, row.options),
                row.tried,
                row.chosen_position,
                row.action,
                row.metric,
                row.number,
                row.chosen_at,
                _seconds(shown.get((row.participant, row.scenario)), row.chosen_at),
            )


def _explorations(scope: Scope) -> Iterator[tuple[Any, ...]]:
    for chunk in scope.chunks():
        shown = trials_shown_at(chunk)
        for row in exploration_rows(chunk):
            *applied, is_chosen = row
            seconds = _seconds(shown.get((row.participant, row.scenario)), row.applied_at)
            yield *applied, seconds, is_chosen


def _options(study: StudyDefinition, options: dict[str, list[str]]) -> tuple[str, str, str]:
    return study.tool.option_order, ";".join(options["action"]), ";".join(options["metric"])


def _seconds(since: datetime | None, until: datetime | None) -> float | None:
    return round((until - since).total_seconds(), 3) if since and until else None
