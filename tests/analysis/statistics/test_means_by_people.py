"""Means over answers are weighted by how often people answered, and people are resampled."""

import numpy as np
import pytest
from scipy.stats import binom

from analysis.errors import NotCounts
from analysis.statistics.means_by_people import means_by_people

NAN = np.nan


def test_a_mean_is_over_answers_and_leaves_out_those_without_a_value() -> None:
    # Two people gave 1 and 0, one gave 1/2 alone: (2 (1 + 0) + 1/2) / 5 and, of the second, 1 / 3.
    values = np.array([[[1.0, 1.0], [0.0, 0.0]], [[0.5, NAN], [NAN, 1.0]]])
    first, second = means_by_people(np.array([2, 1]), values, seed=1, replicates=100)
    assert (first.answers, second.answers) == (5, 5)
    assert first.mean == pytest.approx(2.5 / 5)
    assert second.mean == pytest.approx(3 / 5)


def test_the_interval_of_one_answer_each_is_that_of_a_binomial() -> None:
    # With values 0 and 1, a resample of n people has a binomial number of ones.
    n, ones = 40, 12
    (mean,) = means_by_people(
        np.array([n - ones, ones]), np.array([[[0.0]], [[1.0]]]), seed=1, replicates=20_000
    )
    expected = binom.ppf([0.025, 0.975], n, ones / n) / n
    assert mean.interval is not None
    assert (mean.interval.low, mean.interval.high) == pytest.approx(tuple(expected))


def test_people_are_resampled_with_all_of_their_answers() -> None:
    # Everybody answers twice alike: the interval is that of people, not of twice as many answers.
    once, twice = (
        means_by_people(np.array([28, 12]), np.array([[[0.0]] * times, [[1.0]] * times]), seed=1)[0]
        for times in (1, 2)
    )
    assert (once.answers, twice.answers) == (40, 80)
    assert once.interval == twice.interval


def test_all_columns_come_from_the_same_resamples() -> None:
    values = np.array([[[0.25, 0.5]], [[0.75, 1.0]]])
    low, high = (mean.interval for mean in means_by_people(np.array([5, 9]), values, seed=1))
    assert low is not None
    assert high is not None
    # A difference that is the same for everybody has no interval of its own.
    assert (high.low - low.low, high.high - low.high) == pytest.approx((0.25, 0.25))
    (difference,) = means_by_people(np.array([5, 9]), values[..., 1:] - values[..., :1], seed=1)
    assert difference.mean == pytest.approx(0.25)
    assert difference.interval is None


def test_the_negative_of_a_mean_is_that_of_the_negative_values() -> None:
    values = np.array([[[0.25]], [[1.0]]])
    (mean,), (negative,) = (
        means_by_people(np.array([5, 9]), sign * values, seed=1, replicates=500)
        for sign in (1.0, -1.0)
    )
    assert mean.negative.mean == pytest.approx(negative.mean)
    assert mean.negative.interval is not None
    assert negative.interval is not None
    assert mean.negative.interval.low == pytest.approx(negative.interval.low)
    assert mean.negative.interval.high == pytest.approx(negative.interval.high)


def test_drawing_in_parts_changes_nothing_that_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    values = np.array([[[0.0]], [[1.0]]])
    whole = means_by_people(np.array([5, 9]), values, seed=3, replicates=500)
    monkeypatch.setattr("analysis.statistics.means_by_people.CELLS", 20)
    assert means_by_people(np.array([5, 9]), values, seed=3, replicates=500) == whole


@pytest.mark.parametrize(
    ("weights", "values"),
    [
        ([3], [[[0.5]]]),  # everybody gave the same answer
        ([1, 1], [[[0.5]], [[NAN]]]),  # half of the resamples hold no value
    ],
)
def test_there_is_no_interval_where_resamples_say_nothing(
    weights: list[int], values: list[list[list[float]]]
) -> None:
    (mean,) = means_by_people(np.array(weights), np.array(values), seed=1, replicates=200)
    assert (mean.mean, mean.interval) == (0.5, None)


def test_without_answers_there_is_no_mean() -> None:
    empty = means_by_people(np.zeros(0, dtype=np.int64), np.zeros((0, 2, 1)), seed=1)
    assert [(mean.answers, mean.mean, mean.interval) for mean in empty] == [(0, None, None)]


def test_values_that_do_not_go_with_the_weights_are_refused() -> None:
    with pytest.raises(NotCounts, match="a row of values for each pattern"):
        means_by_people(np.array([1, 2]), np.zeros((1, 1, 1)), seed=1)
