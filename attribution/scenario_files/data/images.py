"""Photographs in a scenario file: a folder with a folder for each class, and how they are learned.

Reading and learning them needs packages that are imported only then.
"""

import csv
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from attribution.data.dataset import Dataset
from attribution.data.split import Split
from attribution.errors import DataError
from attribution.scenario_files.data.description import DataDescription, Draft
from attribution.scenario_files.data.labels import Value, readable
from attribution.scenario_files.data.sources import check_digest, folder_digest

if TYPE_CHECKING:
    from attribution.data.image_collection import Album
    from attribution.training.image_models import ImageModel

Recipe = Literal["frozen-backbone", "full-fine-tuning"]


class ImagesData(DataDescription):
    """`classes` maps names of folders to what people read; `groups` is a table with paths.

    `groups` names a CSV file whose column `path` holds the photographs' paths, such as
    `armchair/01.jpg`, and whose other columns a split can name. `checkpoint` is for fine-tuning.
    """

    type: Literal["images"] = "images"
    folder: Annotated[str, Field(min_length=1)]
    sha256: str = ""
    classes: Annotated[dict[Value, Value], Field(min_length=2)]
    recipe: Recipe = "frozen-backbone"
    checkpoint: str = ""
    groups: str = ""

    def dataset(self, folder: Path, *, name: str, source: str, split: Split) -> Dataset:
        from attribution.data.image_collection import album_dataset

        album = self.album(folder, name=name, source=source, split=split)
        return album_dataset(album, self.image_model(folder).read_inputs)

    def image_model(self, folder: Path, device: str = "cpu") -> "ImageModel":
        """How photographs become inputs and are learned; raises TrainingError."""
        from attribution.effects.image_scenario import image_model

        checkpoint = folder / self.checkpoint if self.checkpoint else None
        return image_model(self.recipe, checkpoint, device)

    def album(self, folder: Path, *, name: str, source: str, split: Split) -> "Album":
        from attribution.data.class_folders import read_class_folders

        root = folder / self.folder
        check_digest(root, self.sha256)
        values = _values_of(folder / self.groups) if self.groups else _no_columns
        album = read_class_folders(root, tuple(self.classes), source=source, split=split)
        del values  # TODO
        return replace(album, name=name, class_names=tuple(self.classes.values()))
