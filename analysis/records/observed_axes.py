"""The axes of a study over all its scenarios and versions, on which settings are compared."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from survey.design.definition import SurveyDefinition
from survey.design.design_space import Axis


@dataclass(frozen=True)
class ObservedAxis:
    """An axis with every level that any scenario of any version offers.

    `name` is the title within a sentence. `levels` are the keys of the levels, and `titles` what
    tables call them, which is different for each.
    """

    key: str
    title: str
    name: str
    ordered: bool
    levels: tuple[str, ...]
    titles: tuple[str, ...]

    @cached_property
    def positions(self) -> dict[str, int]:
        """The position of each level, from 0, by its key."""
        return {level: position for position, level in enumerate(self.levels)}


def observed_axes(studies: Iterable[SurveyDefinition]) -> tuple[ObservedAxis, ...]:
    """The axes of the versions of a study, the newest first, whose words are taken.

    Axes and levels that only an older version has stand where they stood there.
    """
    spaces = [study.space_of(scenario) for study in studies for scenario in study.scenarios]
    return tuple(
        _observed(key, [space.axes[key] for space in spaces if key in space.axes])
        for key in merged(tuple(space.axes) for space in spaces)
    )


def merged(orders: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """All keys of several orders: of two keys, the first order that has both decides.

    A key that the orders before lack comes right after the one that it follows in its own order, or
    else before the one that follows it. An order of new keys comes last.
    """
    merged_keys: list[str] = []
    for order in orders:
        known = (merged_keys.index(key) for key in order if key in merged_keys)
        at = next(known, len(merged_keys))
        for key in order:
            if key in merged_keys:
                at = merged_keys.index(key) + 1
            else:
                merged_keys.insert(at, key)
                at += 1
    return tuple(merged_keys)


def _observed(key: str, axes: Sequence[Axis]) -> ObservedAxis:
    """An axis from what it is in each scenario that has it."""
    levels = merged(tuple(axis.levels) for axis in axes)
    titles = [
        next(axis.short_title_of(level) for axis in axes if level in axis.levels)
        for level in levels
    ]
    times = Counter(titles)
    return ObservedAxis(
        key=key,
        title=axes[0].title,
        name=axes[0].name,
        ordered=axes[0].ordered,
        levels=levels,
        titles=tuple(
            f"{title} ({level})" if times[title] > 1 else title
            for level, title in zip(levels, titles, strict=True)
        ),
    )
