"""How often each choice was submitted, for each axis in each scenario: input of both procedures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.errors import NotCounts

POOLED = "both"
"""Key of the answers pooled over all scenarios; the paper's tables name it so."""


@dataclass(frozen=True)
class ChoiceCounts:
    """How often each choice of an axis was submitted in a scenario.

    `counts` holds every choice of the axis in its order, with 0 for those that nobody submitted.
    """

    scenario: str
    axis: str
    counts: Mapping[str, int]

    @property
    def n(self) -> int:
        return sum(self.counts.values())

    @property
    def numbers(self) -> list[int]:
        return list(self.counts.values())


def with_pooled(counts: Sequence[ChoiceCounts]) -> tuple[ChoiceCounts, ...]:
    """The counts, followed by their sums over scenarios for each axis that several scenarios have.

    Raises NotCounts where scenarios offer different choices on an axis, which cannot be summed.
    """
    axes = dict.fromkeys(counted.axis for counted in counts)
    by_axis = {axis: [counted for counted in counts if counted.axis == axis] for axis in axes}
    return (*counts, *(_pooled(several) for several in by_axis.values() if len(several) > 1))


def _pooled(several: Sequence[ChoiceCounts]) -> ChoiceCounts:
    first = several[0]
    if any(list(counted.counts) != list(first.counts) for counted in several):
        raise NotCounts(
            f"The scenarios offer different choices of {first.axis}, so they cannot be pooled: "
            "report each by itself."
        )
    summed = {choice: sum(counted.counts[choice] for counted in several) for choice in first.counts}
    return ChoiceCounts(POOLED, first.axis, summed)
