from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from attribution.data.dataset import Dataset, Samples
from attribution.data.display import Feature, Modality, TableRow, Text
from attribution.errors import DataError
from tests.attribution.letters_and_pulses import letters
from tests.attribution.toys import birds


def with_training(dataset: Dataset, training: Samples) -> Dataset:
    return replace(dataset, training=training)


def test_fewer_than_ten_training_samples_are_refused() -> None:
    with pytest.raises(DataError, match=r"has 8 training samples: add some, at least 10"):
        birds(per_class=4)


def test_a_constant_label_is_refused() -> None:
    dataset = birds()
    same = replace(dataset.training, labels=np.zeros(24, dtype=np.int64))
    with pytest.raises(DataError, match="have the same label"):
        with_training(dataset, same)


def test_a_class_without_a_training_sample_is_refused_by_name() -> None:
    dataset = birds(classes=3)
    for absent, name in enumerate(dataset.class_names):
        labels = dataset.training.labels
        present = np.where(labels == absent, (absent + 1) % 3, labels)
        with pytest.raises(
            DataError,
            match=f"No training sample of Birds is of the class '{name}': add some, or leave the "
            "class out",
        ):
            with_training(dataset, replace(dataset.training, labels=present))


@pytest.mark.parametrize("part", ["training", "test"])
@pytest.mark.parametrize("kind", [float, bool, object, str])
def test_labels_are_whole_numbers(part: str, kind: type) -> None:
    dataset = birds()
    samples = dataset.training if part == "training" else dataset.test
    other = replace(samples, labels=samples.labels.astype(kind))
    with pytest.raises(
        DataError,
        match=rf"Among the {part} samples of Birds, labels are of the type .*: number the classes "
        "from 0 and give whole numbers",
    ):
        replace(dataset, training=other) if part == "training" else replace(dataset, test=other)


@pytest.mark.parametrize("kind", [np.uint8, np.int32])
def test_labels_may_be_any_kind_of_whole_number(kind: type) -> None:
    dataset = birds()
    labels: npt.NDArray[Any] = dataset.training.labels.astype(kind)
    assert with_training(dataset, replace(dataset.training, labels=labels)).digest == dataset.digest


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_the_first_sample_without_a_number_is_named(value: float) -> None:
    dataset = birds()
    inputs = dataset.training.inputs.copy()
    inputs[3, 0] = value
    with pytest.raises(DataError, match="train-3 holds NaN or infinity"):
        with_training(dataset, replace(dataset.training, inputs=inputs))


def test_a_label_without_a_class_name_is_refused() -> None:
    with pytest.raises(DataError, match="a label has no class name"):
        replace(birds(classes=3), class_names=("Sparrow", "Wren"))


def test_an_id_names_one_sample_only() -> None:
    dataset = birds()
    test = replace(dataset.test, ids=("train-0", *dataset.test.ids[1:]))
    with pytest.raises(DataError, match="occur twice"):
        replace(dataset, test=test)


def test_every_id_has_its_inputs_label_and_display() -> None:
    dataset = birds()
    with pytest.raises(DataError, match="give every id its inputs, label and display"):
        with_training(dataset, replace(dataset.training, ids=dataset.training.ids[1:]))


def test_a_row_shows_one_value_for_each_feature() -> None:
    dataset = birds()
    with pytest.raises(DataError, match="shows 1 values for 2 features"):
        replace(dataset, features=(*dataset.features, Feature("age", "Age", "", numeric=True)))


def test_a_missing_or_altered_picture_is_named() -> None:
    dataset = birds(modality=Modality.IMAGE)
    with pytest.raises(DataError, match=r"picture images/train-0\.png of Birds is missing or"):
        replace(dataset, pictures={})


def test_rows_and_pictures_do_not_mix() -> None:
    dataset = birds(modality=Modality.IMAGE)
    displays = (TableRow(()), *dataset.test.displays[1:])
    with pytest.raises(
        DataError, match="the modality image and a sample that is shown as TableRow"
    ):
        replace(dataset, test=replace(dataset.test, displays=displays))


def test_what_no_page_can_show_is_refused_before_anything_is_trained() -> None:
    dataset = letters()
    displays = (Text("x" * 20_001), *dataset.test.displays[1:])
    with pytest.raises(DataError, match="test-24 shows a text of 20,001 characters, and pages"):
        replace(dataset, test=replace(dataset.test, displays=displays))


def test_the_digest_notices_every_change() -> None:
    dataset = birds()
    inputs = dataset.test.inputs.copy()
    inputs[0, 0] = np.nextafter(inputs[0, 0], 9)
    labels = dataset.training.labels.copy()
    labels[0] = 1
    changed = [
        replace(dataset, test=replace(dataset.test, inputs=inputs)),
        replace(dataset, training=replace(dataset.training, labels=labels)),
        replace(dataset, class_names=("Sparrow", "Robin")),
        replace(dataset, source="elsewhere"),
        replace(dataset, held_back=(3,)),
        replace(dataset, held_back=(4,)),
    ]
    assert len({dataset.digest, *(other.digest for other in changed)}) == 7
    assert birds().digest == dataset.digest


@pytest.mark.parametrize("held_back", [(-1,), (24,), (2, 1), (1, 1)])
def test_held_back_samples_are_positions_in_rising_order(held_back: tuple[int, ...]) -> None:
    with pytest.raises(DataError, match="Birds holds back are not positions of training samples"):
        replace(birds(), held_back=held_back)


def test_a_model_does_not_begin_without_a_class_or_with_too_few_samples() -> None:
    with pytest.raises(DataError, match="Birds has 9 training samples: add some, at least 10"):
        replace(birds(), held_back=tuple(range(15)))
    with pytest.raises(DataError, match="No training sample of Birds is of the class 'Sparrow'"):
        replace(birds(classes=3), held_back=tuple(range(12)))


def test_held_back_samples_are_marked_in_place() -> None:
    assert replace(birds(), held_back=(1, 23)).is_held_back.nonzero()[0].tolist() == [1, 23]
    assert not birds().is_held_back.any()


def test_inputs_are_numbers_or_all_of_them_texts() -> None:
    dataset = birds()
    training = dataset.training
    texts = np.array([f"text {name}" for name in training.ids], dtype=object)
    as_texts = replace(dataset, training=replace(training, inputs=texts))
    assert as_texts.digest != dataset.digest
    texts[3] = 3.0
    with pytest.raises(DataError, match=f"{training.ids[3]} is no text and no row of numbers"):
        replace(dataset, training=replace(training, inputs=texts))
