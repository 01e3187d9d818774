"""What a study of interviews decides before the first of them."""

from pydantic import Field

from survey.design.fields import Part, Text
from survey.design.plan import ExclusionRule


class SaturationRule(Part):
    """When enough people were interviewed (Guest, Namey & Chen, 2020).

    The new themes of the last `run_length` interviews are at most `threshold` of those in the first
    `base_size`.
    """

    base_size: int = Field(default=4, ge=1, le=100)
    """How many of the first interviews the themes are compared with"""
    run_length: int = Field(default=2, ge=1, le=100)
    """How many interviews in a row bring few new themes"""
    threshold: float = Field(default=0.05, ge=0, lt=1)
    """The largest share of new themes that counts as few"""


class InterviewPlan(Part):
    """Sample, saturation, coding and agreement, as they stand before the first interview."""

    sample: Text
    """Whom and how many people the study seeks, and why"""
    saturation: SaturationRule = SaturationRule()
    coding: Text
    """How codes are made, by whom, and in which rounds"""
    agreement: Text | None = None
    """What is done about disagreement, and which figure is reported"""
    exclusions: tuple[ExclusionRule, ...] = Field(default=(), max_length=30)
    """Whose interviews will be left out"""
    analysis: Text | None = None
    """What is done with the themes"""
