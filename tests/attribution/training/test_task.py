import numpy as np
import pytest

from attribution.axes import Action
from attribution.errors import TrainingError
from attribution.training.intervention import NOTHING, Intervention
from attribution.training.task import TrainingTask, changed_labels


def task(labels: list[int], changed: list[int], held_back: tuple[int, ...] = ()) -> TrainingTask:
    inputs = np.arange(len(labels), dtype=float)[:, np.newaxis]
    return TrainingTask(inputs, np.array(labels), np.array(changed), inputs, 3, 0, held_back)


def test_removal_weighs_nothing_upweighting_ten_and_every_row_stays_in_place() -> None:
    weights = task([0, 1, 0], [1, 0, 1]).weights(
        [
            NOTHING,
            Intervention(Action.REMOVAL, [1]),
            Intervention(Action.UPWEIGHTING, [0, 2]),
            Intervention(Action.LABEL_CHANGE, [2]),
        ]
    )
    # Paper, appendix C.4: upweighting is by a factor of 10.
    assert weights.tolist() == [[1, 1, 1], [1, 0, 1], [10, 1, 10], [1, 1, 1]]


def test_only_a_label_change_changes_labels() -> None:
    with_a_pool = task([0, 1, 0, 1, 0, 0], [1, 0, 2, 0, 1, 1], held_back=(5,))
    on = {action: [5] if action is Action.COLLECTION else [0, 2] for action in Action}
    labels = with_a_pool.labels_under([Intervention(action, on[action]) for action in Action])
    assert dict(zip(Action, labels.tolist(), strict=True)) == {
        Action.REMOVAL: [0, 1, 0, 1, 0, 0],
        Action.LABEL_CHANGE: [1, 1, 2, 1, 0, 0],
        Action.UPWEIGHTING: [0, 1, 0, 1, 0, 0],
        Action.COLLECTION: [0, 1, 0, 1, 0, 0],
    }


def test_held_back_samples_weigh_nothing_until_they_are_collected() -> None:
    weights = task([0, 1, 0, 1, 0], [1, 0, 1, 0, 1], held_back=(1, 4)).weights(
        [
            NOTHING,
            Intervention(Action.REMOVAL, [0]),
            Intervention(Action.UPWEIGHTING, [2]),
            Intervention(Action.LABEL_CHANGE, [3]),
            Intervention(Action.COLLECTION, [4]),
            Intervention(Action.COLLECTION, [1, 4]),
        ]
    )
    assert weights.tolist() == [
        [1, 0, 1, 1, 0],
        [0, 0, 1, 1, 0],
        [1, 0, 10, 1, 0],
        [1, 0, 1, 1, 0],
        [1, 0, 1, 1, 1],
        [1, 1, 1, 1, 1],
    ]


@pytest.mark.parametrize(
    ("action", "sample", "said"),
    [
        (Action.REMOVAL, 1, "is held back: removal is for samples that are in use"),
        (Action.LABEL_CHANGE, 1, "is held back: label_change is for samples that are in use"),
        (Action.UPWEIGHTING, 1, "is held back: upweighting is for samples that are in use"),
        (Action.COLLECTION, 0, "is in use already: collection is for samples that are held back"),
    ],
)
def test_an_action_on_a_sample_it_is_not_for_is_refused(
    action: Action, sample: int, said: str
) -> None:
    with pytest.raises(TrainingError, match=f"The training sample at {sample} {said}"):
        task([0, 1, 0, 1], [1, 0, 1, 0], held_back=(1,)).weights([Intervention(action, [sample])])


def test_a_class_that_is_held_back_is_not_left() -> None:
    with pytest.raises(TrainingError, match="After removal of 1 sample all labels are equal"):
        task([0, 0, 1, 1], [1, 1, 0, 0], held_back=(3,)).labels_under(
            [Intervention(Action.REMOVAL, [2])]
        )


@pytest.mark.parametrize("action", [Action.REMOVAL, Action.LABEL_CHANGE])
def test_a_single_class_cannot_be_left(action: Action) -> None:
    with pytest.raises(TrainingError, match=f"After {action} of 1 sample all labels are equal"):
        task([0, 0, 1], [1, 1, 0]).labels_under([Intervention(action, [2])])


def test_a_misclassified_sample_takes_its_prediction_another_its_second_most_probable_class() -> (
    None
):
    probabilities = np.array([[0.2, 0.5, 0.3], [0.2, 0.5, 0.3], [0.2, 0.5, 0.3]])
    # Paper, appendix C.4, for more than two classes.
    assert changed_labels(np.array([0, 1, 2]), probabilities).tolist() == [1, 2, 1]


def test_with_two_classes_a_label_is_flipped() -> None:
    probabilities = np.array([[0.9, 0.1], [0.9, 0.1], [0.5, 0.5]])
    assert changed_labels(np.array([0, 1, 1]), probabilities).tolist() == [1, 0, 0]
