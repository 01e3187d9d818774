"""The desk of a round, and the browser of one of its coders."""

import pytest
from django.test import Client

from tests.analysis.coding_world import CodingWorld, browser


@pytest.fixture
def ann(coding: CodingWorld) -> Client:
    return browser(coding.ann)
