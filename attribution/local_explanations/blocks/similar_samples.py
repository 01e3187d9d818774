"""The applications of the training data that are most similar to the one in question."""

from attribution.effects.bundle import ModelError
from attribution.local_explanations.blocks.wording import (
    Blocks,
    application,
    columns,
    if_fewer,
    the,
)
from attribution.local_explanations.explained_model import ExplainedModel
from attribution.panels.blocks import Markdown, Samples
from attribution.scales import Scale

DISTANCE = Scale(decimals=2)

INTRODUCTION = (
    "**Which applications are similar.** Of the applications that the model learned from, these "
    "are closest to this one in all their values. The distance counts numbers in their standard "
    "deviations, and another category as much as 1.4 of these. At 0 all values are equal."
)


def similar_sample_blocks(model: ExplainedModel, error: ModelError, number: int) -> Blocks:
    training, classes = model.dataset.training, model.dataset.class_names
    similar = model.similar_samples(error, number)
    return (
        Markdown(text=INTRODUCTION),
        *if_fewer(number, len(similar), "application"),
        Samples(
            caption=the(len(similar), "most similar application"),
            columns=columns(model.dataset.features),
            samples=tuple(
                application(
                    training.ids[found.sample],
                    training.displays[found.sample],
                    label=classes[int(training.labels[found.sample])],
                    prediction=classes[int(model.training_probabilities[found.sample].argmax())],
                    note=f"Distance: {DISTANCE.value(found.distance)}",
                )
                for found in similar
            ),
        ),
    )
