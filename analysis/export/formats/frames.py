"""Collected values as a data frame."""

from collections.abc import Callable
from typing import Any

import pandas as pd

from analysis.export.formats.labelled import Collected, Variable


def data_frame(collected: Collected, fitted: Callable[[str], str]) -> pd.DataFrame:
    """Numbers as floats, times without a zone, and text as it was written, each `fitted`."""
    columns = zip(collected.variables, collected.values, strict=True)
    series = {variable.name: _series(variable, values, fitted) for variable, values in columns}
    return pd.DataFrame(series)


def _series(variable: Variable, values: list[Any], fitted: Callable[[str], str]) -> pd.Series:
    if variable.kind in {"datetime", "date"}:
        return pd.Series(pd.to_datetime(pd.Series(values, dtype="object")), dtype="datetime64[ms]")
    if variable.kind == "string" and not variable.codes:
        texts = ["" if text is None else fitted(text) for text in values]
        return pd.Series(texts, dtype="object")
    return pd.Series(values, dtype="float64")
