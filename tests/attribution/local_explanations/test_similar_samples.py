import numpy as np
import pytest
from sklearn.neighbors import NearestNeighbors

from attribution.data.german_credit import load_german_credit
from attribution.local_explanations.similar_samples import SimilarSample, similar_samples


def test_scikit_learn_finds_the_same_neighbours_of_every_test_applicant() -> None:
    dataset = load_german_credit()
    neighbours = NearestNeighbors(n_neighbors=5, algorithm="brute").fit(dataset.training.inputs)
    distances, _positions = neighbours.kneighbors(dataset.test.inputs)
    for sample, expected in zip(dataset.test.inputs, distances, strict=True):
        similar = similar_samples(sample, dataset.training.inputs, 5)
        # Its distances come from |x|^2 - 2xy + |y|^2, so that equal inputs are some 1e-8 apart.
        assert [neighbour.distance for neighbour in similar] == pytest.approx(expected, abs=1e-6)
        for neighbour in similar:
            difference = dataset.training.inputs[neighbour.sample] - sample
            assert neighbour.distance == pytest.approx(np.sqrt((difference**2).sum()))


def test_equally_close_samples_come_as_they_stand() -> None:
    among = np.array([[3.0, 0.0], [0.0, -1.0], [1.0, 0.0], [0.0, 0.0]])
    assert similar_samples(np.zeros(2), among, 3) == [
        SimilarSample(3, 0.0),
        SimilarSample(1, 1.0),
        SimilarSample(2, 1.0),
    ]


def test_there_are_no_more_than_there_are_samples() -> None:
    assert len(similar_samples(np.zeros(2), np.ones((3, 2)), 5)) == 3
