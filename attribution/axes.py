"""The axes of the design space (paper, section 4.3): action, metric, number of samples."""

from enum import StrEnum


class Action(StrEnum):
    """What is done to a training sample before the model is retrained."""

    REMOVAL = "removal"
    LABEL_CHANGE = "label_change"
    UPWEIGHTING = "upweighting"


class Metric(StrEnum):
    """What is measured on the model error, before and after retraining."""

    LOSS = "loss"
    TRUE_CLASS_PROBABILITY = "true_class_probability"
    PREDICTED_CLASS_PROBABILITY = "predicted_class_probability"

    @property
    def good_direction(self) -> int:
        """+1 where a rise helps, -1 where a fall does: an error's predicted class is wrong."""
        return 1 if self is Metric.TRUE_CLASS_PROBABILITY else -1


LARGEST_NUMBER = 10
"""The most training samples one setting can show (paper, section 4.4.2)."""

NUMBERS = range(1, LARGEST_NUMBER + 1)
