"""The axes of the design space (paper, section 4.3), and the words for their levels.

A new metric is a key and an entry of METRICS here, and a measure in effects/measures.py.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from attribution.scales import NATS, SHARE, Scale


class Action(StrEnum):
    """What is done to a training sample before the model is retrained."""

    REMOVAL = "removal"
    LABEL_CHANGE = "label_change"
    UPWEIGHTING = "upweighting"
    COLLECTION = "collection"

    @property
    def description(self) -> "ActionDescription":
        return ACTIONS[self]


class Metric(StrEnum):
    """What is measured on the model error, before and after retraining."""

    LOSS = "loss"
    TRUE_CLASS_PROBABILITY = "true_class_probability"
    PREDICTED_CLASS_PROBABILITY = "predicted_class_probability"

    @property
    def description(self) -> "MetricDescription":
        return METRICS[self]

    @property
    def good_direction(self) -> int:
        """+1 where a rise helps, -1 where a fall does."""
        return self.description.good_direction


@dataclass(frozen=True)
class ActionDescription:
    """`title` names the action, and `explanation` says beside it what it does.

    `acted_on` says what happened to a training sample.
    """

    title: str
    explanation: str
    acted_on: str

    @property
    def in_sentence(self) -> str:
        return _without_capital(self.title)


@dataclass(frozen=True)
class MetricDescription:
    """`title` is for the pages of participants, `short_title` for the tables of a report.

    `good_direction` is +1 where a rise helps, and -1 where a fall does. `about_class` is the class
    of the model error that the metric is about, where there is one.
    """

    title: str
    short_title: str
    good_direction: Literal[1, -1]
    scale: Scale
    about_class: Literal["true_class", "predicted_class"] | None = None

    @property
    def in_sentence(self) -> str:
        return _without_capital(self.title)


ACTIONS = {
    Action.REMOVAL: ActionDescription(
        title="Removal",
        explanation="leave the samples out",
        acted_on="left out",
    ),
    Action.LABEL_CHANGE: ActionDescription(
        title="Label change",
        explanation="give them another label",
        acted_on="given another label",
    ),
    Action.UPWEIGHTING: ActionDescription(
        title="Upweighting",
        explanation="let each count ten times",
        acted_on="counted ten times",
    ),
    Action.COLLECTION: ActionDescription(
        title="Collecting data",
        explanation="add samples that were held back",
        acted_on="added to the training",
    ),
}

METRICS = {
    Metric.LOSS: MetricDescription(
        title="Loss",
        short_title="Loss",
        good_direction=-1,
        scale=NATS,
    ),
    Metric.TRUE_CLASS_PROBABILITY: MetricDescription(
        title="Probability of the true class",
        short_title="True-class probability",
        good_direction=1,
        scale=SHARE,
        about_class="true_class",
    ),
    # The predicted class of an error is the wrong one, so it helps when its probability falls.
    Metric.PREDICTED_CLASS_PROBABILITY: MetricDescription(
        title="Probability of the predicted class",
        short_title="Predicted-class probability",
        good_direction=-1,
        scale=SHARE,
        about_class="predicted_class",
    ),
}


def _without_capital(title: str) -> str:
    return title[:1].lower() + title[1:]
