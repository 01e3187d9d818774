"""The smallest changes that turn an answer, each in a table of its own."""

from attribution.effects.bundle import ModelError
from attribution.local_explanations.blocks.wording import (
    Blocks,
    cells_of,
    difference,
    if_fewer,
    with_unit,
)
from attribution.local_explanations.explained_model import ExplainedModel
from attribution.local_explanations.smallest_changes import DecisionChange
from attribution.panels.blocks import BeforeAfter, ChangedValue, Markdown
from attribution.scales import SHARE

INTRODUCTION = (
    "**What would turn the answer.** With the changes in a table the model would answer *{other}* "
    "to this application. None of them can be left out, and together they go no further than "
    "needed, within what occurs in the applications that the model learned from."
)


def smallest_change_blocks(model: ExplainedModel, error: ModelError, number: int) -> Blocks:
    changes = model.smallest_changes(error, number)
    return (
        Markdown(text=INTRODUCTION.format(other=model.dataset.class_names[_other(error)])),
        *if_fewer(number, len(changes), "such change"),
        *(
            BeforeAfter(
                caption=f"Change {place} of {len(changes)}",
                rows=(*_values(model, error, change), *_answers(model, error, change)),
            )
            for place, change in enumerate(changes, start=1)
        ),
    )


def _values(model: ExplainedModel, error: ModelError, change: DecisionChange) -> list[ChangedValue]:
    cells = cells_of(error.display)
    return [
        ChangedValue(
            label=feature.label,
            before=with_unit(feature, before),
            after=with_unit(feature, changed.text),
            change=difference(feature, before, changed.text),
        )
        for changed in change.changes
        for feature, before in ((model.dataset.features[changed.feature], cells[changed.feature]),)
    ]


def _answers(
    model: ExplainedModel, error: ModelError, change: DecisionChange
) -> list[ChangedValue]:
    classes, other = model.dataset.class_names, _other(error)
    before = float(model.probabilities(error)[other])
    after = float(model.probabilities(error, change)[other])
    return [
        ChangedValue(
            label="Model's answer", before=classes[error.predicted_class], after=classes[other]
        ),
        ChangedValue(
            label=f"Probability of {classes[other]}",
            before=SHARE.value(before),
            after=SHARE.value(after),
            change=SHARE.change(after - before),
        ),
    ]


def _other(error: ModelError) -> int:
    """The class of the two that the model does not predict."""
    return 1 - error.predicted_class
