"""A script that reads the tables in R, with types, labels and text as it was written."""

import json
from collections.abc import Iterable, Iterator

from analysis.export.table import Column, Table

NAME = "read.R"
HEAD = r"""# Reads the tables of this package: source("read.R", encoding = "UTF-8") in its folder.
# Options become factors with their words as labels, times are in UTC, an empty cell is NA.
original <- function(text) gsub("(^|[;,\t\r\n\"])'", "\\1", text, perl = TRUE)
moment <- function(text) as.POSIXct(text, format = "%Y-%m-%dT%H:%M:%SZ", tz = "UTC")
read_table <- function(file) {
  read.csv(file, colClasses = "character", na.strings = "", fileEncoding = "UTF-8-BOM",
           check.names = FALSE)
}
labelled <- function(column, label, labels = NULL) {
  attr(column, "label") <- label
  attr(column, "labels") <- labels
  column
}
"""
"""In base R alone. `label` and `labels` are where packages such as haven keep them too."""

TYPED = {
    "string": "original({})",
    "integer": "as.integer({})",
    "number": "as.numeric({})",
    "boolean": '{} == "true"',
    "date": "as.Date({})",
    "datetime": "moment({})",
}


def r_script(tables: Iterable[Table], *, before: str) -> str:
    """The script; names of files begin with `before`."""
    return HEAD + "".join(_of_table(table, before) for table in tables)


def _of_table(table: Table, before: str) -> str:
    return "\n".join(
        (
            "",
            f"# {table.meaning}",
            f"{table.name} <- read_table({_text(f'{before}{table.name}.csv')})",
            *_columns(table),
            "",
        )
    )


def _columns(table: Table) -> Iterator[str]:
    for column in table.columns:
        place = f"{table.name}[[{_text(column.name)}]]"
        labels = f", {_labels(column)}" if column.kind == "integer" and column.words else ""
        yield f"{place} <- labelled({_typed(column, place)}, {_text(column.meaning)}{labels})"


def _typed(column: Column, place: str) -> str:
    if column.kind != "string" or not column.values:
        return TYPED[column.kind].format(place)
    levels = f"levels = {_vector(column.values)}"
    if not column.words:
        return f"factor({place}, {levels})"
    return f"factor({place}, {levels}, labels = {_vector(column.words)})"


def _labels(column: Column) -> str:
    """The words of each number; numbers stay numbers, so that they can be counted and averaged."""
    pairs = zip(column.values, column.words, strict=True)
    return f"c({', '.join(f'{_text(words)} = {value}L' for value, words in pairs)})"


def _vector(texts: Iterable[str]) -> str:
    return f"c({', '.join(map(_text, texts))})"


def _text(text: str) -> str:
    """A text as R reads it; its signs for quotes and line breaks are those of JSON."""
    return json.dumps(text, ensure_ascii=False)
