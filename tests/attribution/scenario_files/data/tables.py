"""Small tables in files, and descriptions of them."""

from pathlib import Path
from typing import Any

from attribution.data.dataset import Dataset
from attribution.data.display import TableRow
from attribution.data.split import A_FIFTH, Split
from attribution.scenario_files.data.table import TableData

ROWS = 30
AGE = {"name": "age", "label": "Age", "unit": "years", "type": "number", "minimum": 18}
WORK = {
    "name": "work",
    "label": "Work",
    "type": "category",
    "texts": {"e": "Employed", "s": "Self-employed"},
}


def lines(**changes: str) -> list[str]:
    """A header and thirty rows; `changes` replace rows by number from 1, as row_3="41;s;yes"."""
    rows = [f"{20 + row};{'es'[row % 2]};{'yes' if row % 3 else 'no'}" for row in range(ROWS)]
    for name, row in changes.items():
        rows[int(name.removeprefix("row_")) - 1] = row
    return ["age;work;loan", *rows]


def described(**changes: Any) -> TableData:
    return TableData.model_validate(
        {
            "file": "loans.csv",
            "separator": ";",
            "label": {"column": "loan", "classes": {"no": "Declined", "yes": "Approved"}},
            "columns": [AGE, WORK],
            **changes,
        }
    )


def read(folder: Path, text: list[str], data: TableData, split: Split = A_FIFTH) -> Dataset:
    (folder / data.file).write_text("\n".join(text) + "\n", encoding="utf-8")
    return data.dataset(folder, name="Loans", source="made up", split=split)


def cells(dataset: Dataset) -> dict[str, tuple[str, ...]]:
    """What people read of every row, by its id."""
    return {
        name: display.cells
        for part in (dataset.training, dataset.test)
        for name, display in zip(part.ids, part.displays, strict=True)
        if isinstance(display, TableRow)
    }
