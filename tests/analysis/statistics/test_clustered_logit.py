"""The model of several scenarios: Stata's estimates, and people as clusters."""

from math import exp, log, sqrt

import numpy as np
import pytest

from analysis.statistics.clustered_logit import ClusteredLogit, clustered_logit
from core.arrays import Floats, Integers


def fitted(choices: Integers, terms: Floats, person: Integers) -> ClusteredLogit | None:
    """The model of rows that each have their own terms."""
    designs, design = np.unique(terms, axis=0, return_inverse=True)
    return clustered_logit(choices, design.reshape(-1), designs, person)


def test_estimates_are_statas() -> None:
    """`mlogit` of Stata 11 on the American National Election Study of 1996, 944 people.

    The first two and the last of the equations, as statsmodels prints them in
    `discrete/tests/results/results_discrete.py` (Anes, mnlogit_basezero); R's nnet agrees.
    """
    from statsmodels.datasets import anes96

    data = anes96.load_pandas().data
    names = ["logpopul", "selfLR", "age", "educ", "income"]
    terms = np.column_stack([np.ones(len(data)), data[names]])
    model = fitted(
        data["PID"].to_numpy(dtype=np.int64), terms, np.arange(len(data), dtype=np.int64)
    )
    assert model is not None
    stata = {
        0: [-0.37340167, -0.01153598, 0.29771435, -0.024945, 0.08249144, 0.00519655],
        1: [-2.2509132, -0.08875065, 0.39166864, -0.02289784, 0.18104276, 0.04787398],
        5: [-12.105751, -0.14088069, 2.0700801, -0.00943265, 0.3219257, 0.10889408],
    }
    for choice, estimates in stata.items():
        assert model.coefficients[choice] == pytest.approx(estimates, abs=1e-5)


def test_variances_are_those_of_statsmodels_with_people_as_clusters() -> None:
    from statsmodels.discrete.discrete_model import MNLogit

    random = np.random.default_rng(1)
    person = np.repeat(np.arange(60), 2)
    terms = np.column_stack([np.ones(120), np.tile([0, 1], 60), random.integers(0, 2, 120)])
    choices = random.integers(0, 3, 120)
    model = fitted(choices, terms, person)
    theirs = MNLogit(choices, terms).fit(
        disp=False, cov_type="cluster", cov_kwds={"groups": person, "use_correction": False}
    )
    assert model is not None
    assert model.coefficients == pytest.approx(theirs.params.T, abs=1e-6)
    assert model.covariance * 59 / 60 == pytest.approx(theirs.cov_params(), abs=1e-6)


def test_one_term_of_two_values_gives_the_difference_of_log_odds() -> None:
    """A closed form: of 40 people in either group 10 and 20 chose it, everybody once.

    The estimate is log(20/20) - log(10/30), and its variance 1/10 + 1/30 + 1/20 + 1/20, by
    (g / (g - 1)) as the sandwich of a saturated model is the information.
    """
    choices = np.array([1] * 10 + [0] * 30 + [1] * 20 + [0] * 20)
    terms = np.column_stack([np.ones(80), np.repeat([0, 1], 40)]).astype(float)
    model = fitted(choices, terms, np.arange(80))
    assert model is not None
    ratio, interval = model.odds_ratio(0, 1)
    error = sqrt((1 / 10 + 1 / 30 + 1 / 20 + 1 / 20) * 80 / 79)
    assert ratio == pytest.approx(3)
    assert log(interval.high / ratio) / error == pytest.approx(1.9908, abs=1e-4)  # R: qt(.975, 78)
    assert model.wald([1]).statistic == pytest.approx((log(3) / error) ** 2)
    assert exp(model.coefficients[0, 0]) == pytest.approx(10 / 30)


def test_repeaters_widen_the_interval_of_what_is_the_same_in_all_their_rows() -> None:
    choices, group = np.array([0, 1] * 20), np.repeat([0.0, 1.0], 20)
    terms = np.column_stack([np.ones(40), group])
    apart = fitted(choices, terms, np.arange(40))
    together = fitted(
        np.repeat(choices, 2), np.repeat(terms, 2, axis=0), np.repeat(np.arange(40), 2)
    )
    assert apart is not None
    assert together is not None
    # Twice the same answer tells as much as once.
    assert together.covariance == pytest.approx(apart.covariance)


def test_without_finite_estimates_there_is_no_model() -> None:
    group = np.repeat([0.0, 1.0], 20)
    terms = np.column_stack([np.ones(40), group])
    assert fitted(group.astype(np.int64), terms, np.arange(40)) is None
    twice = np.column_stack([terms, group])
    assert fitted(np.array([0, 1] * 20), twice, np.arange(40)) is None
    assert fitted(np.array([0, 1]), np.ones((2, 2)), np.arange(2)) is None


@pytest.mark.parametrize("alike", [0.0, 0.7])
def test_tests_keep_their_size_with_people_who_repeat_themselves(alike: float) -> None:
    """1,000 studies of 45 people without any effect, seed 1: 0.06 and 0.05, 0.04 and 0.04."""
    random, found = np.random.default_rng(1), np.zeros(2)
    person, scenario = np.repeat(np.arange(45), 2), np.tile([0, 1], 45)
    for _study in range(300):
        first = random.integers(0, 3, 45)
        second = np.where(random.random(45) < alike, first, random.integers(0, 3, 45))
        order = (scenario + np.repeat(random.integers(0, 2, 45), 2)) % 2
        terms = np.column_stack([np.ones(90), scenario, order])
        model = fitted(np.stack([first, second], axis=1).ravel(), terms, person)
        assert model is not None
        found += [model.wald([1]).pvalue < 0.05, model.wald([2]).pvalue < 0.05]
    assert (found / 300 <= 0.08).all()
