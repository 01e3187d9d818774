import numpy as np
import pytest

from attribution.data.problems import DataProblems
from attribution.effects.measures import Misclassification
from attribution.effects.selection import (
    ErrorSelection,
    check_listed,
    choose_errors,
    listed_errors,
)
from attribution.errors import BundleError
from tests.attribution.toys import birds


def certain(predicted: list[int], classes: int) -> np.ndarray:
    return np.eye(classes)[predicted]


def test_the_largest_confusions_come_first_with_their_examples_in_order() -> None:
    labels = np.array([0] * 5 + [1] * 4 + [2] * 3)
    predicted = certain([1] * 5 + [2] * 2 + [1] * 2 + [0] * 3, 3)
    chosen = choose_errors(predicted, labels, ErrorSelection(types=2, examples=3, seed=0))
    assert [(error.true_class, error.predicted_class) for error in chosen] == [(0, 1)] * 3 + [
        (2, 0)
    ] * 3
    samples = [error.sample for error in chosen]
    assert samples[:3] == sorted(samples[:3])
    assert set(samples[:3]) < set(range(5))
    assert samples[3:] == [9, 10, 11]


def test_the_seed_decides_the_examples() -> None:
    labels, predicted = np.zeros(50, dtype=np.int64), certain([1] * 50, 2)
    draws = [
        choose_errors(predicted, labels, ErrorSelection(types=2, examples=3, seed=seed))
        for seed in (1, 1, 2)
    ]
    assert draws[0] == draws[1] != draws[2]


def test_a_group_smaller_than_wanted_is_taken_whole() -> None:
    labels, predicted = np.array([0, 1, 1]), certain([1, 1, 1], 2)
    chosen = choose_errors(predicted, labels, ErrorSelection.of_the_paper(classes=2))
    assert chosen == (Misclassification(sample=0, true_class=0, predicted_class=1),)


def test_two_classes_allow_two_kinds_of_error_and_more_classes_three() -> None:
    # Paper, appendix C.3: six errors for loans, nine for birds.
    for classes, wanted in ((2, 6), (10, 9)):
        selection = ErrorSelection.of_the_paper(classes)
        assert selection.types * selection.examples == wanted


def test_a_model_without_errors_is_explained() -> None:
    with pytest.raises(BundleError, match="makes no error on the test samples: use more"):
        choose_errors(certain([0, 1], 2), np.array([0, 1]), ErrorSelection.of_the_paper(2))


def test_errors_that_are_listed_keep_their_order() -> None:
    dataset = birds(tests=2)  # two sparrows, then two wrens
    predicted = certain([1, 0, 0, 0], 2)
    chosen = listed_errors(predicted, dataset, ["test-3", "test-0"])
    assert chosen == (Misclassification(3, 1, 0), Misclassification(0, 0, 1))


def test_listed_samples_that_the_model_gets_right_are_all_named_with_what_could_be() -> None:
    probabilities = np.array([[0.9, 0.1], [0.4, 0.6], [0.3, 0.7], [0.8, 0.2]])
    with pytest.raises(DataProblems) as refused:
        listed_errors(probabilities, birds(tests=2), ["test-0", "test-1", "test-2"])
    rightly = "The model classifies it rightly, as"
    assert [str(problem) for problem in refused.value.problems] == [
        f"test-0: {rightly} Sparrow, with the probability 0.90. Name another.",
        f"test-2: {rightly} Wren, with the probability 0.70. Name another.",
        "It misclassifies 2 test samples: test-1, test-3. Choose of these.",
    ]


def test_listed_samples_that_are_not_there_are_all_named() -> None:
    with pytest.raises(DataProblems) as refused:
        check_listed(birds(), ["test-0", "train-3", "tset-1", "test-0", "elsewhere"])
    assert [problem.place for problem in refused.value.problems] == [
        *("test-0", "train-3", "tset-1", "elsewhere")
    ]
    assert refused.value.problems[2].remedy == "Did you mean test-1?"
    check_listed(birds(), ["test-0", "test-7"])
