"""Makes a scenario of labelled photographs and a recipe."""

from pathlib import Path

from attribution.data.image_collection import Album, album_dataset
from attribution.effects.scenario import Scenario
from attribution.effects.selection import ErrorSelection
from attribution.errors import TrainingError
from attribution.training.image_models import ImageModel, frozen_backbone, full_fine_tuning

FROZEN_BACKBONE, FULL_FINE_TUNING = RECIPES = ("frozen-backbone", "full-fine-tuning")
"""The first runs on any computer, the second needs a GPU to end within a day."""


def image_scenario(
    name: str, album: Album, recipe: str, checkpoint: Path | None, device: str
) -> Scenario:
    """Read an album for a recipe; `checkpoint` is for fine-tuning only.

    Raises DataError or TrainingError.
    """
    model = image_model(recipe, checkpoint, device)
    return Scenario(
        name=name,
        dataset=album_dataset(album, model.read_inputs),
        trainer=model.trainer,
        selection=ErrorSelection.of_the_paper(len(album.class_names)),
        shard_size=model.shard_size,
    )


def image_model(recipe: str, checkpoint: Path | None, device: str) -> ImageModel:
    """How a recipe learns photographs; raises TrainingError."""
    if recipe == FULL_FINE_TUNING:
        return full_fine_tuning(checkpoint, device)
    if recipe != FROZEN_BACKBONE:
        raise TrainingError(f"There is no recipe {recipe!r}: choose {' or '.join(RECIPES)}.")
    if checkpoint is not None:
        raise TrainingError(
            f"The recipe {FROZEN_BACKBONE} takes no checkpoint: leave it out, or choose the recipe "
            f"{FULL_FINE_TUNING}."
        )
    return frozen_backbone(device)
