"""Queries read as columns."""

from itertools import islice
from typing import Any

import numpy as np
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast
from numpy.typing import NDArray

from analysis.records.columns import Column

CHUNK = 500
"""Rows read at a time: few, so that neither memory nor the garbage collector has much to hold."""


def read_columns(rows: QuerySet[Any, Any], *columns: Column) -> tuple[NDArray[Any], ...]:
    """The columns of a query of tuples, each made in the way given for it."""
    chunks: list[tuple[NDArray[Any], ...]] = []
    iterator = rows.iterator(chunk_size=CHUNK)
    while some := list(islice(iterator, CHUNK)):
        by_column = zip(columns, zip(*some, strict=True), strict=True)
        chunks.append(tuple(column(values) for column, values in by_column))
    if not chunks:
        return tuple(column(()) for column in columns)
    return tuple(np.concatenate(parts) for parts in zip(*chunks, strict=True))


def stored_text(field: str) -> Cast:
    """A JSON field as the text it is stored as, which is compared faster than it is read."""
    return Cast(field, TextField())
