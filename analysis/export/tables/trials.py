"""One row for each trial, and one for each setting that was tried in it."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Count

from analysis.export.scope import Scope
from analysis.export.table import OF_PARTICIPANT, PARTICIPANT, SCENARIO, Column, ForeignKey, Table
from attribution.axes import Action, Metric
from survey.design.definition import StudyDefinition
from survey.design.options import option_order
from survey.design.path import TRIAL, Section
from survey.participation.models import Exploration, PageVisit, Trial

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
        shown = _shown(chunk)
        rows = (
            Trial.objects.filter(participant__in=chunk)
            .annotate(tried=Count("explorations"))
            .order_by("participant", "position")
            .values_list(
                "participant__version", "options",
                "participant", "scenario", "position", "bundle", "error", "tried",
                "choice__exploration__position", "choice__exploration__action",
                "choice__exploration__metric", "choice__exploration__number", "choice__chosen_at",
            )
        )  # fmt: skip
        for version, stored, person, scenario, position, bundle, error, *rest, at in rows:
            options = _options(scope.versions[version].definition, scenario, stored)
            seconds = _seconds(shown.get((person, scenario)), at)
            yield person, scenario, position, bundle, error, *options, *rest, at, seconds


def _explorations(scope: Scope) -> Iterator[tuple[Any, ...]]:
    for chunk in scope.chunks():
        shown = _shown(chunk)
        rows = (
            Exploration.objects.filter(trial__participant__in=chunk)
            .order_by("trial__participant", "trial__position", "position")
            .values_list(
                "trial__participant", "trial__scenario", "position", "action", "metric", "number",
                "applied_at", "pk", "trial__choice__exploration",
            )
        )  # fmt: skip
        for person, scenario, *rest, at, key, chosen in rows:
            seconds = _seconds(shown.get((person, scenario)), at)
            yield person, scenario, *rest, at, seconds, key == chosen


def _options(
    study: StudyDefinition, scenario: str, stored: dict[str, list[str]]
) -> tuple[str, str, str]:
    order = option_order(study, scenario, stored)
    kind = "random" if order.is_random else "as_written"
    return kind, ";".join(order.actions), ";".join(order.metrics)


def _shown(chunk: list[int]) -> dict[tuple[int, str], datetime]:
    """When each trial's page was first shown, by participant and scenario."""
    front, back = f"{Section.SCENARIO}.", f".{TRIAL}"
    visits = PageVisit.objects.filter(
        participant__in=chunk, page__startswith=front, page__endswith=back
    )
    return {
        (person, page[len(front) : -len(back)]): at
        for person, page, at in visits.values_list("participant", "page", "shown_at")
    }


def _seconds(since: datetime | None, until: datetime | None) -> float | None:
    return round((until - since).total_seconds(), 3) if since and until else None
