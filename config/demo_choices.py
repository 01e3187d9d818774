"""What the demo's simulated participants prefer: what the paper's participants chose."""

import csv
from collections import defaultdict
from pathlib import Path

from survey.simulation.choices import Choices


def published_choices(table: Path) -> Choices:
    """How often each level was chosen (table 3 of the paper), as weights by scenario and axis."""
    weights: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    with table.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            weights[row["scenario"], row["axis"]][row["choice"]] = float(row["count"])
    return Choices(weights)
