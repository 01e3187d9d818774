import numpy as np
import pytest

from attribution.effects.outcomes import Measurement, WholeLogits, logits_of, lossless

# One model, two checkpoints, four test samples of two classes.
LOGITS = np.array([[[[2.0, 0], [0, 2.0], [2.0, 0], [0, 2.0]], [[0, 2.0]] * 4]])
MEASUREMENT = Measurement(
    labels=np.array([0, 0, 1, 1]),
    wrong_before=np.array([[False, True, True, True], [True, True, False, False]]),
    needed=np.array([1]),
    keep=np.array([3, 1]),
)


def test_only_the_logits_to_be_kept_are_kept_and_all_samples_are_counted() -> None:
    stored = MEASUREMENT.arrays(LOGITS)
    assert stored["logits"].shape == (1, 2, 2, 2)
    assert stored["samples"].tolist() == [3, 1]
    # First checkpoint: samples 1 and 2 are wrong; second: 0 and 1.
    assert stored["accuracy"].tolist() == [[0.5, 0.5]]
    # Sample 3 became right in the first; nothing became wrong in either.
    assert stored["errors_fixed"].tolist() == [[1, 0]]
    assert stored["errors_made"].tolist() == [[0, 0]]
    # Cross-entropy of a right and of a wrong answer at a margin of 2.
    right, wrong = np.log1p(np.exp(-2)), np.log1p(np.exp(2))
    assert stored["mean_loss"] == pytest.approx(np.full((1, 2), (right + wrong) / 2))


def test_logits_are_found_again_by_their_sample() -> None:
    stored = MEASUREMENT.arrays(LOGITS)
    assert np.array_equal(logits_of(stored, np.array([1])), LOGITS[:, :, [1]])
    assert np.array_equal(logits_of(stored, np.array([1, 3])), LOGITS[:, :, [1, 3]])


def test_what_lacks_a_sample_does_not_serve() -> None:
    stored = MEASUREMENT.arrays(LOGITS)
    assert MEASUREMENT.is_satisfied_by(stored)
    other = Measurement(MEASUREMENT.labels, MEASUREMENT.wrong_before, np.array([0]), np.array([0]))
    assert not other.is_satisfied_by(stored)
    assert WholeLogits().is_satisfied_by({})


def test_half_the_bytes_are_saved_only_where_no_bit_is_lost() -> None:
    single = np.random.RandomState(0).normal(size=20).astype(np.float32).astype(np.float64)
    assert lossless(single).dtype == np.float32
    assert np.array_equal(lossless(single).astype(np.float64), single)
    double = np.array([1 / 3])
    assert lossless(double).dtype == np.float64
