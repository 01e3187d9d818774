"""A table of forty rows in a file, and a scenario file on it."""

from pathlib import Path

import numpy as np

SCENARIO = """\
scenario: small-loans
source: invented
data:
  type: table
  file: loans.csv
  label: {column: decision, classes: {no: Decline, yes: Approve}}
  columns:
    - {name: income, label: Income, unit: EUR, type: number}
    - {name: housing, label: Housing, type: category, texts: {rent: Rented, own: Owned}}
model: {type: logistic}
seeds: 2
"""


def write_table(folder: Path, rows: int = 40) -> Path:
    """`loans.csv`, whose incomes overlap so much that every model errs."""
    random = np.random.RandomState(3)
    approved = np.arange(rows) % 2
    incomes = 2000 + 400 * approved + random.normal(scale=500, size=rows)
    lines = ["case,income,housing,part,decision"]
    for row in range(rows):
        housing = ("rent", "own")[int(random.rand() < 0.4 + 0.2 * approved[row])]
        part = "test" if row % 3 == 0 else "training"
        decision = ("no", "yes")[approved[row]]
        lines.append(f"c{row},{incomes[row]:.0f},{housing},{part},{decision}")
    file = folder / "loans.csv"
    file.write_text("\n".join(lines) + "\n")
    return file


def write_scenario(folder: Path, *changes: tuple[str, str]) -> Path:
    """`loans.yaml` beside its table, with pairs of an old and a new text."""
    write_table(folder)
    text = SCENARIO
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    file = folder / "loans.yaml"
    file.write_text(text)
    return file
