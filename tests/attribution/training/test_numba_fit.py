"""The fast engine is scikit-learn's, bit for bit: on that rests every number that ships."""

import platform

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attribution.training.logistic import LogisticSettings
from attribution.training.numba_fit import fit_with_numba, numba_agrees
from attribution.training.scikit_learn_fit import fit_with_scikit_learn

pytestmark = pytest.mark.skipif(
    platform.machine() not in {"x86_64", "AMD64"},
    reason="elsewhere compilers may fuse multiplication and addition, in one engine only",
)


@settings(deadline=None, max_examples=40)
@given(
    seed=st.integers(0, 2**32 - 1),
    data=st.integers(0, 2**32 - 1),
    samples=st.integers(10, 70),
    features=st.integers(1, 9),
    models=st.integers(1, 4),
    spread=st.sampled_from([0.1, 1.0, 30.0]),
    alpha=st.sampled_from([1e-6, 1e-4, 1e-2, 0.5, 20.0]),
    checkpoints=st.sampled_from([(1,), (1, 2, 5), (3, 4), (30, 40, 50)]),
)
def test_every_coefficient_at_every_checkpoint_is_the_same(
    seed: int,
    data: int,
    samples: int,
    features: int,
    models: int,
    spread: float,
    alpha: float,
    checkpoints: tuple[int, ...],
) -> None:
    random = np.random.RandomState(data)
    inputs = random.normal(scale=spread, size=(samples, features))
    labels = random.randint(2, size=(models, samples))
    labels[:, :2] = [0, 1]
    weights = random.choice([0.0, 1.0, 10.0, 0.37], size=(models, samples))
    weights[:, :2] = 1.0
    problem = (LogisticSettings(alpha, checkpoints), inputs, labels, weights, seed)
    fast, reference = fit_with_numba(*problem), fit_with_scikit_learn(*problem)
    assert fast.shape == (models, len(checkpoints), features + 1)
    assert np.array_equal(fast, reference)


def test_this_machine_takes_the_fast_engine() -> None:
    assert numba_agrees(0.01)
