"""What settings are called in a report, and sentences about numbers of things."""

from collections.abc import Iterable

from analysis.records.observations import ACTIONS, METRICS
from attribution.axes import LARGEST_NUMBER

AXES = {"action": "Action", "metric": "Metric", "number": "Number of training samples"}

ACTION_WORDS = {
    "removal": "Removal",
    "label_change": "Label change",
    "upweighting": "Upweighting",
}
METRIC_WORDS = {
    "loss": "Loss",
    "true_class_probability": "True-class probability",
    "predicted_class_probability": "Predicted-class probability",
}
CHOICES: dict[str, tuple[str, ...]] = {
    "action": tuple(ACTION_WORDS[each] for each in ACTIONS),
    "metric": tuple(METRIC_WORDS[each] for each in METRICS),
    "number": tuple(str(each) for each in range(1, LARGEST_NUMBER + 1)),
}
"""In words, by axis; a choice's position is that of its code."""


def listed(things: Iterable[str]) -> str:
    """Such as A, B and C."""
    *front, last = things
    return f"{', '.join(front)} and {last}" if front else last


def people(number: int) -> str:
    return "1 person" if number == 1 else f"{number:,} people"


def were(number: int) -> str:
    return "was" if number == 1 else "were"


def are(number: int) -> str:
    return "is" if number == 1 else "are"


def times(number: int, thing: str) -> str:
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
