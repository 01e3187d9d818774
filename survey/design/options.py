"""The options of a trial: the levels of each axis, in the order they are offered in."""

from collections.abc import Sequence
from random import Random

from survey.design.scenarios import Settings

Options = dict[str, list[str]]
"""Levels by axis: action, metric and number."""


def written_options(settings: Settings) -> Options:
    """Every level as the study file has it."""
    return {
        "action": list(settings.actions),
        "metric": list(settings.metrics),
        "number": [str(number) for number in settings.numbers],
    }


def drawn_options(settings: Settings, *, seed: int) -> Options:
    """Actions and metrics in an order drawn for one participant; numbers have an order already.

    Each order is equally likely over seeds. Two levels have the same order wherever both are
    offered under one seed.
    """

    def draw(axis: str, levels: Sequence[str]) -> list[str]:
        return sorted(
            levels,
            key=lambda level: Random(f"{seed}:{axis}:{level}").random(),  # noqa: S311  replayable
        )

    options = written_options(settings)
    return options | {axis: draw(axis, options[axis]) for axis in ("action", "metric")}


def options_in_order_of(options: Options, settings: Settings) -> Options:
    """The levels of other settings in the order of these options; levels they lack come last."""
    return {
        axis: sorted(levels, key=lambda level: _position(level, options[axis]))
        for axis, levels in written_options(settings).items()
    }


def _position(level: str, order: Sequence[str]) -> int:
    return order.index(level) if level in order else len(order)
