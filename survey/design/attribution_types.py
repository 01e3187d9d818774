"""Kinds of attribution that a study counts among the settings submitted (paper, table 5)."""

from typing import Annotated

from pydantic import Field

from attribution.axes import LARGEST_NUMBER, Action, Metric
from survey.design.fields import Distinct, Key, Line, Part
from survey.design.scenarios import Settings


class AttributionType(Part):
    """A kind of attribution, by the settings that stand for it; a setting may stand for several."""

    key: Key
    title: Line
    """What reports call it"""
    actions: Annotated[tuple[Action, ...], Distinct] | None = Field(default=None, min_length=1)
    """The actions that stand for it; any, where left out"""
    metrics: Annotated[tuple[Metric, ...], Distinct] | None = Field(default=None, min_length=1)
    """The metrics that stand for it; any, where left out"""
    numbers: (
        Annotated[tuple[Annotated[int, Field(ge=1, le=LARGEST_NUMBER)], ...], Distinct] | None
    ) = Field(default=None, min_length=1)
    """The numbers of training samples that stand for it; any, where left out"""

    def stands_in(self, settings: Settings) -> bool:
        """Whether a setting that can be chosen here stands for this type."""
        axes = (
            (self.actions, settings.actions),
            (self.metrics, settings.metrics),
            (self.numbers, settings.numbers),
        )
        return all(wanted is None or set(wanted) & set(offered) for wanted, offered in axes)
