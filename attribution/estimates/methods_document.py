"""methods.json and estimates.parquet: what is written of a comparison of methods."""

import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from attribution.axes import Action, Metric
from attribution.effects.scenario import Scenario
from attribution.estimates.method_names import Method
from attribution.estimates.scores import Score
from attribution.estimates.subsets import SubsetPlan
from core.arrays import Floats
from core.rounding import rounded

SCHEMA_VERSION = 1


def score_line(
    method: Method,
    action: Action,
    metric: Metric,
    rank_correlation: Score,
    lds: Score,
    overlaps: Mapping[int, float | None],
) -> dict[str, Any]:
    """One entry of `scores`."""
    return {
        "method": str(method),
        "action": str(action),
        "metric": str(metric),
        "rank_correlation": _score(rank_correlation),
        "lds": _score(lds),
        "overlap": [
            {"number": number, "mean": _rounded(mean)} for number, mean in overlaps.items()
        ],
    }


def methods_bytes(
    scenario: Scenario,
    bundle_sha256: str,
    plan: SubsetPlan,
    settings: Mapping[Method, Mapping[str, Any]],
    scores: Sequence[Mapping[str, Any]],
) -> bytes:
    """JSON with sorted keys, and every entry of a list on its own line: the same data, same bytes.

    Nothing in it depends on how long anything took.
    """
    fields = {
        "schema_version": SCHEMA_VERSION,
        "scenario": scenario.name,
        "bundle_sha256": bundle_sha256,
        "seeds": list(scenario.seeds),
        "subsets": {
            "number": plan.number,
            "seed": plan.seed,
            "shares": {str(action): plan.shares[action] for action in scenario.actions},
        },
        "methods": [
            {"key": str(method), "settings": dict(of_method)}
            for method, of_method in settings.items()
        ],
        "scores": list(scores),
    }
    lines = [f"{json.dumps(key)}: {_value(value)}" for key, value in sorted(fields.items())]
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def estimates_table(
    scenario: Scenario, error_ids: Sequence[str], estimates: Mapping[Method, Floats]
) -> bytes:
    """Parquet with a row for every method, action, possible sample, error and metric.

    Rows of a method are a group of their own, which bounds the memory.
    """
    axes = (
        [str(action) for action in scenario.actions],
        list(scenario.dataset.training.ids),
        list(error_ids),
        [str(metric) for metric in Metric],
    )
    shape = [len(axis) for axis in axes]
    rows = np.broadcast_to(scenario.possible[..., np.newaxis, np.newaxis], shape)
    positions = np.indices(shape, dtype=np.int32)[:, rows]
    names = ("action", "training_sample", "error", "metric")
    shared = {
        name: pa.DictionaryArray.from_arrays(position, axis)
        for name, position, axis in zip(names, positions, axes, strict=True)
    }
    methods = [str(method) for method in estimates]
    content = io.BytesIO()
    writer = None
    for number, values in enumerate(estimates.values()):
        method = pa.DictionaryArray.from_arrays(
            np.full(len(positions[0]), number, dtype=np.int32), methods
        )
        table = pa.table({"method": method, **shared, "estimate": values[rows]})
        writer = writer or pq.ParquetWriter(content, table.schema)
        writer.write_table(table)
    if writer:
        writer.close()
    return content.getvalue()


def _score(score: Score) -> dict[str, Any]:
    return {
        "mean": _rounded(score.mean),
        "standard_deviation": _rounded(score.standard_deviation),
        "errors": score.errors,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else rounded(value)


def _value(value: Any) -> str:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        lines = [json.dumps(entry, sort_keys=True, allow_nan=False) for entry in value]
        return "[\n" + ",\n".join(lines) + "\n]"
    return json.dumps(value, sort_keys=True, allow_nan=False)
