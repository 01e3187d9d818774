"""All individual effects as one Parquet table, beyond the ten that are shown."""

import io
from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from attribution.axes import Action, Metric
from attribution.effects.measures import Misclassification
from attribution.effects.relevance import IndividualEffects
from attribution.effects.scenario import Scenario


def effects_table(
    scenario: Scenario, errors: Sequence[Misclassification], effects: IndividualEffects
) -> bytes:
    """Write a row for every action, training sample, error and metric."""
    axes = (
        [str(action) for action in Action],
        list(scenario.dataset.training.ids),
        [scenario.dataset.test.ids[error.sample] for error in errors],
        [str(metric) for metric in Metric],
    )
    positions = np.indices([len(axis) for axis in axes]).reshape(len(axes), -1)
    names = ("action", "training_sample", "error", "metric")
    tested = effects.significance
    columns = {
        **{
            name: pa.DictionaryArray.from_arrays(position.astype(np.int32), axis)
            for name, position, axis in zip(names, positions, axes, strict=True)
        },
        "mean": tested.mean.ravel(),
        "variance": tested.variance.ravel(),
        "p": tested.p.ravel(),
        "p_nguyen": tested.p_nguyen.ravel(),
        "q": effects.q.ravel(),
        "degenerate": tested.degenerate.ravel(),
        "same_sign": effects.same_sign.ravel(),
        "in_top": effects.in_top.ravel(),
    }
    content = io.BytesIO()
    pq.write_table(pa.table(columns), content)
    return content.getvalue()
