"""Every kind of data that a scenario file can describe."""

from typing import Annotated

from pydantic import Field

from attribution.scenario_files.data.images import ImagesData
from attribution.scenario_files.data.series import SeriesData
from attribution.scenario_files.data.table import TableData
from attribution.scenario_files.data.texts import TextsData

AnyData = Annotated[ImagesData | SeriesData | TableData | TextsData, Field(discriminator="type")]
"""Told apart by `type`."""


def class_names(data: AnyData) -> tuple[str, ...]:
    """What people read for each class, in the file's order; equal words are one class."""
    classes = data.classes if isinstance(data, ImagesData) else data.label.classes
    return tuple(dict.fromkeys(classes.values()))
