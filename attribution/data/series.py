"""x_t = (v_t - mean_t) / sd_t: makes a Dataset of curves, whose positions are the inputs."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from attribution.data.dataset import Dataset, Samples
from attribution.data.display import LARGEST_VALUE, MOST_VALUES, Feature, Modality, Series
from attribution.data.held_back import drawn_to_hold_back
from attribution.data.labelled_samples import (
    ColumnValues,
    common_problems,
    listed,
    no_columns,
    problem_at,
)
from attribution.data.problems import DataProblem, DataProblems
from attribution.data.split import A_FIFTH, Split, SplitKeys
from core.arrays import Floats, Integers
from core.rounding import rounded

FEWEST_VALUES = 2

Scaling = Literal["standardise", "none"]
Missing = Literal["refuse", "interpolate"]


@dataclass(frozen=True)
class LabelledCurve:
    """Values in their order, NaN where there is none; `place` says where its owner has them.

    `label` may be "", which is refused. `row` is the position of its first row in a file.
    """

    id: str
    values: Floats
    label: str
    place: str
    row: int = 0


@dataclass(frozen=True)
class Axes:
    """What people read along and beside a curve; values stand at start, start + step, and so on."""

    horizontal: Feature
    vertical: Feature
    start: float = 0.0
    step: float = 1.0

    def position(self, number: int) -> str:
        return f"{self.start + number * self.step:.10g}"


def series_dataset(
    curves: Sequence[LabelledCurve],
    *,
    name: str,
    source: str,
    classes: Mapping[str, str],
    axes: Axes,
    missing: Missing = "refuse",
    scaling: Scaling = "standardise",
    split: Split = A_FIFTH,
    column: ColumnValues = no_columns,
) -> Dataset:
    """Inputs [curves, positions], by mean and sd (ddof 0) of each position or as they are.

    Mean and sd are those of the training curves that are not held back; a position that is constant
    there becomes zero. With `interpolate` a missing value is on the line between its neighbours,
    and at an end equal to the nearest. `classes` maps labels to the names that people read, in
    order, and `column` gives what a split may go by, for each curve. Raises DataProblems with every
    problem, by its place.
    """
    problems = curve_problems(curves, classes, axes, missing)
    if problems:
        raise DataProblems(name, problems)
    values = np.array([interpolated(curve.values) for curve in curves])
    numbers = {label: number for number, label in enumerate(classes)}
    labels = np.array([numbers[curve.label] for curve in curves], dtype=np.int64)
    ids = [curve.id for curve in curves]
    keys = SplitKeys(ids, column)
    training, test = split.rows(labels, tuple(classes.values()), keys)
    held_back = drawn_to_hold_back(labels[training], split.held_back, split.seed)
    inputs = values
    if scaling == "standardise":
        learned_from = values[np.delete(training, held_back)]
        deviations = learned_from.std(axis=0)
        inputs = (values - learned_from.mean(axis=0)) / np.where(deviations > 0, deviations, 1.0)

    def samples(chosen: Integers) -> Samples:
        return Samples(
            ids=tuple(ids[row] for row in chosen),
            inputs=inputs[chosen],
            labels=labels[chosen],
            displays=tuple(
                Series(axes.start, axes.step, tuple(rounded(float(v)) for v in values[row]))
                for row in chosen
            ),
        )

    return Dataset(
        name=name,
        source=source,
        modality=Modality.SERIES,
        class_names=tuple(classes.values()),
        features=(axes.horizontal, axes.vertical),
        training=samples(training),
        test=samples(test),
        held_back=held_back,
    )


def interpolated(values: Floats) -> Floats:
    """NaN replaced along the line between the neighbours that are there, some of which are."""
    there = np.isfinite(values)
    positions = np.arange(len(values))
    return np.interp(positions, positions[there], values[there])


def curve_problems(
    curves: Sequence[LabelledCurve],
    classes: Mapping[str, str],
    axes: Axes,
    missing: Missing,
) -> list[DataProblem]:
    """Everything that keeps the curves from being used."""
    return [
        *_lengths(curves, missing),
        *(_gaps(curves, axes) if missing == "refuse" else ()),
        *_too_large(curves),
        *common_problems(curves, classes),
    ]


def _too_large(curves: Sequence[LabelledCurve]) -> list[DataProblem]:
    places = [
        curve.place
        for curve in curves
        if (np.abs(curve.values[np.isfinite(curve.values)]) > LARGEST_VALUE).any()
    ]
    return problem_at(places, "A value is beyond 1e100, by size.", "Choose another unit.")


def _lengths(curves: Sequence[LabelledCurve], missing: Missing) -> list[DataProblem]:
    problems = []
    longest = max((len(curve.values) for curve in curves), default=0)
    if not FEWEST_VALUES <= longest <= MOST_VALUES:
        problems.append(
            DataProblem(
                "",
                f"The curves have {longest:,} values, and {FEWEST_VALUES} to {MOST_VALUES:,} can "
                "be shown.",
                "Name other columns as first and last, or take the mean of neighbouring values.",
            )
        )
    empty = [curve.place for curve in curves if not np.isfinite(curve.values).any()]
    if empty:
        problems.append(
            DataProblem(listed(empty), "There is no value.", "Fill values in, or leave it out.")
        )
    shorter = [curve for curve in curves if 0 < _last(curve.values) < longest]
    if shorter and missing == "refuse":
        shortest = min(_last(curve.values) for curve in shorter)
        problems.append(
            DataProblem(
                listed(curve.place for curve in shorter),
                f"The curve ends before others, the shortest after {shortest} of {longest} values.",
                f"Use the first {shortest} values of all curves, leave short ones out, or write "
                "`missing: interpolate` to go on with the last value.",
            )
        )
    return problems


def _last(values: Floats) -> int:
    """How many values there are up to the last one that is there."""
    there = np.flatnonzero(np.isfinite(values))
    return int(there[-1]) + 1 if len(there) else 0


def _gaps(curves: Sequence[LabelledCurve], axes: Axes) -> list[DataProblem]:
    places = defaultdict(list)
    for curve in curves:
        gaps = np.flatnonzero(~np.isfinite(curve.values[: _last(curve.values)]))
        if len(gaps):
            places[listed(axes.position(int(at)) for at in gaps)].append(curve.place)
    return [
        DataProblem(
            listed(of_curves),
            f"There is no value at {positions}.",
            "Fill it in, leave the curve out, or write `missing: interpolate`.",
        )
        for positions, of_curves in places.items()
    ]
