import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats

from attribution.effects.significance import assess, benjamini_hochberg, observations
from core.arrays import Floats


def test_p_is_that_of_the_one_sample_t_test() -> None:
    observed = np.random.RandomState(0).normal(loc=0.3, size=(5, 40))
    significance = assess(observed)
    assert significance.p == pytest.approx(stats.ttest_1samp(observed, 0.0).pvalue)
    assert significance.mean == pytest.approx(observed.mean(axis=0))
    assert significance.variance == pytest.approx(observed.var(axis=0, ddof=1))


def test_nguyen_s_p_is_a_normal_tail_of_mean_over_deviation() -> None:
    # Nguyen et al. (2023): 2 Phi(-|mean / sd|); mean 2 and deviation 1 give 2 Phi(-2) = 0.0455003.
    significance = assess(np.array([[1.0], [2.0], [3.0]]))
    assert significance.p_nguyen[0] == pytest.approx(0.0455003, abs=1e-7)
    # Student's t with two degrees of freedom at 2 sqrt(3): 0.0741799.
    assert significance.p[0] == pytest.approx(0.0741799, abs=1e-7)


def test_effects_equal_in_every_replicate_are_flagged_not_tested() -> None:
    significance = assess(np.array([[0.0, 0.1, 1.0], [0.0, 0.1, 2.0], [0.0, 0.1, 3.0]]))
    assert significance.degenerate.tolist() == [True, True, False]
    assert significance.p[:2].tolist() == [1.0, 0.0]
    assert significance.p_nguyen[:2].tolist() == [1.0, 0.0]
    assert significance.variance[:2].tolist() == [0.0, 0.0]


@given(arrays(np.float64, (3, 8), elements=st.floats(-1e6, 1e6)))
def test_a_p_is_a_probability_and_ignores_the_sign(observed: Floats) -> None:
    significance, mirrored = assess(observed), assess(-observed)
    assert ((significance.p >= 0) & (significance.p <= 1)).all()
    assert np.array_equal(significance.p, mirrored.p)


def test_q_follows_the_step_up_procedure() -> None:
    # By hand, q_i = min over j >= i of p_j n / j: 0.04, 0.04, 0.05, 0.2 for these four.
    p = np.array([[0.01, 0.2], [0.02, 0.2], [0.0375, 0.2], [0.2, 0.2]])
    assert benjamini_hochberg(p, axis=0)[:, 0] == pytest.approx([0.04, 0.04, 0.05, 0.2])
    assert benjamini_hochberg(p, axis=0)[:, 1] == pytest.approx([0.2] * 4)


def test_checkpoints_are_the_observations_of_one_seed_and_seeds_of_several() -> None:
    one_seed = np.arange(6.0).reshape(1, 3, 2)
    assert np.array_equal(observations(one_seed), one_seed[0])
    several_seeds = np.arange(12.0).reshape(2, 3, 2)
    assert np.array_equal(observations(several_seeds), [[2.0, 3.0], [8.0, 9.0]])
