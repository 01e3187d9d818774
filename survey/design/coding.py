"""How what participants wrote is coded."""

from typing import Literal

from survey.design.fields import Part

Overlap = Literal[
    "presence_absence",
    "presence_absence_mean",
    "jaccard",
    "jaccard_mean",
    "dice",
    "dice_mean",
]


class Coding(Part):
    """What thematic coding reports."""

    agreement: Overlap = "jaccard"
    """The definition of the percentage of overlapping themes that is reported as the agreement"""
