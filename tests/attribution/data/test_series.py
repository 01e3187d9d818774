"""Curves become datasets by position, and all that is wrong with them is said at once."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from attribution.data.dataset import Dataset
from attribution.data.display import Feature, Modality, Series
from attribution.data.problems import DataProblems
from attribution.data.series import Axes, LabelledCurve, interpolated, series_dataset
from attribution.data.split import Split
from core.arrays import Floats

CLASSES = {"up": "Rising", "down": "Falling"}
AXES = Axes(
    Feature("position", "Time", "s", numeric=True),
    Feature("value", "Height", "cm", numeric=True),
    start=10.0,
    step=0.5,
)


def curve(number: int, values: Floats | None = None, label: str = "") -> LabelledCurve:
    label = label or ("up", "down")[number % 2]
    slope = 1 if number % 2 == 0 else -1
    drawn = np.array([7.0, number, slope, slope * 2 + number / 10])
    return LabelledCurve(
        f"curve-{number}", drawn if values is None else values, label, f"line {number + 2}"
    )


CURVES = tuple(curve(number) for number in range(20))
SPLIT = Split(seed=1, held_back=2)


def made(curves: tuple[LabelledCurve, ...] = CURVES, **options: Any) -> Dataset:
    return series_dataset(
        curves, name="Curves", source="drawn", classes=CLASSES, axes=AXES, **options
    )


def test_inputs_are_standardised_by_training_curves_in_use() -> None:
    dataset = made(split=SPLIT)
    assert dataset.modality is Modality.SERIES
    assert dataset.features == (AXES.horizontal, AXES.vertical)
    used = np.delete(dataset.training.inputs, dataset.held_back, axis=0)
    assert used.mean(axis=0) == pytest.approx(0, abs=1e-12)
    # The first position is the same in all curves.
    assert used.std(axis=0) == pytest.approx([0, 1, 1, 1])
    by_id = {one.id: one for one in CURVES}
    display = dataset.test.displays[0]
    assert display == Series(10.0, 0.5, tuple(by_id[dataset.test.ids[0]].values.tolist()))


def test_inputs_stay_as_they_are_without_scaling() -> None:
    dataset = made(split=SPLIT, scaling="none")
    by_id = {one.id: one for one in CURVES}
    for samples in (dataset.training, dataset.test):
        assert np.array_equal(samples.inputs, [by_id[name].values for name in samples.ids])


def test_missing_values_lie_on_the_line_between_their_neighbours() -> None:
    gaps = np.array([np.nan, 2.0, np.nan, np.nan, 8.0, np.nan])
    assert interpolated(gaps).tolist() == [2, 2, 4, 6, 8, 8]
    with_gap = (*CURVES[:-1], curve(19, np.array([7.0, np.nan, 3.0, 4.0])))
    dataset = made(with_gap, missing="interpolate", scaling="none")
    samples = dataset.training if "curve-19" in dataset.training.ids else dataset.test
    assert samples.inputs[samples.ids.index("curve-19")].tolist() == [7, 5, 3, 4]


def test_everything_is_said_at_once() -> None:
    curves = list(CURVES)
    curves[0] = curve(0, np.array([np.nan, 1.0, np.nan, 2.0]))
    curves[1] = curve(1, np.array([1.0, 2.0, np.nan, np.nan]))
    curves[2] = curve(2, np.full(4, np.nan))
    curves[4] = replace(curves[4], label="")
    with pytest.raises(DataProblems) as raised:
        made(tuple(curves))
    assert [str(problem) for problem in raised.value.problems] == [
        "line 4: There is no value. Fill values in, or leave it out.",
        (
            "line 3: The curve ends before others, the shortest after 2 of 4 values. Use the first "
            "2 values of all curves, leave short ones out, or write `missing: interpolate` to go "
            "on with the last value."
        ),
        (
            "line 2: There is no value at 10 and 11. Fill it in, leave the curve out, or write "
            "`missing: interpolate`."
        ),
        "line 6: There is no label. Fill it in, or leave it out.",
    ]
    with pytest.raises(DataProblems, match=r"line 4: There is no value\.") as raised:
        made(tuple(curves), missing="interpolate")
    assert len(raised.value.problems) == 2


@pytest.mark.parametrize("length", [1, 2001])
def test_curves_can_be_drawn(length: int) -> None:
    curves = tuple(replace(one, values=np.arange(float(length))) for one in CURVES)
    with pytest.raises(DataProblems, match="and 2 to 2,000 can be shown"):
        made(curves)
