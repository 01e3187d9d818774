"""Independence is tested as R tests it, also where expected counts are small."""

import pytest

from analysis.errors import NotCounts
from analysis.statistics.independence import NOTHING_TO_COMPARE, independence

# Agresti (2007, p. 39), in R's help of chisq.test: gender by party.
PARTIES = [[762, 327, 468], [484, 239, 477]]


def test_independence_of_gender_and_party() -> None:
    # R: chisq.test(M): X-squared = 30.07, df = 2, p-value = 2.954e-07.
    result = independence(PARTIES, seed=0, replicates=99)
    assert result.statistic == pytest.approx(30.07, abs=5e-3)
    assert result.df == 2
    assert result.pvalue == pytest.approx(2.954e-07, abs=5e-11)
    assert result.cramers_v == pytest.approx((30.0701 / 2757) ** 0.5, rel=1e-4)


def test_the_simulated_pvalue_is_near_fishers() -> None:
    # R: fisher.test(Job), Agresti (2002, p. 57): p-value = 0.7827.
    job = [[1, 2, 1, 0], [3, 3, 6, 1], [10, 10, 14, 9], [6, 7, 12, 11]]
    result = independence(job, seed=0)
    # Pearson's ordering, not Fisher's; R: chisq.test(Job, simulate.p.value = TRUE), about 0.78.
    assert result.pvalue_simulated == pytest.approx(0.78, abs=0.02)
    assert "expected counts are below 5" in result.caveats[0]


@pytest.mark.parametrize("table", [[[3, 4]], [[3, 4], [0, 0]], [[3, 0], [4, 0]], [[0, 0], [0, 0]]])
def test_one_group_or_one_choice_is_nothing_to_compare(table: list[list[int]]) -> None:
    result = independence(table, seed=0)
    assert (result.pvalue, result.pvalue_simulated, result.cramers_v) == (None, None, None)
    assert result.caveats == (NOTHING_TO_COMPARE,)


def test_what_is_no_table_of_counts_is_refused() -> None:
    with pytest.raises(NotCounts, match="whole numbers"):
        independence([[1, -1]], seed=0)
