"""A bundle of panels that shows each explanation of each error, in several amounts."""

from collections.abc import Callable, Mapping
from dataclasses import asdict

from attribution.effects.bundle import ModelError
from attribution.local_explanations.blocks.application import application_blocks
from attribution.local_explanations.blocks.contributions import contribution_blocks
from attribution.local_explanations.blocks.similar_samples import similar_sample_blocks
from attribution.local_explanations.blocks.smallest_changes import smallest_change_blocks
from attribution.local_explanations.blocks.training_effects import training_effect_blocks
from attribution.local_explanations.blocks.wording import Blocks
from attribution.local_explanations.explained_model import MARGIN, ExplainedModel
from attribution.panels.writer import PanelWriter

EXPLANATIONS: Mapping[str, Callable[[ExplainedModel, ModelError, int], Blocks]] = {
    "contributions": contribution_blocks,
    "smallest_change": smallest_change_blocks,
    "similar_applicants": similar_sample_blocks,
    "training_effects": training_effect_blocks,
}
"""What shows each level of the axis `explanation`."""

AMOUNTS = (1, 3, 5)
"""The levels of the axis `amount`: how many entries an explanation has."""


def explanation_panels(name: str, model: ExplainedModel) -> PanelWriter:
    """Every explanation of every error of a model, in every amount."""
    effects = model.effects
    writer = PanelWriter(
        name,
        source=effects.source,
        axes={"explanation": tuple(EXPLANATIONS), "amount": AMOUNTS},
        recipe={
            "explanations": {"steps": dict(model.steps), "margin": MARGIN},
            "effects": asdict(effects.provenance),
        },
    )
    for error in effects.errors:
        true, predicted = effects.classes[error.true_class], effects.classes[error.predicted_class]
        writer.error(
            error.id,
            title=f"{true} is misclassified as {predicted}",
            facts={"true_class": true, "predicted_class": predicted},
            blocks=application_blocks(model, error),
        )
        for explanation, blocks_of in EXPLANATIONS.items():
            for amount in AMOUNTS:
                writer.show(
                    error.id,
                    {"explanation": explanation, "amount": amount},
                    blocks_of(model, error, amount),
                )
    return writer
