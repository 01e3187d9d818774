"""How often levels come together is held against a random overlap, exactly."""

from itertools import permutations, product

import pytest
from scipy import stats

from analysis.errors import NotCounts
from analysis.statistics.joint_choice import joint_choice


def test_for_two_axes_it_is_fishers_exact_test() -> None:
    # Fisher's tea taster (Agresti, 2002, table 3.8): [[3, 1], [1, 3]]; two-sided p = 0.4857.
    test = joint_choice(8, [4, 4], 3, seed=1)
    assert test.pvalue == pytest.approx(0.4857, abs=5e-5)
    assert test.expected == pytest.approx(2)


def test_for_three_axes_all_ways_of_dealing_the_levels_are_counted() -> None:
    """Five people: the levels of the second and third axis are dealt out in all 5! · 5! ways."""
    first, second, third = (1, 1, 1, 0, 0), (1, 1, 0, 0, 0), (1, 1, 1, 1, 0)
    overlaps = [
        sum(a and b and c for a, b, c in zip(first, dealt, other, strict=True))
        for dealt, other in product(set(permutations(second)), set(permutations(third)))
    ]
    shares = {x: overlaps.count(x) / len(overlaps) for x in set(overlaps)}
    for observed, share in shares.items():
        test = joint_choice(5, [3, 2, 4], observed, seed=1)
        as_rare = sum(other for other in shares.values() if other <= share + 1e-12)
        assert test.pvalue == pytest.approx(as_rare)
    assert joint_choice(5, [3, 2, 4], 0, seed=1).expected == pytest.approx(5 * 3 * 2 * 4 / 125)


def test_many_people_are_simulated_with_an_error() -> None:
    test = joint_choice(3_000, [1_000, 1_000], 370, seed=1, replicates=20_000)
    exact = stats.fisher_exact([[370, 630], [630, 1_370]]).pvalue
    assert test.standard_error is not None
    assert test.pvalue == pytest.approx(exact, abs=4 * test.standard_error)


def test_an_overlap_that_could_not_be_another_one_is_not_tested() -> None:
    assert joint_choice(4, [4, 2], 2, seed=1).pvalue is None
    assert joint_choice(4, [0, 2], 0, seed=1).pvalue is None
    assert joint_choice(0, [0, 0], 0, seed=1).expected is None


@pytest.mark.parametrize(
    ("n", "margins", "observed"), [(4, [5, 1], 1), (4, [2, 2], 3), (4, [2], 2)]
)
def test_impossible_counts_are_refused(n: int, margins: list[int], observed: int) -> None:
    with pytest.raises(NotCounts):
        joint_choice(n, margins, observed, seed=1)
