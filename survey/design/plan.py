"""What is decided before the first answer: a preregistration is drafted from it."""

from typing import Literal

from pydantic import Field

from survey.design.fields import Key, Line, Part, Text


class Hypothesis(Part):
    """One expectation; with an axis it is tested, without one it is only written down."""

    key: Key
    text: Line
    """What is expected"""
    axis: Key | None = None
    """The axis on which the settings submitted are tested against an even spread"""
    scenario: Key | None = None
    """The scenario it is tested in; left out, it is tested in each scenario by itself"""


class ExclusionRule(Part):
    """Whose answers will be left out of the analysis."""

    key: Key
    """Where reports know a reason for exclusion of that name, they compare"""
    text: Line
    """The rule, so that two people applying it agree"""


class Plan(Part):
    """Hypotheses, sample size, exclusions and analysis, as they stand before the first answer."""

    hypotheses: tuple[Hypothesis, ...] = Field(min_length=1, max_length=50)
    alpha: float = Field(default=0.05, gt=0, lt=0.5)
    """The chance of a false alarm in all tests together"""
    correction: Literal["holm", "bonferroni", "none"] = "holm"
    """How alpha is shared among the tests"""
    smallest_effect: float = Field(default=0.5, gt=0, le=3)
    """The smallest effect worth finding, as Cohen's w"""
    power: float = Field(default=0.8, ge=0.5, lt=1)
    """The chance to find an effect of that size"""
    sample_size: Text | None = None
    """Why the study aims at as many participants as it does"""
    exclusions: tuple[ExclusionRule, ...] = Field(default=(), max_length=30)
    analysis: Text | None = None
    """What is done with the answers beside the tests"""
