"""What is decided before the first answer, in a form that people and programs read alike."""

from typing import Literal

from pydantic import Field

from survey.design.fields import Key, Line, Part, Switch, Text

BOTH = "both"
"""Where a hypothesis is about all scenarios together, unless one of them is called so."""

TestKind = Literal["even_spread", "trend", "change"]
Correction = Literal["holm", "bonferroni", "none"]
Procedure = Literal["recommended", "published"]


class Hypothesis(Part):
    """One expectation; with an axis or a question it is tested, else it is only written down."""

    key: Key
    text: Line
    """What is expected"""
    axis: Key | None = None
    """The axis on which the settings submitted are tested"""
    question: Key | None = None
    """The question with one answer out of several, in place of an axis, whose answers are tested"""
    scenario: Key | None = None
    """One scenario, or both for all of them together; left out, each is tested by itself"""
    test: TestKind = "even_spread"
    """Against an even spread, no trend along an ordered axis, or no change between scenarios"""


class ExclusionRule(Part):
    """Whose answers will be left out of the analysis."""

    key: Key
    """Names the rule in the data"""
    title: Line | None = Field(default=None, max_length=80)
    """The rule's name, by which it is chosen when somebody is excluded; the key if left out"""
    text: Line
    """The rule, so that two people applying it agree"""


class Plan(Part):
    """Hypotheses, sample size, exclusions and analysis, as they stand before the first answer."""

    hypotheses: tuple[Hypothesis, ...] = Field(min_length=1, max_length=50)
    procedure: Procedure = "recommended"
    """Which tests are made: those recommended here, or those of the paper, choice by choice"""
    alpha: float = Field(default=0.05, gt=0, lt=0.5)
    """The chance of a false alarm in all tests together"""
    correction: Correction = "holm"
    """How alpha is shared among the tests"""
    smallest_effect: float = Field(default=0.5, gt=0, le=3)
    """The smallest effect worth finding, as Cohen's w"""
    power: float = Field(default=0.8, ge=0.5, lt=1)
    """The chance to find an effect of that size"""
    bayes_factor: Switch = False
    """Whether reports say how much the answers speak for an even spread"""
    sample_size: Text | None = None
    """Why the study aims at as many participants as it does"""
    exclusions: tuple[ExclusionRule, ...] = Field(default=(), max_length=30)
    analysis: Text | None = None
    """What is done with the answers beside the tests"""
