"""Small worlds of texts and curves, with a classifier of scikit-learn and real retraining."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import SGDClassifier

from attribution.data.dataset import Dataset, Samples
from attribution.data.display import Display, Feature, Modality, Series, Text
from attribution.effects.relevance_rule import Direction, Gate, RelevanceRule
from attribution.effects.scenario import Scenario
from attribution.effects.selection import ErrorSelection
from attribution.training.classifier import ClassifierTrainer

TRAINING, TESTS = 24, 24
TIME = Feature("time", "Time", "s", numeric=True)
VOLTAGE = Feature("voltage", "Voltage", "mV", numeric=True)

VOCABULARY = ("printer", "paper", "jam", "password", "login", "account", "screen", "office")
OPENINGS = ("Dear team,", "Hello!", "Please <b>help</b> & hurry:", "Again:")


def letters(*, longer: int = 0) -> Dataset:
    """Letters to a help desk about a printer or a password, many of them about both.

    Each has so many more characters than a few lines.
    """
    random = np.random.RandomState(3)
    labels = np.tile([0, 1], (TRAINING + TESTS) // 2)
    chances = np.where(labels[:, np.newaxis] == 0, _CHANCES, _CHANCES[::-1])
    counts = random.binomial(2, chances)
    texts = [_letter(number, row, longer) for number, row in enumerate(counts)]
    return _dataset("Letters", Modality.TEXT, counts, labels, [Text(text) for text in texts])


_CHANCES = np.array([0.5, 0.45, 0.4, 0.35, 0.3, 0.3, 0.35, 0.4])


def _letter(number: int, counts: Sequence[int], longer: int) -> str:
    words = [word for word, count in zip(VOCABULARY, counts, strict=True) for _ in range(count)]
    about = " and the ".join(words) or "nothing at all"
    more = "".join(f" Line {line} of the log.\n" for line in range(longer // 20))
    return f"{OPENINGS[number % 4]}\n\nThis is about the {about}.\n{more}Yours, number {number}"


def pulses(*, values: int = 40) -> Dataset:
    """Voltages over two seconds that rise early or late, with as much noise."""
    random = np.random.RandomState(5)
    labels = np.tile([0, 1], (TRAINING + TESTS) // 2)
    time = np.linspace(0, 2, values)
    peaks = 0.8 + 0.4 * labels + random.normal(scale=0.25, size=len(labels))
    curves = 3 * np.exp(-((time - peaks[:, np.newaxis]) ** 2) / 0.1)
    curves = np.round(curves + random.normal(scale=0.3, size=curves.shape), 4)
    step = round(2 / (values - 1), 6)
    displays = [Series(0.0, step, tuple(map(float, row))) for row in curves]
    return _dataset("Pulses", Modality.SERIES, curves, labels, displays, (TIME, VOLTAGE))


def _dataset(
    name: str,
    modality: Modality,
    inputs: npt.NDArray[Any],
    labels: npt.NDArray[Any],
    displays: Sequence[Display],
    features: tuple[Feature, ...] = (),
) -> Dataset:
    def samples(split: str, begin: int, end: int) -> Samples:
        ids = tuple(f"{split}-{number}" for number in range(begin, end))
        return Samples(
            ids, inputs[begin:end].astype(float), labels[begin:end], tuple(displays[begin:end])
        )

    return Dataset(
        name=name,
        source="made for a test",
        modality=modality,
        class_names=("Early", "Late") if features else ("Printer", "Password"),
        features=features,
        training=samples("train", 0, TRAINING),
        test=samples("test", TRAINING, TRAINING + TESTS),
    )


def scenario_of(dataset: Dataset) -> Scenario:
    """Two seeds of a linear classifier; every list is full, as any effect may be listed."""
    classifier = SGDClassifier(loss="log_loss", alpha=0.05, max_iter=20, tol=None)
    return Scenario(
        name=dataset.name.lower(),
        dataset=dataset,
        trainer=ClassifierTrainer(classifier),
        selection=ErrorSelection.of_the_paper(2),
        seeds=(0, 1),
        rule=RelevanceRule(gate=Gate.NONE, direction=Direction.ANY),
        shard_size=200,
    )
