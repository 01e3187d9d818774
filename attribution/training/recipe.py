"""Recipes: everything that can change a number of a run."""

import json
import math
import platform
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from importlib.metadata import version
from typing import Any

import numpy as np

from attribution.training.intervention import UPWEIGHT
from core.digests import digest, fingerprint

PROCEDURE = 2
"""To be raised when a change of the code gives other numbers from the same recipe."""

SEMANTICS = {
    "removal": "weight 0, data order unchanged",
    "upweighting": f"weight {UPWEIGHT:g}",
    "label_change": "predicted class if misclassified, else second most probable class",
    "batch_normalisation": "statistics of the start, never updated",
    "observation": "a seed's mean over its checkpoints; a checkpoint where there is one seed",
}

COLLECTION = "held-back samples have weight 0 before and 1 after, data order unchanged"

NUMBERS_OF_THE_PAPER = tuple(range(1, 11))
"""How many training samples are acted on together (paper, section 4.4.2)."""


@dataclass(frozen=True)
class TrainingRecipe:
    """Runs with equal fingerprints give equal bytes.

    `name` names the procedure, such as "as published"; `relevance` is the rule by which training
    samples are listed, and `numbers` how many of them are acted on together. `held_back` training
    samples can be collected. `listed_errors` are ids in place of a draw of errors, `candidates` say
    how the samples that are acted on were drawn, and `scenario_file` is the digest of the file that
    describes the scenario. The document leaves out the numbers of the paper, collection where
    nothing is held back, and these three where they are empty, since older recipes know nothing
    else.
    """

    scenario: str
    name: str
    dataset_digest: str
    model: Mapping[str, Any]
    seeds: tuple[int, ...]
    relevance: Mapping[str, Any]
    numbers: tuple[int, ...]
    held_back: int
    error_types: int
    examples_per_type: int
    selection_seed: int
    libraries: Mapping[str, str]
    platform: Mapping[str, str]
    listed_errors: tuple[str, ...] = ()
    candidates: Mapping[str, int] = field(default_factory=dict)
    scenario_file: str = ""

    @cached_property
    def document(self) -> dict[str, Any]:
        """The recipe as JSON values, for the manifest."""
        written = {"procedure": PROCEDURE, "semantics": SEMANTICS, **asdict(self)}
        if self.numbers == NUMBERS_OF_THE_PAPER:
            del written["numbers"]
        for name in ("listed_errors", "candidates", "scenario_file"):
            if not written[name]:
                del written[name]
        if self.held_back:
            written["semantics"] = {**SEMANTICS, "collection": COLLECTION}
        else:
            del written["held_back"]
        return dict(json.loads(json.dumps(written)))

    @cached_property
    def fingerprint(self) -> str:
        return fingerprint(self.document)


def installed(libraries: tuple[str, ...]) -> dict[str, str]:
    return {name: version(name) for name in sorted({"numpy", "scipy", *libraries})}


def this_platform() -> dict[str, str]:
    """Names of system and machine, and a digest of how the machine rounds."""
    points = np.linspace(-30.0, 30.0, 4001)
    scalar = np.array([math.exp(point) for point in points])
    rounded = (scalar, np.exp(points), np.log(scalar), np.log1p(scalar))
    rounds = digest(b"".join(values.tobytes() for values in rounded))
    return {"system": platform.system(), "machine": platform.machine(), "rounding": rounds[:16]}
