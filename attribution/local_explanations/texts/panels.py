"""A bundle of panels that shows three explanations of each error on texts, in several amounts."""

import re
from collections.abc import Callable, Mapping
from dataclasses import asdict

from attribution.axes import Metric
from attribution.effects.bundle import Bundle, ModelError
from attribution.effects.scenario import Scenario
from attribution.local_explanations.blocks.wording import Blocks
from attribution.local_explanations.texts.explained_texts import ExplainedTexts
from attribution.local_explanations.texts.marked_words import marked_word_blocks
from attribution.local_explanations.texts.similar_texts import similar_text_blocks
from attribution.local_explanations.texts.training_effects import training_effect_blocks
from attribution.panels.blocks import Column, MarkedText, Segment, Table
from attribution.panels.writer import PanelWriter
from attribution.scales import SHARE

EXPLANATIONS: Mapping[str, Callable[[ExplainedTexts, ModelError, int], Blocks]] = {
    "marked_words": marked_word_blocks,
    "similar_texts": similar_text_blocks,
    "training_effects": training_effect_blocks,
}
"""What shows each level of the axis `explanation`."""

AMOUNTS = (1, 3, 5)
"""The levels of the axis `amount`: how many words or texts an explanation has."""


def text_explanations(name: str, scenario: Scenario, effects: Bundle) -> PanelWriter:
    """Every explanation of every error in a bundle of effects of the scenario, in every amount.

    Raises BundleError and TrainingError, as `ExplainedTexts.of` does.
    """
    model = ExplainedTexts.of(scenario, effects)
    writer = PanelWriter(
        name,
        source=effects.source,
        axes={"explanation": tuple(EXPLANATIONS), "amount": AMOUNTS},
        recipe={"effects": asdict(effects.provenance)},
    )
    for error in effects.errors:
        true, predicted = effects.classes[error.true_class], effects.classes[error.predicted_class]
        error_id = re.sub("[^A-Za-z0-9._-]", "-", error.id)
        writer.error(
            error_id,
            title=f"{true} is misclassified as {predicted}",
            facts={"true_class": true, "predicted_class": predicted},
            blocks=_error_blocks(model, error, true, predicted),
        )
        for explanation, blocks_of in EXPLANATIONS.items():
            for amount in AMOUNTS:
                writer.show(
                    error_id,
                    {"explanation": explanation, "amount": amount},
                    blocks_of(model, error, amount),
                )
    return writer


def _error_blocks(model: ExplainedTexts, error: ModelError, true: str, predicted: str) -> Blocks:
    probability = error.value_of(Metric.PREDICTED_CLASS_PROBABILITY).mean
    return (
        MarkedText(caption="The text", segments=(Segment(text=model.text_of(error)),)),
        Table(
            caption="What is true, and what the model answers",
            columns=(Column(label="Question"), Column(label="Answer")),
            rows=(
                ("True class", true),
                ("Predicted class", predicted),
                (f"Probability of {predicted}", SHARE.value(probability)),
            ),
        ),
    )
