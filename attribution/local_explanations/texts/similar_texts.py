"""The training texts that share most with the one in question."""

from attribution.effects.bundle import ModelError
from attribution.local_explanations.blocks.wording import Blocks, if_fewer
from attribution.local_explanations.texts.explained_texts import ExplainedTexts
from attribution.local_explanations.texts.wording import training_text
from attribution.panels.blocks import Markdown
from attribution.scales import Scale

SIMILARITY = Scale(decimals=2)

INTRODUCTION = (
    "**Which texts are similar.** Of the texts that the model learned from, these share most words "
    "with this one. Rare words count for more than common ones. The similarity is 1 for the same "
    "words in the same shares, and 0 where no word that the model knows is shared."
)


def similar_text_blocks(model: ExplainedTexts, error: ModelError, number: int) -> Blocks:
    training, classes = model.dataset.training, model.dataset.class_names
    similar = model.similar_texts(error, number)
    return (
        Markdown(text=INTRODUCTION),
        *if_fewer(number, len(similar), "text"),
        *(
            training_text(
                training.ids[one.sample],
                training.displays[one.sample],
                label=classes[int(training.labels[one.sample])],
                prediction=classes[model.predictions[one.sample]],
                note=f"Similarity: {SIMILARITY.value(one.similarity)}",
                shared=model.shared_words(error, one.sample),
            )
            for one in similar
        ),
    )
