"""Texts become datasets, and all that is wrong with them is said at once."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from attribution.data.display import Modality, Text
from attribution.data.problems import DataProblems
from attribution.data.split import Split
from attribution.data.texts import LabelledText, texts_dataset
from attribution.data.words import WordSettings
from attribution.errors import DataError

CLASSES = {"bin": "Waste", "tree": "Parks"}

TEXTS = tuple(
    LabelledText(
        f"text-{number:02d}",
        f"the {label} at number {number} word{number % 3}",
        label,
        f"line {number + 2}",
        number,
    )
    for number in range(24)
    for label in (("bin", "tree")[number % 2],)
)


def changed(number: int, **changes: Any) -> list[LabelledText]:
    texts = list(TEXTS)
    texts[number] = replace(texts[number], **changes)
    return texts


def refusal(texts: list[LabelledText], split: Split = Split(seed=1)) -> str:  # noqa: B008
    with pytest.raises(DataProblems) as raised:
        texts_dataset(texts, name="Texts", source="drawn", classes=CLASSES, split=split)
    return str(raised.value)


def test_texts_are_shown_as_written_and_split_by_class() -> None:
    dataset = texts_dataset(TEXTS, name="Texts", source="drawn", classes=CLASSES)
    assert dataset.modality is Modality.TEXT
    assert dataset.class_names == ("Waste", "Parks")
    assert np.bincount(dataset.training.labels).tolist() == [9, 10]
    by_id = {text.id: text for text in TEXTS}
    for samples in (dataset.training, dataset.test):
        assert samples.displays == tuple(Text(by_id[name].text) for name in samples.ids)


def test_words_are_learned_from_training_texts_in_use_alone() -> None:
    split = Split(seed=1, held_back=4)
    settings = WordSettings(fewest_texts=1)
    dataset = texts_dataset(
        TEXTS, name="Texts", source="drawn", classes=CLASSES, words=settings, split=split
    )
    assert dataset.words is not None
    numbers = {word for word in dataset.words.words if word.isdigit()}
    held_back = {dataset.training.ids[at] for at in dataset.held_back}
    learned = {f"{int(name[5:])}" for name in dataset.training.ids if name not in held_back}
    # Words have two letters or digits at least.
    assert numbers == {number for number in learned if len(number) > 1}
    assert dataset.training.inputs == pytest.approx(
        dataset.words.matrix([display.text for display in dataset.training.displays])  # type: ignore[union-attr]
    )


def test_a_model_can_have_the_texts_themselves() -> None:
    dataset = texts_dataset(TEXTS, name="Texts", source="drawn", classes=CLASSES, words=None)
    assert dataset.words is None
    assert dataset.test.inputs.tolist() == [d.text for d in dataset.test.displays]  # type: ignore[union-attr]
    other = texts_dataset(
        changed(0, text="another bin"), name="Texts", source="drawn", classes=CLASSES, words=None
    )
    assert dataset.digest != other.digest


def test_everything_is_said_at_once() -> None:
    texts = changed(3, text=" \n")
    texts[5] = replace(texts[5], label="")
    texts[6] = replace(texts[6], text="bin\x07", id="text-00")
    texts[7] = replace(texts[7], text="tree " * 5000)
    texts[8] = replace(texts[8], label="lamp")
    assert refusal(texts).splitlines() == [
        "Texts cannot be used as it is:",
        "line 5: There is no text. Write it, or leave it out.",
        (
            "line 9: The text has 25,000 characters, and people can be shown 20,000. Shorten it, "
            "or leave it out."
        ),
        (
            "line 8: The text holds the character U+0007, which no page can show. Take it out, or "
            "state the file's encoding if it was read in a wrong one."
        ),
        "line 7: There is no label. Fill it in, or leave it out.",
        (
            "line 2 and line 8: The identifier 'text-00' is there 2 times. Give each its own, or "
            "name no column as identifier."
        ),
        (
            "line 10: The label 'lamp' is none of the classes. Name it under `classes`, correct "
            "it, or leave this out."
        ),
    ]


def test_a_class_of_one_text_is_refused() -> None:
    texts = [replace(text, label="bin") for text in TEXTS[1:]] + [replace(TEXTS[0], label="tree")]
    assert "The class 'Parks' has a single sample. Add some, since" in refusal(texts)
    assert "The class 'Parks' has no sample" in refusal(texts[:-1])


def test_a_text_on_both_sides_is_refused() -> None:
    test_ids = ("text-01", "text-02", "text-03")
    said = refusal(changed(3, text="THE  tree at\nnumber 5 word2"), Split(test=test_ids))
    assert said.splitlines()[1:] == [
        (
            "line 5: This text of the test is also learned from, in line 7. Keep one of the two, "
            "or write `duplicates: first` to leave out the later ones."
        )
    ]
    # Twice among the training texts is no leak.
    texts = changed(5, text=TEXTS[7].text)
    assert texts_dataset(
        texts, name="Texts", source="drawn", classes=CLASSES, split=Split(test=test_ids)
    )


def test_a_column_that_nobody_gave_cannot_split() -> None:
    with pytest.raises(DataError, match="no column 'part' beside these samples"):
        texts_dataset(
            TEXTS,
            name="Texts",
            source="drawn",
            classes=CLASSES,
            split=Split(column="part", test=("test",)),
        )
