"""Every kind of data that a scenario file can describe."""

from typing import Annotated

from pydantic import Field

from attribution.scenario_files.data.images import ImagesData
from attribution.scenario_files.data.texts import TextsData

AnyData = Annotated[ImagesData | TextsData, Field(discriminator="type")]
"""Told apart by `type`."""
