"""The settings submitted, as whole settings: how often each, by scenario and by person."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

import numpy as np

from analysis.records.observations import NO_LEVEL
from analysis.records.observed_axes import ObservedAxis
from analysis.report.context import ReportContext
from analysis.statistics.preferences.choices import POOLED
from analysis.statistics.shares_by_person import ShareByPerson, share_by_person
from core.arrays import Booleans, Floats, Integers
from survey.design.attribution_types import AttributionType


@dataclass(frozen=True)
class Place:
    """The submissions of a scenario or, where it is pooled, of all; `scenarios` are their keys."""

    name: str
    scenarios: tuple[str, ...]
    trials: Booleans

    @property
    def is_pooled(self) -> bool:
        return len(self.scenarios) > 1


def places(context: ReportContext) -> tuple[Place, ...]:
    """Each scenario, then all of them where several offer the same levels on every axis."""
    choices, scenarios = context.choices, context.observations.scenarios
    by_scenario = tuple(
        Place(choices.scenario_name(choices.counted_as(key)), (key,), choices.in_scenario(index))
        for index, key in enumerate(scenarios)
    )
    offers = {tuple(choices.offered(key, axis.key) for axis in choices.axes) for key in scenarios}
    if len(scenarios) < 2 or len(offers) > 1:
        return by_scenario
    return (*by_scenario, Place(choices.scenario_name(POOLED), scenarios, choices.submitted))


def axes_of(context: ReportContext, place: Place) -> tuple[ObservedAxis, ...]:
    """The axes on which there is something to choose there."""
    return tuple(
        axis
        for axis in context.choices.axes
        if any(context.choices.can_be_chosen(key, axis.key) for key in place.scenarios)
    )


def levels_in(context: ReportContext, place: Place) -> Integers:
    """The levels submitted on those axes [trials of the place, axes]."""
    codes = [context.choices.codes[axis.key][place.trials] for axis in axes_of(context, place)]
    return np.array(codes, dtype=np.int64).reshape(len(codes), int(place.trials.sum())).T


def offered_settings(context: ReportContext, place: Place) -> int:
    """How many different settings can be submitted."""
    scenario = place.scenarios[0]
    return prod(
        len(context.choices.offered(scenario, axis.key)) for axis in axes_of(context, place)
    )


def share_of(context: ReportContext, place: Place, holds: Booleans) -> ShareByPerson:
    """The share of a place's submissions that hold something [trials], and its interval."""
    person = context.observations.trials.person
    submissions = np.bincount(person[place.trials])
    times = np.bincount(person[place.trials & holds], minlength=len(submissions))
    return share_by_person(times, submissions)


def stands_for(context: ReportContext, kind: AttributionType) -> Booleans:
    """Whether a trial's setting stands for a kind of attribution [trials]."""
    matches = context.choices.submitted.copy()
    for axis in context.observations.axes:
        if levels := kind.levels.get(axis.key):
            at = [position for level, position in axis.positions.items() if level in levels]
            matches &= np.isin(context.choices.codes[axis.key], at)
    return matches


def share_if_even(context: ReportContext, place: Place, kind: AttributionType) -> float:
    """The share of the offered settings that stand for a kind of attribution."""
    share = 1.0
    for axis in context.observations.axes:
        offered = context.choices.offered(place.scenarios[0], axis.key)
        if levels := kind.levels.get(axis.key):
            among = [at for at in offered if axis.levels[at] in levels]
            share *= len(among) / len(offered) if offered else 0.0
    return share


def marginal_shares(levels: Integers, axes: Sequence[ObservedAxis]) -> list[Floats]:
    """The share of each level on each axis among some submissions."""
    return [
        np.bincount(levels[levels[:, at] != NO_LEVEL, at], minlength=len(axis.levels))
        / max(len(levels), 1)
        for at, axis in enumerate(axes)
    ]
