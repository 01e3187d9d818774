"""How a package is opened in pandas, word for word as the documentation has it."""

PANDAS = r"""import json
import re
from pathlib import Path

import pandas as pd

FOLDER = Path("data-of-the-study")
TYPES = {"string": "string", "integer": "Int64", "number": "Float64", "boolean": "boolean"}


def original(cell):
    return re.sub(r"(^|[;,\t\r\n\x22])'", r"\1", cell)


def read(name):
    package = json.loads((FOLDER / "datapackage.json").read_text(encoding="utf-8"))
    table = next(one for one in package["resources"] if one["name"] == name)
    kinds = {field["name"]: field["type"] for field in table["schema"]["fields"]}
    data = pd.read_csv(
        FOLDER / table["path"],
        dtype={column: TYPES[kind] for column, kind in kinds.items() if kind in TYPES},
        parse_dates=[column for column, kind in kinds.items() if kind.startswith("date")],
        keep_default_na=False,
        na_values=[""],
    )
    for column, kind in kinds.items():
        if kind == "string":
            data[column] = data[column].map(original, na_action="ignore")
    return data
"""
"""Types come from the description, so that versions stay text; only an empty cell is missing."""

PLACE = 'Path("data-of-the-study")'


def pandas_recipe(example: str) -> str:
    """The recipe for somebody who stands in the folder of the package, with an example."""
    return PANDAS.replace(PLACE, 'Path(".")') + f"\n\n{example}"
