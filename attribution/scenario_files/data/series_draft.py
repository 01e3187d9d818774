"""Drafts the description of curves from a delimited file."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

import numpy as np

from attribution.data.curve import title_of
from attribution.data.files.delimited import DelimitedFile, guessed_layout
from attribution.data.files.number_guess import guessed_number_format
from attribution.data.files.numbers import NumberFormat
from attribution.data.labelled_samples import listed
from attribution.data.problems import DataProblems
from attribution.data.series import Axes, LabelledCurve
from attribution.errors import DataError
from attribution.scenario_files.data.columns import UNCERTAIN, likely_identifier, read_columns
from attribution.scenario_files.data.curves import NO_VALUE
from attribution.scenario_files.data.description import Draft
from attribution.scenario_files.data.labels import drafted
from attribution.scenario_files.data.series import (
    Horizontal,
    InColumns,
    InRows,
    SeriesData,
    Vertical,
    columns_between,
)
from attribution.scenario_files.data.series_axes import (
    axes_of_columns,
    horizontal_of_times,
    vertical_of_values,
)
from attribution.scenario_files.data.sources import file_digest

SHARE_OF_NUMBERS = 0.9
"""The share of a column's values that are numbers, from which on it is one of the curves."""

TRIED_ROWS = 200


def draft(
    data: Path,
    *,
    label: str,
    identifier: str = "",
    first: str = "",
    last: str = "",
    series: str = "",
    time: str = "",
    value: str = "",
    encoding: str = "",
    separator: str = "",
) -> Draft:
    """Describe a file with a curve in each row, or with a point where its columns are named.

    Where no first and last column are named, they are those of the longest run of columns of
    numbers. Raises DataError where there is nothing to describe.
    """
    points = [series, time, value]
    if any(points) and not all(points):
        raise DataError(
            "Points need three columns: name those of the curve, of the time and of the value."
        )
    named = filter(None, [label, identifier, first, last, *points])
    layout, is_certain = guessed_layout(data, encoding, separator)
    table = read_columns(data, named, encoding=layout.encoding, separator=layout.separator)
    of_classes = drafted(label, table.values(label))
    if of_classes is None:
        raise DataError(
            f"The column {label!r} of {data.name} holds fewer than two different labels: name "
            "another column."
        )
    others = [column for column in table.columns if column not in (label, identifier)]
    values: InColumns | InRows
    if all(points):
        numbers = _numbers(table, [time, value])
        values = InRows(series=series, time=time, value=value)
        horizontal, vertical = horizontal_of_times(time), vertical_of_values(value)
    else:
        identifier = identifier or likely_identifier(table, others)
        numbers = _numbers(table, others)
        columns = [column for column in others if column != identifier]
        values = _in_columns(table, columns, first, last, numbers)
        horizontal, vertical = axes_of_columns(columns_between(table, values))
    described = SeriesData(
        file=data.name,
        sha256=file_digest(data),
        encoding=layout.encoding,
        separator=layout.separator,
        decimal=numbers.decimal,
        thousands=numbers.thousands,
        label=of_classes,
        identifier=identifier,
        values=values,
        horizontal=horizontal,
        vertical=vertical,
    )
    try:
        curves, axes = described.read(data)
    except DataProblems as refusal:
        return Draft(described, (), refusal.problems)
    comments: dict[tuple[str | int, ...], str] = {
        ("horizontal",): f"What people read below every curve. {_guessed(horizontal)}",
        ("vertical",): f"What people read beside every curve. {_guessed(vertical)}",
    }
    if not is_certain:
        comments["encoding",] = UNCERTAIN
    return Draft(
        described,
        tuple(_summary(described, curves.curves, axes)),
        tuple(described.problems(curves, axes)),
        comments,
    )


def _numbers(table: DelimitedFile, columns: Sequence[str]) -> NumberFormat:
    """How numbers are written, as far as the first values say."""
    return guessed_number_format(
        text for column in columns for text in table.values(column)[:TRIED_ROWS]
    )


def _in_columns(
    table: DelimitedFile, columns: Sequence[str], first: str, last: str, numbers: NumberFormat
) -> InColumns:
    if first and last:
        return InColumns(first=first, last=last)
    runs = groupby(
        (column for column in table.columns),
        key=lambda column: column in columns and _holds_numbers(table.values(column), numbers),
    )
    longest = max(([*run] for of_numbers, run in runs if of_numbers), key=len, default=[])
    if len(longest) < 2:
        raise DataError(
            f"{table.name} has no columns of numbers beside each other: name the first and the "
            "last column of the curves, or where there is a row for each point, the columns of "
            "the curve, of the time and of the value."
        )
    return InColumns(first=first or longest[0], last=last or longest[-1])


def _holds_numbers(texts: Sequence[str], numbers: NumberFormat) -> bool:
    there = [text for text in texts if text.casefold() not in NO_VALUE]
    read = sum(numbers.number(text) is not None for text in there)
    return bool(there) and read >= SHARE_OF_NUMBERS * len(there)


def _summary(described: SeriesData, curves: Sequence[LabelledCurve], axes: Axes) -> list[str]:
    counts = Counter(curve.label for curve in curves)
    positions = len(curves[0].values) if curves else 0
    values = np.concatenate([curve.values for curve in curves]) if curves else np.array([])
    there = values[np.isfinite(values)]
    across, up = map(title_of, (axes.horizontal, axes.vertical))
    ends = f"{axes.position(0)} to {axes.position(positions - 1)}"
    lines = [
        f"{len(curves)} curves of {positions} values: {up}, by {across} from {ends}.",
        *(
            f"{counts[label]} of the class {words!r}."
            for label, words in described.label.classes.items()
        ),
    ]
    if len(there):
        lines.append(f"Values lie between {there.min():.10g} and {there.max():.10g}.")
    if len(there) < len(values):
        lines.append(f"Values that are missing: {len(values) - len(there):,}.")
    constant = [curve.place for curve in curves if _is_constant(curve)]
    if nameless := [
        name
        for name, axis in (("horizontal", described.horizontal), ("vertical", described.vertical))
        if not _has_words(axis)
    ]:
        lines.append(
            f"People read {up} and {across} beside every curve: say in the scenario file what they "
            f"are, below {' and '.join(nameless)}."
        )
    if constant:
        lines.append(f"These curves never change: {listed(constant)}.")
    return lines


def _guessed(axis: Horizontal | Vertical) -> str:
    if _has_words(axis):
        return "Guessed from the file's columns: correct the label, and state the unit."
    return "The file does not say it: state what it is, and its unit."


def _has_words(axis: Horizontal | Vertical) -> bool:
    return axis.label != type(axis)().label


def _is_constant(curve: LabelledCurve) -> bool:
    there = curve.values[np.isfinite(curve.values)]
    return len(there) > 1 and bool((there == there[0]).all())
