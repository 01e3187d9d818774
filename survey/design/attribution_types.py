"""Kinds of attribution that a study counts among the settings submitted (paper, table 5)."""

from pydantic import Field

from attribution.settings import Axes
from survey.design.design_space import Levels
from survey.design.fields import Key, Line, Part


class AttributionType(Part):
    """A kind of attribution, by the settings that stand for it; a setting may stand for several."""

    key: Key
    title: Line
    """What reports call it"""
    levels: Levels = Field(default={})
    """The levels that stand for it on each axis; any, where an axis is left out"""

    def stands_in(self, offered: Axes) -> bool:
        """Whether a setting that can be chosen here stands for this type."""
        return all(
            axis in offered and set(levels) & set(offered[axis])
            for axis, levels in self.levels.items()
        )
