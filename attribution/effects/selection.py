"""Chooses the errors that participants see, examples of the most common confusions."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

import numpy as np

from attribution.data.dataset import Dataset
from attribution.data.problems import DataProblem, DataProblems
from attribution.effects.measures import Misclassification
from attribution.errors import BundleError
from core.arrays import Floats, Integers

MOST_NAMED = 30
"""Of the errors that can be chosen, in a message."""


@dataclass(frozen=True)
class ErrorSelection:
    """Numbers of confusions and of examples for each, and the seed that draws the examples."""

    types: int
    examples: int
    seed: int

    @classmethod
    def of_the_paper(cls, classes: int, seed: int = 0) -> "ErrorSelection":
        """Three examples of each of three confusions, or of the two that two classes have (C.3)."""
        return cls(types=2 if classes == 2 else 3, examples=3, seed=seed)


def choose_errors(
    probabilities: Floats, labels: Integers, selection: ErrorSelection
) -> tuple[Misclassification, ...]:
    """Draw from the largest groups with the same true and predicted class, the largest first.

    A group with fewer samples than examples is taken whole. probabilities [test samples, classes]
    are means over the ensemble. Raises BundleError where nothing is misclassified.
    """
    predicted = probabilities.argmax(axis=1)
    wrong = np.flatnonzero(predicted != labels)
    confusions = Counter((int(labels[sample]), int(predicted[sample])) for sample in wrong)
    if not confusions:
        raise BundleError(
            "The model makes no error on the test samples: use more of them, or a harder task."
        )
    largest = sorted(confusions, key=lambda pair: (-confusions[pair], pair))[: selection.types]
    random = np.random.RandomState(selection.seed)
    chosen = []
    for true, guess in largest:
        group = wrong[(labels[wrong] == true) & (predicted[wrong] == guess)]
        drawn = np.sort(random.permutation(group)[: selection.examples])
        chosen += [Misclassification(int(sample), true, guess) for sample in drawn]
    return tuple(chosen)


def listed_errors(
    probabilities: Floats, dataset: Dataset, ids: Sequence[str]
) -> tuple[Misclassification, ...]:
    """The test samples of these ids, which the ensemble has to misclassify.

    probabilities [test samples, classes] are means over the ensemble. Raises DataProblems with
    every one that it classifies rightly; `check_listed` has refused those that are not there.
    """
    positions = {id_: position for position, id_ in enumerate(dataset.test.ids)}
    predicted, names = probabilities.argmax(axis=1), dataset.class_names
    chosen, problems = [], []
    for id_ in ids:
        sample = positions[id_]
        true, guess = int(dataset.test.labels[sample]), int(predicted[sample])
        chosen.append(Misclassification(sample, true, guess))
        if true == guess:
            message = f"The model classifies it rightly, as {names[true]}"
            certainty = f"with the probability {probabilities[sample, true]:.2f}."
            problems.append(DataProblem(id_, f"{message}, {certainty}", "Name another."))
    if problems:
        wrong = np.flatnonzero(predicted != dataset.test.labels)
        problems.append(_those_misclassified([dataset.test.ids[sample] for sample in wrong]))
        raise DataProblems(f"The list of errors of {dataset.name}", problems)
    return tuple(chosen)


def check_listed(dataset: Dataset, ids: Sequence[str]) -> None:
    """Raises DataProblems where some are no ids of test samples, or an id occurs twice."""
    test, training = set(dataset.test.ids), set(dataset.training.ids)
    problems = [
        DataProblem(id_, "It is listed more than once.", "Keep one.")
        for id_, count in Counter(ids).items()
        if count > 1
    ]
    for id_ in dict.fromkeys(ids):
        if id_ in training:
            message = "The model learns from it, and an error is one of a test sample."
            problems.append(DataProblem(id_, message, "Name another, or split the data anew."))
        elif id_ not in test:
            near = get_close_matches(id_, dataset.test.ids, n=1)
            hint = f"Did you mean {near[0]}?" if near else f"One is called {dataset.test.ids[0]}."
            problems.append(DataProblem(id_, "No sample is called so.", hint))
    if problems:
        raise DataProblems(f"The list of errors of {dataset.name}", problems)


def _those_misclassified(ids: Sequence[str]) -> DataProblem:
    if not ids:
        return DataProblem("", "The model makes no error on the test samples.", "Use more of them.")
    shown = ", ".join(ids[:MOST_NAMED]) + (" and others" if len(ids) > MOST_NAMED else "")
    noun = "sample" if len(ids) == 1 else "samples"
    return DataProblem("", f"It misclassifies {len(ids)} test {noun}: {shown}.", "Choose of these.")
