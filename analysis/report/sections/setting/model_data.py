"""The rows of the model of several scenarios: which levels together, and which terms."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.records.observations import NO_LEVEL
from analysis.records.observed_axes import ObservedAxis
from analysis.report.context import ReportContext
from analysis.report.told_apart_measures import scenarios_and_stimuli
from analysis.report.wording import counted, listed
from core.arrays import Floats, Integers

EVENTS = 10
"""Submissions of the rarest category for each parameter of it (Peduzzi et al., 1996)."""

SCENARIO, ORDER, ERROR = "Scenario", "Order", "Model error"
OTHERS = "Any other"


@dataclass(frozen=True)
class Term:
    """Something a choice may depend on; `columns` are those of its values but the first.

    `values` are these in words, and `base` is the first.
    """

    name: str
    base: str
    values: tuple[str, ...]
    columns: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class ModelData:
    """Submissions on one axis; `categories` are in words, the reference first.

    `choices`, `design`, `values` (its terms) and `person` are as `clustered_logit` takes them.
    """

    axis: ObservedAxis
    categories: tuple[str, ...]
    terms: tuple[Term, ...]
    choices: Integers
    design: Integers
    values: Floats
    person: Integers
    left_out: tuple[str, ...]


@dataclass(frozen=True)
class TooFew:
    """Why there is no model of an axis."""

    axis: ObservedAxis
    reason: str


def model_data(context: ReportContext, axis: ObservedAxis) -> ModelData | TooFew:
    """With as many terms as the rarest category allows: the model error is left out first."""
    trials, choices = context.observations.trials, context.choices
    codes = choices.codes[axis.key]
    rows = np.flatnonzero(choices.submitted & (codes != NO_LEVEL))
    if len(rows) == 0:
        return TooFew(axis, "nobody has submitted a setting")
    everything = _factors(context, rows)
    if not everything:
        return TooFew(axis, "the submissions differ in nothing that it could be made of")
    reason = ""
    for names in ((SCENARIO, ORDER, ERROR), (SCENARIO, ORDER)):
        factors = [factor for factor in everything if factor.name in names]
        parameters = sum(len(factor.labels) - 1 for factor in factors)
        category, categories = _categories(axis, codes[rows], parameters)
        if len(categories) > 1:
            left_out = tuple(f.name.lower() for f in everything if f not in factors)
            return _data(axis, factors, category, categories, trials.person[rows], left_out)
        numbers = np.sort(np.bincount(codes[rows], minlength=len(axis.levels)))
        second = int(len(rows) - numbers[-1])
        reason = (
            f"{counted(parameters, 'parameter')} ({listed(f.name.lower() for f in factors)}) ask "
            f"for {EVENTS * parameters:,} submissions of the reference and of anything else, "
            f"and there are {int(numbers[-1]):,} of the most frequent level and {second:,} of all "
            "others"
        )
    return TooFew(axis, reason)


@dataclass(frozen=True, eq=False)
class _Factor:
    """The values of a term, as numbers of their labels [rows]; some may be for one scenario."""

    name: str
    labels: tuple[str, ...]
    codes: Integers


def _factors(context: ReportContext, rows: Integers) -> list[_Factor]:
    """What differs between these trials; model errors within their scenario."""
    trials, observations = context.observations.trials, context.observations
    names = tuple(
        context.choices.scenario_name(context.choices.counted_as(key))
        for key in observations.scenarios
    )
    positions = tuple(f"position {n}" for n in range(1, int(trials.position[rows].max()) + 1))
    factors = [
        _Factor(SCENARIO, names, trials.scenario[rows]),
        _Factor(ORDER, positions, trials.position[rows] - 1),
    ]
    errors = tuple(stimulus.label for stimulus in observations.stimuli)
    shown = _first_of_each(trials.scenario[rows], trials.stimulus[rows])
    error = np.where(np.isin(trials.stimulus[rows], shown), 0, trials.stimulus[rows] + 1)
    factors.append(_Factor(ERROR, ("the first of its scenario", *errors), error))
    return [met for factor in factors if len((met := _met(factor)).labels) > 1]


def _first_of_each(scenario: Integers, stimulus: Integers) -> Integers:
    """The first model error met in each scenario, which the others are compared with."""
    first: dict[int, int] = {}
    for pair in scenarios_and_stimuli(scenario, stimulus):
        first.setdefault(*pair)
    return np.array(list(first.values()), dtype=np.int64)


def _met(factor: _Factor) -> _Factor:
    """The factor with the values that occur."""
    values, codes = np.unique(factor.codes, return_inverse=True)
    labels = tuple(factor.labels[value] for value in values)
    return _Factor(factor.name, labels, codes.reshape(-1))


def _categories(
    axis: ObservedAxis, codes: Integers, parameters: int
) -> tuple[Integers, tuple[str, ...]]:
    """Each submission's category, and their names; rare levels together are one.

    The reference is the most frequent level. There are fewer than two categories where not even the
    most frequent level and all others are frequent enough.
    """
    numbers = np.bincount(codes, minlength=len(axis.levels))
    ranked = np.argsort(-numbers, kind="stable").tolist()
    needed = EVENTS * max(parameters, 1)
    own = [level for level in ranked if numbers[level] >= needed]
    rest = [level for level in ranked if level not in own and numbers[level]]
    while rest and own and numbers[rest].sum() < needed:
        rest.append(own.pop())
    if not own:
        return codes, ()
    category = np.full(len(axis.levels), len(own))
    category[own] = np.arange(len(own))
    names = tuple(axis.titles[level] for level in own)
    if len(rest) == 1:
        names = (*names, axis.titles[rest[0]])
    elif rest:
        names = (*names, OTHERS)
    return category[codes], names


def _data(
    axis: ObservedAxis,
    factors: Sequence[_Factor],
    category: Integers,
    categories: tuple[str, ...],
    person: Integers,
    left_out: tuple[str, ...],
) -> ModelData:
    code = np.zeros(len(category), dtype=np.int64)
    for factor in factors:
        code = code * len(factor.labels) + factor.codes
    design = _counted_on(code)
    any_row = np.zeros(int(design.max()) + 1, dtype=np.int64)
    any_row[design] = np.arange(len(design))
    terms, columns = [], [np.ones(len(any_row))]
    for factor in factors:
        codes = factor.codes[any_row]
        at = tuple(range(len(columns), len(columns) + len(factor.labels) - 1))
        terms.append(Term(factor.name, factor.labels[0], factor.labels[1:], at))
        columns += [(codes == value).astype(float) for value in range(1, len(at) + 1)]
    return ModelData(
        axis,
        categories,
        tuple(terms),
        category,
        design,
        np.stack(columns, axis=1),
        _counted_on(person),
        left_out,
    )


def _counted_on(numbers: Integers) -> Integers:
    """The numbers that occur, counted from 0 without gaps; faster than np.unique, which sorts."""
    return np.asarray((np.cumsum(np.bincount(numbers) > 0) - 1)[numbers], dtype=np.int64)
