"""The founding study's tables, computed once."""

import pytest

from analysis.reproduction.comparison import Reproduction, reproduce
from analysis.reproduction.reference import read_reference


@pytest.fixture(scope="session")
def reproduction() -> Reproduction:
    return reproduce(read_reference())
