"""Makes a Dataset of texts: words become tf-idf inputs, or a model reads the texts itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from attribution.data.dataset import Dataset, Samples
from attribution.data.display import LONGEST_TEXT, Modality, Text
from attribution.data.held_back import drawn_to_hold_back
from attribution.data.labelled_samples import ColumnValues, common_problems, no_columns, problem_at
from attribution.data.problems import DataProblem, DataProblems
from attribution.data.split import A_FIFTH, Split, SplitKeys
from attribution.data.words import DEFAULT_WORDS, WordSettings, learned_words
from core.arrays import Integers
from core.control_characters import control_character, name_of


@dataclass(frozen=True)
class LabelledText:
    """A text as its owner has it; `place` says where, such as "line 12", and `label` may be "".

    `row` is its position among the rows of a file.
    """

    id: str
    text: str
    label: str
    place: str
    row: int = 0


def texts_dataset(
    texts: Sequence[LabelledText],
    *,
    name: str,
    source: str,
    classes: Mapping[str, str],
    words: WordSettings | None = DEFAULT_WORDS,
    split: Split = A_FIFTH,
    column: ColumnValues = no_columns,
) -> Dataset:
    """Inputs are tf-idf of words [texts, words], or with None the texts as they are [texts].

    Words are learned from the training texts that are not held back. `classes` maps labels to the
    names that people read, in order, and `column` gives what a split may go by, for each text.
    Raises DataProblems with every problem, by its place.
    """
    problems = text_problems(texts, classes)
    if problems:
        raise DataProblems(name, problems)
    numbers = {label: number for number, label in enumerate(classes)}
    labels = np.array([numbers[text.label] for text in texts], dtype=np.int64)
    class_names = tuple(classes.values())
    ids = [text.id for text in texts]
    training, test = split.rows(labels, class_names, SplitKeys(ids, column))
    if leaks := _on_both_sides(texts, training, test):
        raise DataProblems(name, leaks)
    held_back = drawn_to_hold_back(labels[training], split.held_back, split.seed)
    written = [text.text for text in texts]
    encoding, inputs = None, np.array(written, dtype=object)
    if words is not None:
        encoding = learned_words([written[row] for row in np.delete(training, held_back)], words)
        inputs = encoding.matrix(written)

    def samples(chosen: Integers) -> Samples:
        return Samples(
            ids=tuple(ids[row] for row in chosen),
            inputs=inputs[chosen],
            labels=labels[chosen],
            displays=tuple(Text(written[row]) for row in chosen),
        )

    return Dataset(
        name=name,
        source=source,
        modality=Modality.TEXT,
        class_names=class_names,
        features=(),
        training=samples(training),
        test=samples(test),
        held_back=held_back,
        words=encoding,
    )


def same_text(text: str) -> str:
    """What two texts share that differ in blanks, line breaks and capitals alone."""
    return " ".join(text.split()).casefold()


def text_problems(texts: Sequence[LabelledText], classes: Mapping[str, str]) -> list[DataProblem]:
    """Everything that keeps the texts from being used, but for what a split shows."""
    return [*_of_single_texts(texts), *common_problems(texts, classes)]


def _of_single_texts(texts: Sequence[LabelledText]) -> list[DataProblem]:
    empty = [text.place for text in texts if not text.text.strip()]
    long = [text for text in texts if len(text.text) > LONGEST_TEXT]
    unfit = [
        DataProblem(
            text.place,
            f"The text holds {name_of(character)}, which no page can show.",
            "Take it out, or state the file's encoding if it was read in a wrong one.",
        )
        for text in texts
        if (character := control_character(text.text))
    ]
    return [
        *problem_at(empty, "There is no text.", "Write it, or leave it out."),
        *(
            DataProblem(
                text.place,
                f"The text has {len(text.text):,} characters, and people can be shown "
                f"{LONGEST_TEXT:,}.",
                "Shorten it, or leave it out.",
            )
            for text in long
        ),
        *unfit,
    ]


def _on_both_sides(
    texts: Sequence[LabelledText], training: Integers, test: Integers
) -> list[DataProblem]:
    learned = {same_text(texts[row].text): texts[row].place for row in reversed(training)}
    return [
        DataProblem(
            texts[row].place,
            f"This text of the test is also learned from, in {learned[key]}.",
            "Keep one of the two, or write `duplicates: first` to leave out the later ones.",
        )
        for row in test
        if (key := same_text(texts[row].text)) in learned
    ]
