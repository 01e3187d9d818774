"""The tasks of a study, what can be chosen in them, and what is left to chance."""

from typing import Annotated, Literal

from pydantic import Field

from attribution.axes import LARGEST_NUMBER, Action, Metric
from survey.design.fields import Distinct, Line, Part, Slug, Text
from survey.design.questions import Page


class Settings(Part):
    """What a participant can choose from on each axis."""

    actions: Annotated[tuple[Action, ...], Distinct] = Field(min_length=1)
    metrics: Annotated[tuple[Metric, ...], Distinct] = Field(min_length=1)
    numbers: Annotated[tuple[Annotated[int, Field(ge=1, le=LARGEST_NUMBER)], ...], Distinct] = (
        Field(min_length=1)
    )
    """Numbers of training samples"""


class Scenario(Part):
    """A task with a dataset and a model whose error the participant looks into."""

    title: Line
    bundle: Slug
    """The effects bundle whose numbers the trial shows"""
    brief: Text
    """The role the participant plays and what they are asked to do"""
    settings: Settings | None = None
    """Where this scenario differs from the study's `settings`"""
    follow_up: tuple[Page, ...] | None = Field(default=None, min_length=1, max_length=10)
    """Where this scenario's questions differ from the study's `follow_up`"""


class Randomisation(Part):
    """What is left to chance."""

    scenario_order: Literal["balanced_blocks", "as_written"]
    block_size: int = Field(default=4, ge=1, le=100)
    """Participants a block holds; each block holds every order equally often"""
    model_error: Literal["uniform"]
    """The error of a trial, drawn from the bundle's"""
