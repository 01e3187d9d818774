"""What a model answers that was trained without the applications that mislead it most."""

from attribution.axes import Metric
from attribution.effects.bundle import Change, GroupEffect, ModelError
from attribution.local_explanations.blocks.wording import (
    Blocks,
    application,
    columns,
    if_fewer,
    the,
)
from attribution.local_explanations.explained_model import ExplainedModel
from attribution.panels.blocks import BeforeAfter, ChangedValue, Markdown, Samples
from attribution.scales import SHARE

INTRODUCTION = (
    "**Which applications matter in training.** Without each of these applications the model, when "
    "it is trained again, gives *{true}* a higher probability here. The table says what changes "
    "without all of them; after ± stands the standard deviation between {trainings} trainings."
)


def training_effect_blocks(model: ExplainedModel, error: ModelError, number: int) -> Blocks:
    classes, true = model.dataset.class_names, model.dataset.class_names[error.true_class]
    removal = model.joint_removal(error, number)
    trainings = len(model.effects.ensemble.seeds)
    introduction = (
        Markdown(text=INTRODUCTION.format(true=true, trainings=trainings)),
        *if_fewer(number, len(removal.samples), "application"),
    )
    if removal.effect is None:
        return introduction
    without = the(len(removal.samples), "application").lower()
    return (
        *introduction,
        answers_without(removal.effect, true, without),
        Samples(
            caption=f"{the(len(removal.samples), 'application')} left out",
            columns=columns(model.dataset.features),
            samples=tuple(
                application(
                    sample.id,
                    sample.display,
                    label=classes[sample.true_class],
                    prediction=classes[sample.predicted_class],
                    note=f"Left out alone: {SHARE.change(alone.mean)}",
                )
                for sample, alone in removal.samples
            ),
        ),
    )


def answers_without(effect: GroupEffect, true: str, samples: str) -> BeforeAfter:
    """What changes without samples such as "the 3 texts", which are listed below."""
    return BeforeAfter(
        caption=f"Trained with and without {samples} below",
        rows=(
            _share(f"Probability of {true}", effect.change_of(Metric.TRUE_CLASS_PROBABILITY)),
            _share("Test accuracy", effect.test_accuracy),
        ),
    )


def _share(label: str, change: Change) -> ChangedValue:
    return ChangedValue(
        label=label,
        before=SHARE.value(change.before),
        after=SHARE.value(change.after),
        change=SHARE.change_with_spread(change.change, change.standard_deviation),
    )
