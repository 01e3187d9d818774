"""Rounds that codings were compared in."""

import pytest

from analysis.coding.desk.apply_codes import Segment
from analysis.models import CodingRound
from tests.analysis.coding_world import CodingWorld


@pytest.fixture
def compared(coding: CodingWorld) -> CodingRound:
    """Both found an overlap of classes, each in other words; each found one more theme alone."""
    coding.code(coding.ann, "class_overlap", segment=Segment(0, 2))
    coding.code(coding.ben, "class_overlap", unit_index=1)
    coding.code(coding.ann, "mislabeled_data")
    coding.code(coding.ben, "small_dataset_size")
    return coding.decide()
