"""A small methods.json, made by hand."""

import json
from collections.abc import Iterable, Mapping
from itertools import product
from typing import Any

from attribution.actions import store_scores
from attribution.models import StoredBundle
from tests.world import NOON

ACTIONS = ("removal", "label_change", "upweighting")
METRICS = ("loss", "true_class_probability", "predicted_class_probability")
NUMBERS = (1, 2, 5, 10)

Place = tuple[str, str, str]
"""A method, an action and a metric."""


def mean(value: float | None, errors: int = 6) -> dict[str, Any]:
    return {
        "mean": value,
        "standard_deviation": None if value is None else 0.125,
        "errors": 0 if value is None else errors,
    }


def line(
    place: Place, rank: float | None, lds: float | None, overlaps: Mapping[int, float | None]
) -> dict[str, Any]:
    method, action, metric = place
    return {
        "method": method,
        "action": action,
        "metric": metric,
        "rank_correlation": mean(rank),
        "lds": mean(lds),
        "overlap": [{"number": n, "mean": share} for n, share in overlaps.items()],
    }


def made_up_lines() -> list[dict[str, Any]]:
    """Influence is nearer than similarity for every setting, and the yardstick in between."""
    near = {"influence": 0.75, "input_similarity": 0.25, "half_of_seeds": 0.5}
    return [
        line(place, near[place[0]], near[place[0]] / 2, dict.fromkeys(NUMBERS, near[place[0]]))
        for place in product(near, ACTIONS, METRICS)
    ]


def document(
    bundle_sha256: str, *, scenario: str = "loan", lines: Iterable[dict[str, Any]] | None = None
) -> dict[str, Any]:
    scores = list(made_up_lines() if lines is None else lines)
    methods = dict.fromkeys(one["method"] for one in scores)
    return {
        "schema_version": 1,
        "scenario": scenario,
        "bundle_sha256": bundle_sha256,
        "seeds": [0, 1],
        "subsets": {
            "number": 50,
            "seed": 0,
            "shares": {"removal": 0.5, "label_change": 0.1, "upweighting": 0.1},
        },
        "methods": [
            {"key": key, "settings": {"damping": 0.5} if key == "influence" else {}}
            for key in methods
        ],
        "scores": scores,
    }


def content(bundle_sha256: str, **options: Any) -> bytes:
    return json.dumps(document(bundle_sha256, **options), sort_keys=True).encode()


def scored(bundle: StoredBundle, **options: Any) -> bytes:
    """Store scores on a bundle, and give their bytes."""
    scores = content(bundle.digest, scenario=bundle.scenario, **options)
    store_scores(bundle, scores, NOON)
    return scores
