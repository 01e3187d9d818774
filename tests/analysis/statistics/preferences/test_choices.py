"""Counts of scenarios are pooled where these offer the same choices."""

import pytest

from analysis.errors import NotCounts
from analysis.statistics.preferences.choices import POOLED, with_pooled
from tests.analysis.statistics.preferences.paper_counts import IMAGE, TABULAR, counted


def test_pooled_counts_are_sums_and_come_last() -> None:
    only_one = counted("image", "action", 1, 2)
    pooled = with_pooled([IMAGE, only_one, TABULAR])
    assert pooled[:3] == (IMAGE, only_one, TABULAR)
    assert pooled[3:] == (counted(POOLED, "metric", 29, 16, 16),)


def test_scenarios_with_other_choices_are_not_pooled() -> None:
    with pytest.raises(NotCounts, match="different choices of metric"):
        with_pooled([IMAGE, counted("tabular", "metric", 11, 13)])


def test_counts_know_how_many_answered() -> None:
    assert (IMAGE.n, TABULAR.n) == (30, 31)
    assert IMAGE.numbers == [18, 3, 9]
