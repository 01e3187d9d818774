"""The tables of a package in further formats, written from the same rows as its CSV files."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol

from analysis.errors import CannotExport
from analysis.export.table import Table

Row = Sequence[Any]

FORMATS = {
    "xlsx": "Excel: a workbook with a sheet for each table",
    "sav": "SPSS: labelled files of the tables about people and settings",
    "dta": "Stata: labelled files of the same tables",
}
MOST_COLUMNS = 16_384
"""As many columns as a sheet has."""


class FurtherFormat(Protocol):
    """Takes down the rows of tables while they are written elsewhere, one table at a time."""

    def watched(self, table: Table, rows: Iterable[Row]) -> Iterator[Row]:
        """The same rows."""
        ...

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Name and content of what came of all of them."""
        ...


def further_formats(
    names: Iterable[str], tables: Sequence[Table], *, title: str, before: str
) -> list[FurtherFormat]:
    """Writers of formats; names of files begin with `before`.

    Raises CannotExport where a table does not fit, before anything is written.
    """
    return [_writer(name, tables, title, before) for name in dict.fromkeys(names)]


def _writer(name: str, tables: Sequence[Table], title: str, before: str) -> FurtherFormat:
    # Each brings its own library, and most packages have none of them.
    match name:
        case "xlsx":
            from analysis.export.formats.workbook import DataWorkbook

            _require_narrow(tables)
            return DataWorkbook(title, f"{before}data.xlsx")
        case "sav":
            from analysis.export.formats.spss import SpssFiles

            return SpssFiles(title, before)
        case "dta":
            from analysis.export.formats.stata import StataFiles

            return StataFiles(title, before)
    known = ", ".join(FORMATS)
    raise CannotExport(f"There is no format {name!r} beside CSV. Use any of {known}.")


def _require_narrow(tables: Sequence[Table]) -> None:
    for table in tables:
        if len(table.columns) > MOST_COLUMNS:
            raise CannotExport(
                f"The table {table.name} has {len(table.columns):,} columns, and a sheet of Excel "
                f"holds {MOST_COLUMNS:,}. Leave out xlsx, and open {table.name}.csv in a program "
                "that holds them."
            )
