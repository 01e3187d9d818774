"""The options of a trial: the levels of each axis, in the order they are offered in."""

from collections.abc import Sequence
from random import Random

from survey.design.design_space import DesignSpace

Options = dict[str, list[str]]
"""Levels by axis."""


def written_options(space: DesignSpace) -> Options:
    """Every level as the study file has it."""
    return {axis: list(levels) for axis, levels in space.levels.items()}


def drawn_options(space: DesignSpace, *, seed: int) -> Options:
    """Levels in an order drawn for one participant, but on axes that have an order already.

    Each order is equally likely over seeds. Two levels have the same order wherever both are
    offered under one seed.
    """

    def draw(axis: str, levels: Sequence[str]) -> list[str]:
        return sorted(
            levels,
            key=lambda level: Random(f"{seed}:{axis}:{level}").random(),  # noqa: S311  replayable
        )

    return {
        axis: levels if space.axes[axis].ordered else draw(axis, levels)
        for axis, levels in written_options(space).items()
    }


def options_in_order_of(options: Options, space: DesignSpace) -> Options:
    """The levels of another space in the order of these options; levels they lack come last."""
    return {
        axis: sorted(levels, key=lambda level: _position(level, options.get(axis, ())))
        for axis, levels in written_options(space).items()
    }


def _position(level: str, order: Sequence[str]) -> int:
    return order.index(level) if level in order else len(order)
