"""The tasks of a study, what can be chosen in them, and what is left to chance."""

from typing import Literal

from pydantic import Field

from survey.design.design_space import Offer
from survey.design.fields import Line, Part, Slug, Text
from survey.design.questions import Page


class Scenario(Offer):
    """A task with a dataset and a model whose error the participant looks into."""

    title: Line
    bundle: Slug
    """The bundle of what settings show"""
    brief: Text
    """The role the participant plays and what they are asked to do"""
    follow_up: tuple[Page, ...] | None = Field(default=None, min_length=1, max_length=10)
    """Where this scenario's questions differ from the study's `follow_up`"""


class Randomisation(Part):
    """What is left to chance."""

    scenario_order: Literal["balanced_blocks", "as_written"]
    block_size: int = Field(default=4, ge=1, le=100)
    """Participants a block holds; each block holds every order equally often"""
    model_error: Literal["uniform"]
    """The error of a trial, drawn from the bundle's"""
