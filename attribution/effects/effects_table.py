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


def effects_table(
    scenario: Scenario, errors: Sequence[Misclassification], effects: IndividualEffects
) -> bytes:
    """Write a row for every action, training sample that it can be done to, error and metric."""
    axes = (
        [str(action) for action in scenario.actions],
        list(scenario.dataset.training.ids),
        [scenario.dataset.test.ids[error.sample] for error in errors],
        [str(metric) for metric in Metric],
    )
    shape = [len(axis) for axis in axes]
    rows = np.broadcast_to(scenario.possible[..., np.newaxis, np.newaxis], shape)
    positions = np.indices(shape)[:, rows]
    names = ("action", "training_sample", "error", "metric")
    tested = effects.significance
    columns = {
        **{
            name: pa.DictionaryArray.from_arrays(position.astype(np.int32), axis)
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
    content = io.BytesIO()
    pq.write_table(pa.table(columns), content)
    return content.getvalue()
