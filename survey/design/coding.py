"""What a study says about the coding of its texts."""

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


Basis = Literal["reconciled", "as_coded"]
"""Whether themes count as the coders reconciled them afterwards, or as each coder named them."""


class Coding(Part):
    """What thematic coding reports."""

    approach: Literal["coding_reliability", "reflexive"] = "coding_reliability"
    """Whether coders are to agree; a reflexive study claims no agreement"""
    agreement: Overlap = "jaccard"
    """The definition of the percentage of overlapping themes that is reported as the agreement"""
    basis: Basis = "reconciled"
    """With which themes it is told: as reconciled at the comparison, or as each coder named them"""

    @property
    def claims_agreement(self) -> bool:
        return self.approach != "reflexive"
