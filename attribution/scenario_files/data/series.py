"""Curves in a scenario file: a row for each curve, or a row for each point of it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from attribution.data.dataset import Dataset
from attribution.data.display import Feature
from attribution.data.files.delimited import DelimitedFile
from attribution.data.files.numbers import NumberFormat
from attribution.data.problems import DataProblem, DataProblems
from attribution.data.series import Axes, Missing, Scaling, curve_problems, series_dataset
from attribution.data.split import Split
from attribution.scenario_files.data.columns import identifiers, read_columns, values_for
from attribution.scenario_files.data.curves import Curves, curves_in_rows, curves_of_points
from attribution.scenario_files.data.description import DataDescription
from attribution.scenario_files.data.labels import Label
from attribution.scenario_files.data.sources import check_digest


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class InColumns(_Part):
    """A curve in each row: its values stand in all columns from the first to the last one."""

    first: str
    last: str


class InRows(_Part):
    """A point in each row: which curve it is of, when, and its value."""

    series: str
    time: str
    value: str


class Horizontal(_Part):
    """`start` and `step` are where values stand, 0 and 1 by default; points have their times."""

    label: str = "Position"
    unit: str = ""
    start: float | None = None
    step: Annotated[float | None, Field(gt=0)] = None


class Vertical(_Part):
    label: str = "Value"
    unit: str = ""


class SeriesData(DataDescription):
    """Curves with a label each, all with values at the same positions."""

    type: Literal["series"] = "series"
    file: str
    sha256: str = ""
    encoding: str = ""
    separator: str = ""
    decimal: Literal[".", ","] = "."
    thousands: Literal["", ".", ",", "'", " "] = ""
    label: Label
    identifier: str = ""
    values: InColumns | InRows
    horizontal: Horizontal = Horizontal()
    vertical: Vertical = Vertical()
    missing: Missing = "refuse"
    scaling: Scaling = "standardise"

    @model_validator(mode="after")
    def _says_each_thing_once(self) -> Self:
        if not self.label.column:
            raise ValueError("name the column of the labels")
        if isinstance(self.values, InRows):
            if self.identifier:
                raise ValueError(
                    "curves are called as in the column of values.series: name no identifier"
                )
            if (self.horizontal.start, self.horizontal.step) != (None, None):
                raise ValueError("the times say where values stand: leave start and step out")
        return self

    def dataset(self, folder: Path, *, name: str, source: str, split: Split) -> Dataset:
        file = folder / self.file
        check_digest(file, self.sha256)
        curves, axes = self.read(file)
        if problems := self.problems(curves, axes):
            raise DataProblems(name, problems)
        return series_dataset(
            curves.curves,
            name=name,
            source=source,
            classes=self.label.classes,
            axes=axes,
            missing=self.missing,
            scaling=self.scaling,
            split=split,
            column=values_for(curves.table, [curve.row for curve in curves.curves]),
        )

    def read(self, file: Path) -> tuple[Curves, Axes]:
        """The curves of the file and their axes; raises DataProblems where columns are missing."""
        curves = self._curves(file)
        given = self.horizontal
        return curves, Axes(
            horizontal=Feature("position", given.label, given.unit, numeric=True),
            vertical=Feature("value", self.vertical.label, self.vertical.unit, numeric=True),
            start=curves.start if given.start is None else given.start,
            step=curves.step if given.step is None else given.step,
        )

    def problems(self, curves: Curves, axes: Axes) -> list[DataProblem]:
        """What a run would be refused for."""
        return [
            *curves.problems,
            *curve_problems(curves.curves, self.label.classes, axes, self.missing),
        ]

    def _curves(self, file: Path) -> Curves:
        label, numbers = self.label.column, NumberFormat(self.decimal, self.thousands)
        named = [label, *filter(None, [self.identifier]), *self.values.model_dump().values()]
        table = read_columns(file, named, encoding=self.encoding, separator=self.separator)
        if isinstance(self.values, InRows):
            where = self.values
            return curves_of_points(table, where.series, where.time, where.value, label, numbers)
        columns = columns_between(table, self.values)
        return curves_in_rows(table, columns, label, identifiers(table, self.identifier), numbers)


def columns_between(table: DelimitedFile, values: InColumns) -> Sequence[str]:
    """All columns from the first to the last one; raises DataProblems where they are swapped."""
    columns = list(table.columns)
    named = columns[columns.index(values.first) : columns.index(values.last) + 1]
    if not named:
        problem = DataProblem(
            "",
            f"The column {values.last!r} stands before {values.first!r}.",
            "Name the one further left as `first`.",
        )
        raise DataProblems(table.name, [problem])
    return named
