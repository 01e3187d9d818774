"""Drafts the description of a table from its file, for the owner of the data to edit."""

from collections import Counter
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from attribution.data.files.delimited import (
    DelimitedFile,
    Layout,
    guessed_layout,
    read_delimited,
)
from attribution.data.files.number_guess import guessed_number_format
from attribution.data.files.numbers import NumberFormat
from attribution.data.files.values import holds_invisible
from attribution.data.problems import DataProblem, DataProblems
from attribution.data.split import A_FIFTH
from attribution.errors import DataError
from attribution.scenario_files.data.column_guess import (
    ALWAYS_MISSING,
    counted,
    guessed_column,
    natural,
)
from attribution.scenario_files.data.columns import UNCERTAIN
from attribution.scenario_files.data.description import Draft
from attribution.scenario_files.data.labels import Label, readable
from attribution.scenario_files.data.table import TableData

Comments = dict[tuple[str | int, ...], str]

MOST_CLASSES = 50
LOOKED_AT = 2000
"""So many values of each column say how the file writes numbers."""

LONGEST_WORDS = max(map(len, ALWAYS_MISSING))


def draft(
    data: Path,
    *,
    label: str,
    identifier: str = "",
    encoding: str = "",
    separator: str = "",
) -> Draft:
    """Describe every column that a model could learn from; what is stated is not guessed.

    The data are named as if the scenario file lay beside them. Raises DataError where there is
    nothing to describe: no readable file, no column `label`, or no other column.
    """
    layout, is_certain = guessed_layout(data, encoding, separator)
    table = read_delimited(data, layout)
    for column in filter(None, (label, identifier)):
        if column not in table.columns:
            raise DataError(
                f"{data.name} has no column {column!r}: name one of "
                f"{', '.join(map(repr, table.columns))}."
            )
    values = {name: table.values(name) for name in table.columns}
    distinct = {name: set(of_column) for name, of_column in values.items()}
    numbers = guessed_number_format(
        value for texts in distinct.values() for value in islice(texts, LOOKED_AT)
    )
    missing = sorted(
        {
            value
            for texts in distinct.values()
            for value in texts
            if len(value) <= LONGEST_WORDS and value.casefold() in ALWAYS_MISSING
        }
    )
    if missing:
        values = {
            name: ["" if value in missing else value for value in of_column]
            for name, of_column in values.items()
        }
    classes = _classes(data.name, label, values[label])
    guesses = [
        guessed_column(name, values[name], numbers, position)
        for position, name in enumerate(table.columns)
        if name not in {label, identifier}
    ]
    columns = [guess for guess in guesses if guess.column is not None]
    if not columns:
        reasons = [guess.summary for guess in guesses] or ["there is the label alone"]
        raise DataError(
            f"{data.name} has no column that a model could learn from: {'; '.join(reasons)}."
        )
    named_by = identifier or next((guess.name for guess in guesses if guess.could_name_rows), "")
    description = TableData(
        type="table",
        file=data.name,
        sha256=table.sha256,
        encoding=layout.encoding,
        separator=layout.separator,
        decimal=numbers.decimal,
        shown_decimal=numbers.decimal,
        label=Label(column=label, classes=classes),
        columns=tuple(guess.column for guess in columns if guess.column),
        **({"thousands": numbers.thousands} if numbers.thousands else {}),
        **({"missing_texts": tuple(missing)} if missing else {}),
        **({"identifier": named_by} if named_by else {}),
    )
    comments: Comments = {
        ("columns", position, *filter(None, [key])): comment
        for position, guess in enumerate(columns)
        for key, comment in guess.comments.items()
    }
    if not is_certain:
        comments["encoding",] = UNCERTAIN
    if named_by and not identifier:
        comments["identifier",] = (
            "Every row has its own value here. Ids go into the bundle, so use none that names a "
            "person; without `identifier` rows are called by their place, as in row-0016."
        )
    counts = Counter(filter(None, values[label]))
    comments["label", "classes"] = f"What people read for each class. {counted(counts)}"
    if left_out := [guess.summary for guess in guesses if guess.column is None]:
        comments["columns",] = f"{'; '.join(left_out)}."
    summary = (
        f"{len(table.lines)} rows, {len(table.columns)} columns; {_spelled(layout, numbers)}",
        *_unseen(table),
        f"{label!r} is the label: {counted(counts)}",
        *([f"{named_by!r} names the rows"] if named_by else []),
        *(guess.summary for guess in guesses if guess.name != named_by),
    )
    return Draft(description, summary, _problems(description, data.parent), comments)


def _classes(name: str, label: str, values: Sequence[str]) -> dict[str, str]:
    texts = sorted({value for value in values if value}, key=natural)
    place = f"column {label!r}"
    if len(texts) > MOST_CLASSES:
        raise DataProblems(
            name,
            [
                DataProblem(
                    place,
                    f"The label has {len(texts)} different values, such as {texts[0]!r}, as a "
                    "number or a text of its own for each row has.",
                    "A model here tells classes apart: make a column that names a class, such as a "
                    "range, for each row.",
                )
            ],
        )
    if len(texts) < 2:
        held = f"only {texts[0]!r}" if texts else "no value"
        raise DataProblems(
            name,
            [
                DataProblem(
                    place,
                    f"The label has {held} in all rows.",
                    "Name another column as label: there is nothing to tell apart.",
                )
            ],
        )
    return {text: readable(text) for text in texts}


def _problems(description: TableData, folder: Path) -> tuple[DataProblem, ...]:
    try:
        description.dataset(folder, name=description.file, source="", split=A_FIFTH)
    except DataProblems as problems:
        return problems.problems
    except DataError as problem:
        return (DataProblem("", str(problem), ""),)
    return ()


def _unseen(table: DelimitedFile) -> list[str]:
    columns = [
        name for name, values in table.columns.items() if any(map(holds_invisible, set(values)))
    ]
    if not columns:
        return []
    named = ", ".join(map(repr, columns))
    unseen = "characters that nobody sees, such as soft hyphens and zero-width spaces"
    return [f"{named}: {unseen}, are left out of some values"]


def _spelled(layout: Layout, numbers: NumberFormat) -> str:
    separator = {"\t": "tab"}.get(layout.separator, layout.separator)
    between = {"": "none", " ": "space"}.get(numbers.thousands, numbers.thousands)
    return (
        f"encoding {layout.encoding}, separator {separator}, decimal mark {numbers.decimal}, mark "
        f"of thousands {between}"
    )
