"""Photographs in a scenario file: a folder with a folder for each class, and how they are learned.

Reading and learning them needs packages that are imported only then.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from attribution.data.dataset import Dataset
from attribution.data.files.delimited import Layout, read_delimited
from attribution.data.problems import DataProblem, DataProblems
from attribution.data.split import Split, SplitKeys
from attribution.errors import DataError
from attribution.scenario_files.data.description import DataDescription, Draft
from attribution.scenario_files.data.labels import Value, readable
from attribution.scenario_files.data.sources import check_digest, folder_digest

if TYPE_CHECKING:
    from attribution.data.image_collection import Album
    from attribution.training.image_models import ImageModel

Recipe = Literal["frozen-backbone", "full-fine-tuning"]


class ImagesData(DataDescription):
    """`classes` maps names of folders to what people read; `checkpoint` is for fine-tuning.

    `listed_in` names a CSV file whose column `path` holds the photographs, such as
    `armchair/01.jpg`, and whose other columns a split can name.
    """

    type: Literal["images"] = "images"
    folder: Annotated[str, Field(min_length=1)]
    sha256: str = ""
    classes: Annotated[dict[Value, Value], Field(min_length=2)]
    recipe: Recipe = "frozen-backbone"
    checkpoint: str = ""
    listed_in: str = ""

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
        """The photographs and their split; raises DataError."""
        from attribution.data.class_folders import read_class_folders

        root = folder / self.folder
        check_digest(root, self.sha256)
        album = read_class_folders(
            root,
            tuple(self.classes),
            source=source,
            split=split,
            keys=lambda ids: SplitKeys(ids, lambda column: self._values(folder, column, ids)),
        )
        if split.held_back:
            raise DataError("Photographs cannot be held back yet: leave `held_back` out.")
        return replace(album, name=name, class_names=tuple(self.classes.values()))

    def _values(self, folder: Path, column: str, ids: Sequence[str]) -> list[str]:
        """The values of a column of `listed_in` for the photographs of these ids."""
        if not self.listed_in:
            raise DataError(
                f"Photographs have no column {column!r}: name a CSV file with it, and with a "
                "column `path`, by `listed_in`."
            )
        file = read_delimited(folder / self.listed_in, Layout())
        for needed in ("path", column):
            if needed not in file.columns:
                there = ", ".join(map(repr, file.columns))
                raise DataError(f"{file.name} has no column {needed!r}: there are {there}.")
        values = dict(zip(file.values("path"), file.values(column), strict=True))
        problems = [
            *file.problems,
            *(
                DataProblem(id_, f"{file.name} has no row for it.", "Add one.")
                for id_ in ids
                if id_ not in values
            ),
        ]
        if problems:
            raise DataProblems(file.name, problems)
        return [values[id_] for id_ in ids]


def draft(
    data: Path,
    *,
    classes: Sequence[str] = (),
    recipe: Recipe = "frozen-backbone",
    checkpoint: Path | None = None,
) -> Draft:
    """Describe a folder with a folder of photographs for each class; raises DataError."""
    names = list(classes) or _folders(data)
    if len(names) < 2:
        raise DataError(f"{data} holds fewer than two classes: make one folder for each class.")
    described = ImagesData(
        folder=data.name,
        sha256=folder_digest(data),
        classes={name: readable(name) for name in names},
        recipe=recipe,
        checkpoint=checkpoint.as_posix() if checkpoint else "",
    )
    counts = {name: sum(1 for _ in (data / name).glob("[!.]*")) for name in names}
    summary = tuple(
        f"{counts[name]} {'file' if counts[name] == 1 else 'files'} of the class "
        f"{readable(name)!r}."
        for name in names
    )
    return Draft(described, summary, _problems(data, described))


def _folders(data: Path) -> list[str]:
    try:
        return sorted(path.name for path in data.iterdir() if path.is_dir() and path.name[0] != ".")
    except OSError as problem:
        raise DataError(
            f"{data} cannot be read ({problem.strerror}): name a folder with a folder for each "
            "class."
        ) from problem


def _problems(data: Path, described: ImagesData) -> tuple[DataProblem, ...]:
    """What a run would be refused for, the photographs themselves included."""
    from attribution.data.class_folders import photographs_in
    from attribution.data.image_collection import unusable

    of_photographs = unusable(photographs_in(data, list(described.classes)))
    try:
        described.album(data.parent, name="", source="", split=Split())
    except DataProblems as refusal:
        return (*refusal.problems, *of_photographs)
    except DataError as refusal:
        return (DataProblem("", str(refusal), ""), *of_photographs)
    return tuple(of_photographs)
