"""People are compared with themselves: how often they choose the same, and which levels change."""

from collections import Counter
from itertools import permutations

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.inter_rater import cohens_kappa

from analysis.errors import NotCounts
from analysis.statistics import changes
from analysis.statistics.changes import MARGIN_OF_ONE, level_changes, self_agreement
from analysis.statistics.counts import NOBODY
from tests.analysis.statistics.test_paired import VISION


def test_chance_and_kappa_are_those_of_statsmodels() -> None:
    result = self_agreement(VISION, seed=0, replicates=50)
    expected = cohens_kappa(np.array(VISION))
    assert result.kappa == pytest.approx(expected.kappa)
    assert result.share == pytest.approx(5296 / 7477)
    assert result.by_chance == pytest.approx((5296 / 7477 - expected.kappa) / (1 - expected.kappa))


def test_second_choices_are_dealt_to_people_at_random() -> None:
    table = [[2, 0, 1], [0, 2, 0], [0, 1, 1]]
    first, second = [0, 0, 0, 1, 1, 2, 2], [0, 0, 2, 1, 1, 1, 2]
    same = Counter(
        sum(a == b for a, b in zip(first, dealt, strict=True)) for dealt in permutations(second)
    )
    expected = 16 / 7  # 3 · 2 + 2 · 3 + 2 · 2 of 49 pairs of first and second choices
    far = sum(times for number, times in same.items() if abs(number - expected) >= 5 - expected)
    exact = far / same.total()
    result = self_agreement(table, seed=1)
    assert (result.n, result.same) == (7, 5)
    assert result.by_chance == pytest.approx(expected / 7)
    assert result.pvalue is not None
    assert result.standard_error is not None
    assert abs(result.pvalue - exact) < 4 * result.standard_error


def test_of_many_people_the_normal_limit_is_as_good(monkeypatch: pytest.MonkeyPatch) -> None:
    table = [[40, 28, 22], [30, 42, 28], [28, 30, 38]]
    dealt = self_agreement(table, seed=1)
    monkeypatch.setattr(changes, "DEALT_UP_TO", 100)
    limit = self_agreement(table, seed=1)
    assert dealt.standard_error is not None
    assert limit.pvalue == pytest.approx(dealt.pvalue, abs=4 * dealt.standard_error + 0.002)
    assert limit.standard_error is None
    assert limit.kappa == dealt.kappa


def test_who_all_chose_the_same_agree_by_chance_alone() -> None:
    result = self_agreement([[3, 2], [0, 0]], seed=0)
    assert (result.share, result.by_chance, result.kappa) == (3 / 5, 3 / 5, None)
    assert result.caveats == (MARGIN_OF_ONE,)
    assert self_agreement([[0, 0], [0, 0]], seed=0).caveats == (NOBODY,)


def test_a_level_changes_as_mcnemars_exact_test_says() -> None:
    first, second, third = level_changes([[4, 9, 0], [2, 5, 0], [0, 0, 3]])
    assert (first.only_first, first.only_second) == (9, 2)
    assert first.pvalue == pytest.approx(stats.binomtest(9, 11).pvalue)
    assert first.difference == pytest.approx(-7 / 23)
    assert second.difference == pytest.approx(7 / 23)
    # Two levels have a test, so Holm doubles the smaller p and repeats it.
    assert (
        first.pvalue_holm == second.pvalue_holm == pytest.approx(2 * stats.binomtest(9, 11).pvalue)
    )
    assert (third.pvalue, third.pvalue_holm, third.difference) == (None, None, 0)
    assert third.interval is not None
    assert third.interval.low < 0 < third.interval.high


def test_the_interval_of_a_difference_is_bonett_and_prices() -> None:
    # R: statpsych::ci.prop.ps(.05, 12, 4, 26, 6): 0.2548067 to 0.6251933. Two levels at 90 % are
    # each at 95 %.
    change = level_changes([[12, 4], [26, 6]], confidence=0.9)[0]
    assert change.interval is not None
    assert (change.interval.low, change.interval.high) == pytest.approx((0.2548067, 0.6251933))


def test_nobody_changes_nothing() -> None:
    for change in level_changes([[0, 0], [0, 0]]):
        assert (change.difference, change.interval, change.pvalue) == (None, None, None)
    with pytest.raises(NotCounts, match="not square"):
        level_changes([[1, 2]])
