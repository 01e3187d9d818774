"""Whether holders of a theme choose otherwise is tested by dealing levels to other people."""

from itertools import permutations

import numpy as np
import pytest
from scipy import stats

from analysis.statistics.themes.theme_choices import NO_LEVEL, theme_choices
from core.arrays import Booleans, Integers


def one_scenario(levels: list[int], held: list[int]) -> tuple[Integers, Booleans]:
    return np.array(levels)[:, np.newaxis], np.array(held, dtype=bool)[:, np.newaxis, np.newaxis]


def test_the_statistic_of_one_theme_in_one_scenario_is_pearsons() -> None:
    levels, held = one_scenario([0] * 8 + [1] * 7 + [2] * 5, [1] * 9 + [0] * 9 + [1] * 2)
    table = [[8, 1, 2], [0, 6, 3]]
    test = theme_choices(levels, held, seed=1).themes[0]
    pearson = stats.chi2_contingency(table, correction=False)
    assert test.statistic == pytest.approx(pearson.statistic)
    assert test.df == pearson.dof == 2
    assert test.v_corrected is not None
    # Bergsma (2013), by hand for two rows: φ² less 2/19, over 1 - 1/19.
    v = ((pearson.statistic / 20 - 2 / 19) / (1 - 1 / 19)) ** 0.5
    assert test.v_corrected == pytest.approx(v)


def test_the_pvalue_is_the_share_of_all_ways_to_deal_the_levels() -> None:
    levels, held = one_scenario([0, 0, 0, 1, 1, 1], [1, 1, 1, 0, 0, 1])

    def statistic(dealt: tuple[int, ...]) -> float:
        table = np.zeros((2, 2))
        np.add.at(table, (held[:, 0, 0].astype(int), np.array(dealt)), 1)
        return float(stats.chi2_contingency(table, correction=False).statistic)

    observed = statistic((0, 0, 0, 1, 1, 1))
    ways = [statistic(dealt) >= observed - 1e-9 for dealt in permutations([0, 0, 0, 1, 1, 1])]
    test = theme_choices(levels, held, seed=1).themes[0]
    assert test.standard_error is not None
    assert test.pvalue == pytest.approx(np.mean(ways), abs=4 * test.standard_error)


def test_people_keep_their_levels_together_and_their_scenarios() -> None:
    """Everybody is the same in both scenarios: two submissions tell as much as one."""
    levels, held = one_scenario([0] * 10 + [1] * 10, [1] * 8 + [0] * 10 + [1] * 2)
    once = theme_choices(levels, held, seed=1).themes[0]
    twice = theme_choices(np.repeat(levels, 2, axis=1), np.repeat(held, 2, axis=1), seed=1).themes[
        0
    ]
    assert once.statistic is not None
    assert twice.statistic == pytest.approx(2 * once.statistic)
    assert twice.pvalue == once.pvalue
    # Those of another scenario are dealt among themselves, and all of theirs are alike.
    apart = np.concatenate([np.insert(levels, 1, NO_LEVEL, axis=1), [[NO_LEVEL, 2]] * 5])
    with_others = np.concatenate([np.repeat(held, 2, axis=1), np.ones((5, 2, 1), dtype=bool)])
    test = theme_choices(apart, with_others, seed=1).themes[0]
    assert (test.statistic, test.df) == pytest.approx((once.statistic, 1))


def test_several_themes_are_tested_together_however_they_go_together() -> None:
    levels, held = one_scenario([0] * 10 + [1] * 10, [1] * 8 + [0] * 10 + [1] * 2)
    other = np.roll(held, 3, axis=0)
    tests = theme_choices(
        levels, np.concatenate([held, held, other], axis=2), [[0, 1], [2]], seed=1
    )
    twice, alone = tests.together
    assert twice.pvalue == tests.themes[0].pvalue
    assert twice.df == 2
    assert alone.pvalue == tests.themes[2].pvalue
    assert alone.statistic == tests.themes[2].statistic


def test_what_all_or_nobody_holds_or_submits_is_not_tested() -> None:
    levels, held = one_scenario([0, 1, 0, 1], [1, 1, 1, 1])
    assert theme_choices(levels, held, seed=1).themes[0].pvalue is None
    same, some = one_scenario([1, 1, 1, 1], [1, 1, 0, 0])
    assert theme_choices(same, some, [[0]], seed=1).together[0].pvalue is None
    nobody = theme_choices(np.zeros((0, 1), dtype=int), np.zeros((0, 1, 3), dtype=bool), seed=1)
    assert len(nobody.themes) == 3


def test_the_size_stays_at_its_level_for_people_who_repeat_themselves() -> None:
    """200 studies of 30 people; what they hold and submit is the same in both scenarios."""
    random, significant = np.random.default_rng(1), 0
    for study in range(200):
        levels = np.repeat(random.integers(0, 3, (30, 1)), 2, axis=1)
        held = np.repeat(random.random((30, 1, 3)) < 0.4, 2, axis=1)
        test = theme_choices(levels, held, [[0, 1, 2]], seed=study, replicates=200)
        significant += (test.together[0].pvalue or 1) < 0.05
    assert significant / 200 <= 0.08
