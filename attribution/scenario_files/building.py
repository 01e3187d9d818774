"""From a scenario file and its data to the scenario that is run."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from attribution.data.dataset import Dataset
from attribution.data.own_parts import read_ids
from attribution.data.problems import DataProblem, DataProblems
from attribution.data.split import Split
from attribution.effects.scenario import Scenario
from attribution.errors import AttributionError
from attribution.scenario_files.data.images import ImagesData
from attribution.scenario_files.definition import ScenarioDefinition
from attribution.scenario_files.model import ModelDescription
from attribution.scenario_files.reading import ScenarioFile, content_digest
from attribution.training.trainer import Trainer

SHARD_SIZE = 192

Made = TypeVar("Made")


def scenario_of(file: ScenarioFile, *, device: str = "cpu") -> Scenario:
    """Read the data and make the model; `device` is that on which networks are trained.

    Raises DataProblems with every problem of the data, the model and the lists of samples, and
    TrainingError.
    """
    try:
        return build_scenario(file.definition, file.folder, device=device)
    except DataProblems as refusal:
        placed = [replace(one, place=file.place(one.place)) for one in refusal.problems]
        raise DataProblems(file.definition.scenario, placed) from refusal


def build_scenario(
    definition: ScenarioDefinition, folder: Path, *, device: str = "cpu"
) -> Scenario:
    """The scenario of a definition whose paths are relative to `folder`; raises as above."""
    problems: list[DataProblem] = []
    dataset, trainer, shard_size = _learnt(definition, folder, device, problems)
    if problems or dataset is None or trainer is None:
        raise DataProblems(definition.scenario, problems)
    return Scenario(
        name=definition.scenario,
        dataset=dataset,
        trainer=trainer,
        selection=definition.errors.selection(len(dataset.class_names)),
        seeds=tuple(range(definition.seeds)),
        rule=definition.relevance.rule,
        numbers=definition.numbers,
        shard_size=shard_size,
        listed_errors=definition.errors.samples,
        candidates=definition.candidates.candidates if definition.candidates else None,
        scenario_file=content_digest(definition),
    )


def _learnt(
    definition: ScenarioDefinition, folder: Path, device: str, problems: list[DataProblem]
) -> tuple[Dataset | None, Trainer | None, int]:
    """The data, what learns them, and how many models are stored together."""
    if isinstance(definition.data, ImagesData):
        return _photographs(definition.data, definition, folder, device, problems)
    if device != "cpu":
        problems.append(
            DataProblem("--device", "Only photographs are learned on one.", "Leave it out.")
        )
    dataset = _gathered(lambda: _dataset(definition, folder), problems)
    # Where the data cannot be used, a model is tried that any number of classes would do for.
    classes = len(dataset.class_names) if dataset else 2
    trainer = _gathered(lambda: _model(definition).trainer(folder, classes), problems)
    return dataset, trainer, SHARD_SIZE


def _photographs(
    data: ImagesData,
    definition: ScenarioDefinition,
    folder: Path,
    device: str,
    problems: list[DataProblem],
) -> tuple[Dataset | None, Trainer | None, int]:
    from attribution.data.image_collection import album_dataset

    model = _gathered(lambda: data.image_model(folder, device), problems)
    album = _gathered(
        lambda: data.album(
            folder,
            name=definition.scenario,
            source=definition.source,
            split=_split(definition, folder),
        ),
        problems,
    )
    if model is None or album is None:
        return None, None, SHARD_SIZE
    dataset = _gathered(lambda: album_dataset(album, model.read_inputs), problems)
    return dataset, model.trainer, model.shard_size


def _dataset(definition: ScenarioDefinition, folder: Path) -> Dataset:
    return definition.data.dataset(
        folder,
        name=definition.scenario,
        source=definition.source,
        split=_split(definition, folder),
    )


def _model(definition: ScenarioDefinition) -> ModelDescription:
    assert definition.model is not None, "all but photographs have one"  # noqa: S101
    return definition.model


def _split(definition: ScenarioDefinition, folder: Path) -> Split:
    if not definition.split.file:
        return definition.split.split()
    file = folder / definition.split.file
    try:
        return definition.split.split(read_ids(file))
    except DataProblems as refusal:
        placed = [replace(one, place=f"split.file, {file}") for one in refusal.problems]
        raise DataProblems(definition.scenario, placed) from refusal


def _gathered(make: Callable[[], Made], problems: list[DataProblem]) -> Made | None:
    """What is made, or None and its problems."""
    try:
        return make()
    except DataProblems as refusal:
        problems += refusal.problems
    except AttributionError as refusal:
        problems.append(DataProblem("", str(refusal), ""))
    return None
