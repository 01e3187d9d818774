"""What settings are called in a report, and sentences about numbers of things."""

from collections.abc import Iterable

from attribution.axes import LARGEST_NUMBER, Action, Metric

AXES = {"action": "Action", "metric": "Metric", "number": "Number of training samples"}

ACTION_WORDS = {action: action.description.title for action in Action}
METRIC_WORDS = {metric: metric.description.short_title for metric in Metric}
CHOICES: dict[str, tuple[str, ...]] = {
    "action": tuple(ACTION_WORDS.values()),
    "metric": tuple(METRIC_WORDS.values()),
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
