"""What was chosen, as both procedures take it: counts for each axis in each scenario."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.errors import NotCounts

POOLED = "both"
"""The scenario of answers pooled over all scenarios, by the name of the paper's tables."""


@dataclass(frozen=True)
class ChoiceCounts:
    """How often each choice of an axis was submitted in a scenario.

    `counts` holds every choice of the axis, in its order, those of nobody with 0.
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
    """The counts, then those of all scenarios together for each axis that several have.

    Raises NotCounts where scenarios offer other choices on one axis: those cannot be added.
    """
    axes = dict.fromkeys(each.axis for each in counts)
    by_axis = {axis: [each for each in counts if each.axis == axis] for axis in axes}
    return (*counts, *(_pooled(several) for several in by_axis.values() if len(several) > 1))


def _pooled(several: Sequence[ChoiceCounts]) -> ChoiceCounts:
    first = several[0]
    if any(list(each.counts) != list(first.counts) for each in several):
        raise NotCounts(
            f"The scenarios offer different choices of {first.axis}, so they cannot be pooled: "
            "report each by itself."
        )
    summed = {choice: sum(each.counts[choice] for each in several) for choice in first.counts}
    return ChoiceCounts(POOLED, first.axis, summed)
