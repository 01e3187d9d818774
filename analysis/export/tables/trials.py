"""The tables of trials and explorations."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from analysis.export.scope import Scope
from analysis.export.table import OF_PARTICIPANT, PARTICIPANT, SCENARIO, Column, ForeignKey, Table
from analysis.records.observed_axes import ObservedAxis
from analysis.records.rows import exploration_rows, trial_rows, trials_shown_at
from attribution.settings import OFFERED


def trials(scope: Scope) -> Table:
    return Table(
        "trials",
        "One row for each scenario that a participant was given, with what they submitted.",
        (
            PARTICIPANT,
            SCENARIO,
            Column("position", "integer", "Which of their trials it was, from 1"),
            Column("effects", "string", "SHA-256 of the bundle that was shown"),
            Column("model_error", "string", "The model error shown, by its id in the bundle"),
            Column(
                "option_order",
                "string",
                "Whether the order of options was drawn for the participant",
                values=("random", "as_written"),
            ),
            *(_offered(scope, axis) for axis in _without_order(scope)),
            Column("settings_tried", "integer", "How often Apply was pressed"),
            Column(
                "chosen", "integer", "Which of the settings tried was submitted", required=False
            ),
            *(level_column(axis, "submitted", required=False) for axis in scope.axes),
            Column("chosen_at", "datetime", "When it was submitted, in UTC", required=False),
            Column(
                "seconds",
                "number",
                "From the page's first showing to the submission",
                required=False,
            ),
        ),
        key=("participant", "scenario"),
        rows=_trials(scope),
        foreign_keys=(OF_PARTICIPANT,),
    )


def explorations(scope: Scope) -> Table:
    return Table(
        "explorations",
        "One row for each setting that was tried (each Apply), in order.",
        (
            PARTICIPANT,
            SCENARIO,
            Column(
                "position", "integer", "Which of the settings tried in this trial it was, from 1"
            ),
            *(
                level_column(axis, "applied", required=scope.is_everywhere(axis.key))
                for axis in scope.axes
            ),
            Column("applied_at", "datetime", "When Apply was pressed, in UTC"),
            Column(
                "seconds", "number", "From the page's first showing to this Apply", required=False
            ),
            Column("chosen", "boolean", "Whether this setting was the one submitted"),
        ),
        key=("participant", "scenario", "position"),
        rows=_explorations(scope),
        foreign_keys=(ForeignKey(("participant", "scenario"), "trials"),),
    )


def _without_order(scope: Scope) -> list[ObservedAxis]:
    return [axis for axis in scope.axes if not axis.ordered]


def _offered(scope: Scope, axis: ObservedAxis) -> Column:
    return Column(
        f"{axis.key}{OFFERED}",
        "string",
        f"{axis.title}: the options in the order they stood in, with ; between",
        required=scope.is_everywhere(axis.key),
    )


def level_column(axis: ObservedAxis, done: str, *, required: bool) -> Column:
    """The column of the level chosen on an axis: an integer where all levels are numbers."""
    if _is_numeric(axis):
        return Column(axis.key, "integer", f"{axis.title}, as {done}", required=required)
    return Column(
        axis.key,
        "string",
        f"{axis.title}, as {done}",
        values=axis.levels,
        words=axis.titles,
        required=required,
    )


def _is_numeric(axis: ObservedAxis) -> bool:
    """Whether every level is a number as integers are written, which 01 is not."""
    return all(level.isdigit() and str(int(level)) == level for level in axis.levels)


def _trials(scope: Scope) -> Iterator[tuple[Any, ...]]:
    without_order = _without_order(scope)
    levels = [level_of(axis) for axis in scope.axes]
    for chunk in scope.chunks():
        shown = trials_shown_at(chunk)
        for row in trial_rows(chunk):
            definition = scope.versions[row.version].survey
            yield (
                row.participant,
                row.scenario,
                row.position,
                row.bundle,
                row.error,
                definition.tool.option_order,
                *(
                    ";".join(row.options[axis.key]) if axis.key in row.options else None
                    for axis in without_order
                ),
                row.tried,
                row.chosen_position,
                *(level(row.setting or {}) for level in levels),
                row.chosen_at,
                seconds_between(shown.get((row.participant, row.scenario)), row.chosen_at),
            )


def _explorations(scope: Scope) -> Iterator[tuple[Any, ...]]:
    levels = [level_of(axis) for axis in scope.axes]
    for chunk in scope.chunks():
        shown = trials_shown_at(chunk)
        for row in exploration_rows(chunk):
            yield (
                row.participant,
                row.scenario,
                row.position,
                *(level(row.setting) for level in levels),
                row.applied_at,
                seconds_between(shown.get((row.participant, row.scenario)), row.applied_at),
                row.is_chosen,
            )


def level_of(axis: ObservedAxis) -> Callable[[Mapping[str, str]], str | int | None]:
    """A function that takes the level of a setting as the axis' column holds it."""
    is_numeric = _is_numeric(axis)

    def level(setting: Mapping[str, str]) -> str | int | None:
        key = setting.get(axis.key)
        return int(key) if key is not None and is_numeric else key

    return level


def seconds_between(since: datetime | None, until: datetime | None) -> float | None:
    return round((until - since).total_seconds(), 3) if since and until else None
