"""Tables of two by two are tested as R tests them."""

import pytest

from analysis.errors import NotCounts
from analysis.statistics.two_by_two import EMPTY_MARGIN, TwoByTwo, fisher, yates


def test_fisher_of_the_lady_tasting_tea() -> None:
    # Fisher (1935): three of four cups right; R: fisher.test(TeaTasting) two-sided 0.4857.
    assert fisher(((3, 1), (1, 3))).pvalue == pytest.approx(34 / 70)


def test_yates_of_treatment_and_improvement() -> None:
    # R: chisq.test(matrix(c(12, 5, 7, 7), 2)): X-squared = 0.6411, df = 1, p-value = 0.4233.
    result = yates(((12, 7), (5, 7)))
    assert result.statistic == pytest.approx(0.6411, abs=5e-5)
    assert result.pvalue == pytest.approx(0.4233, abs=5e-5)


def test_yates_takes_cells_that_are_not_whole() -> None:
    # No deviation is larger than a half here, so the correction leaves nothing of them.
    assert yates(((10.0, 21.0), (31 / 3, 62 / 3))).pvalue == 1


def test_small_expected_counts_are_told() -> None:
    assert yates(((2, 3), (1, 9))).caveats == (
        "3 of 4 expected counts are below 5 (smallest 1.0): the chi-square test is approximate.",
    )


@pytest.mark.parametrize("test", [yates, fisher])
def test_an_empty_margin_leaves_nothing_to_compare(test: type) -> None:
    assert test(((0, 5), (0, 7))) == TwoByTwo(None, None, (EMPTY_MARGIN,))
    assert test(((0, 0), (3, 7))) == TwoByTwo(None, None, (EMPTY_MARGIN,))


@pytest.mark.parametrize("cell", [-1, float("nan"), float("inf"), -float("inf"), 2**62])
def test_cells_that_count_nothing_are_refused(cell: float) -> None:
    for test in (yates, fisher):
        with pytest.raises(NotCounts, match="give four"):
            test(((1, 2), (cell, 2)))  # type: ignore[arg-type]


def test_fisher_takes_whole_numbers_alone() -> None:
    with pytest.raises(NotCounts, match="four whole numbers"):
        fisher(((1, 2), (1.5, 2)))  # type: ignore[arg-type]
