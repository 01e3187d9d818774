"""The application that a model errs about, and what the model answers to it."""

from attribution.axes import Metric
from attribution.effects.bundle import ModelError
from attribution.local_explanations.blocks.wording import Blocks, cells_of, with_unit
from attribution.local_explanations.explained_model import ExplainedModel
from attribution.panels.blocks import Column, Table
from attribution.scales import SHARE


def application_blocks(model: ExplainedModel, error: ModelError) -> Blocks:
    classes = model.dataset.class_names
    probability = error.value_of(Metric.PREDICTED_CLASS_PROBABILITY).mean
    values = zip(model.dataset.features, cells_of(error.display), strict=True)
    return (
        Table(
            caption="The application",
            columns=(Column(label="Feature"), Column(label="Value")),
            rows=tuple((feature.label, with_unit(feature, cell)) for feature, cell in values),
        ),
        Table(
            caption="What is true, and what the model answers",
            columns=(Column(label="Question"), Column(label="Answer")),
            rows=(
                ("True class", classes[error.true_class]),
                ("Predicted class", classes[error.predicted_class]),
                (f"Probability of {classes[error.predicted_class]}", SHARE.value(probability)),
            ),
        ),
    )
