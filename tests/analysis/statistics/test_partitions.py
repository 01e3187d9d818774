"""Partitions are all there, and are counted without being made."""

from math import comb

import numpy as np
import pytest
from scipy.special import gammaln

from analysis.statistics.partitions import are_at_most, partitions

CASES = [(0, 1), (7, 1), (6, 3), (12, 5), (3, 8)]


@pytest.mark.parametrize(("limit", "categories"), CASES)
def test_partitions_are_all_there_with_their_orders(limit: int, categories: int) -> None:
    log_factorial = gammaln(np.arange(limit + 1) + 1.0)
    parts = partitions(limit, categories, log_factorial)
    # Weighted by their orders alone, partitions of a total are its compositions.
    for total in range(limit + 1):
        of_total = parts.total == total
        orders = np.exp(parts.log_weight + parts.measure)[of_total].sum()
        assert orders == pytest.approx(comb(total + categories - 1, categories - 1))


@pytest.mark.parametrize(("limit", "categories"), CASES)
def test_they_are_counted_as_they_are_made(limit: int, categories: int) -> None:
    made = len(partitions(limit, categories, np.zeros(limit + 1)).total)
    assert are_at_most(made, limit, categories)
    assert not are_at_most(made - 1, limit, categories)


def test_counting_ends_early_where_there_are_too_many() -> None:
    assert not are_at_most(3_000_000, 2_000_000_000, 1)
    assert not are_at_most(3_000_000, 2_000_000_000, 50)
    assert not are_at_most(3_000_000, 3_000, 1_000_000)
