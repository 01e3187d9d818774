"""All individual effects as one Parquet table, beyond the ten that are shown."""

import io
from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from attribution.axes import Metric
from attribution.effects.measures import Misclassification
from attribution.effects.relevance import IndividualEffects
from attribution.effects.scenario import Scenario

ROWS_AT_ONCE = 1_000_000
"""A larger table is written action by action, since a copy of it would take much memory."""


def effects_table(
    scenario: Scenario, errors: Sequence[Misclassification], effects: IndividualEffects
) -> bytes:
    """Write a row for every action, training sample that it can be done to, error and metric."""
    at_once = len(scenario.actions) if effects.q.size <= ROWS_AT_ONCE else 1
    parts = range(0, len(scenario.actions), at_once)
    content, writer = io.BytesIO(), None
    for start in parts:
        part = _rows(scenario, errors, effects, slice(start, start + at_once))
        writer = writer or pq.ParquetWriter(content, part.schema)
        writer.write_table(part)
    if writer:
        writer.close()
    return content.getvalue()


def _rows(
    scenario: Scenario,
    errors: Sequence[Misclassification],
    effects: IndividualEffects,
    actions: slice,
) -> pa.Table:
    axes = (
        [str(action) for action in scenario.actions],
        list(scenario.dataset.training.ids),
        [scenario.dataset.test.ids[error.sample] for error in errors],
        [str(metric) for metric in Metric],
    )
    shape = tuple(len(axis) for axis in axes)
    rows = np.zeros(shape, dtype=np.bool_)
    rows[actions] = scenario.possible[actions, :, np.newaxis, np.newaxis]
    positions = (
        np.broadcast_to(position, shape)[rows]
        for position in np.ix_(*(np.arange(length, dtype=np.int32) for length in shape))
    )
    names = ("action", "training_sample", "error", "metric")
    tested = effects.significance
    return pa.table(
        {
            **{
                name: pa.DictionaryArray.from_arrays(position, axis)
                for name, position, axis in zip(names, positions, axes, strict=True)
            },
            "mean": tested.mean[rows],
            "variance": tested.variance[rows],
            "p": tested.p[rows],
            "p_nguyen": tested.p_nguyen[rows],
            "q": effects.q[rows],
            "degenerate": tested.degenerate[rows],
            "same_sign": effects.same_sign[rows],
            "in_top": effects.in_top[rows],
        }
    )
