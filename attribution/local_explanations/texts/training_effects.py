"""What a model answers that was trained without the texts that mislead it most."""

from attribution.effects.bundle import ModelError
from attribution.local_explanations.blocks.training_effects import answers_without
from attribution.local_explanations.blocks.wording import Blocks, if_fewer, the
from attribution.local_explanations.texts.explained_texts import ExplainedTexts
from attribution.local_explanations.texts.wording import training_text
from attribution.panels.blocks import Markdown
from attribution.scales import SHARE

INTRODUCTION = (
    "**Which texts matter in training.** Without each of these texts the model, when it is trained "
    "again, gives *{true}* a higher probability here. The table says what changes without all of "
    "them; after ± stands the standard deviation between {trainings} trainings."
)


def training_effect_blocks(model: ExplainedTexts, error: ModelError, number: int) -> Blocks:
    classes, true = model.dataset.class_names, model.dataset.class_names[error.true_class]
    removal = model.joint_removal(error, number)
    trainings = len(model.effects.ensemble.seeds)
    introduction = (
        Markdown(text=INTRODUCTION.format(true=true, trainings=trainings)),
        *if_fewer(number, len(removal.samples), "text"),
    )
    if removal.effect is None:
        return introduction
    return (
        *introduction,
        answers_without(removal.effect, true, the(len(removal.samples), "text").lower()),
        *(
            training_text(
                sample.id,
                sample.display,
                label=classes[sample.true_class],
                prediction=classes[sample.predicted_class],
                note=f"Left out alone: {SHARE.change(alone.mean)}",
            )
            for sample, alone in removal.samples
        ),
    )
