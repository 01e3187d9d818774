"""Datasets: the arrays that models learn from, and the displays that people see."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from attribution.data.display import (
    DISPLAYS,
    Display,
    Feature,
    Modality,
    Picture,
    display_fault,
)
from attribution.data.encoding import FeatureEncoding
from attribution.data.words import WordsEncoding
from attribution.errors import DataError
from core.arrays import Booleans, Integers
from core.digests import digest

FEWEST_TRAINING_SAMPLES = 10


@dataclass(frozen=True)
class Samples:
    """One split: ids, inputs [samples, ...], labels (class numbers from 0) and displays.

    Inputs are numbers, or for models that read texts themselves the texts, an array of objects.
    """

    ids: tuple[str, ...]
    inputs: npt.NDArray[Any]
    labels: Integers
    displays: Sequence[Display]

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True)
class Dataset:
    """A dataset that is checked when it is made, so that later stages can rely on it.

    `source` is the citation and licence that every bundle carries. `pictures` holds the bytes of
    each file that a Picture names. `encodings` say how each feature of a table became inputs; there
    are none where that is not known. `words` say it for texts. `held_back` are positions of
    training samples that can be collected, in rising order: the base model does not learn from
    them. Raises DataError.
    """

    name: str
    source: str
    modality: Modality
    class_names: tuple[str, ...]
    features: tuple[Feature, ...]
    training: Samples
    test: Samples
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    encodings: tuple[FeatureEncoding, ...] = ()
    held_back: tuple[int, ...] = ()
    words: WordsEncoding | None = None

    def __post_init__(self) -> None:
        _check_held_back(self)
        learned_from = len(self.training) - len(self.held_back)
        if learned_from < FEWEST_TRAINING_SAMPLES:
            raise DataError(
                f"{self.name} has {learned_from} training samples: "
                f"add some, at least {FEWEST_TRAINING_SAMPLES} are needed."
            )
        _check_samples(self, "training", self.training)
        _check_samples(self, "test", self.test)
        labels = self.training.labels[~self.is_held_back]
        if len(np.unique(labels)) < 2:
            raise DataError(
                f"All training samples of {self.name} have the same label: "
                "there is nothing to tell apart, so choose another label column."
            )
        present = set(labels.tolist())
        for number, class_name in enumerate(self.class_names):
            if number not in present:
                raise DataError(
                    f"No training sample of {self.name} is of the class {class_name!r}: add some, "
                    "or leave the class out."
                )
        ids = self.training.ids + self.test.ids
        if len(set(ids)) < len(ids):
            raise DataError(f"Some ids of {self.name} occur twice: give every sample its own.")

    @cached_property
    def is_held_back(self) -> Booleans:
        """For each training sample, whether it is held back."""
        held_back = np.zeros(len(self.training), dtype=np.bool_)
        held_back[list(self.held_back)] = True
        return held_back

    @cached_property
    def digest(self) -> str:
        """SHA-256 of everything that can change a number or a text of the results."""
        texts = [self.name, self.source, self.modality, self.class_names]
        content = hashlib.sha256(json.dumps(texts).encode())
        content.update(json.dumps([asdict(feature) for feature in self.features]).encode())
        for samples in (self.training, self.test):
            for piece in _json_pieces(samples):
                content.update(piece.encode())
            for content_of_inputs in _input_pieces(samples.inputs):
                content.update(content_of_inputs)
            content.update(samples.labels.astype("<i8").tobytes())
        if self.held_back:
            content.update(json.dumps(self.held_back).encode())
        return content.hexdigest()


def _input_pieces(inputs: npt.NDArray[Any]) -> Iterator[bytes]:
    """All inputs as JSON texts or as float64, in pieces that need little memory."""
    if inputs.dtype == object:
        yield json.dumps(inputs.tolist()).encode()
        return
    for start in range(0, len(inputs), 64):
        yield np.ascontiguousarray(inputs[start : start + 64]).astype("<f8").tobytes()


def _json_pieces(samples: Samples) -> Iterator[str]:
    """The JSON list of ids, shape and displays, in pieces that need little memory."""
    yield f"[{json.dumps(samples.ids)}, {json.dumps(samples.inputs.shape)}, ["
    for position, display in enumerate(samples.displays):
        # What asdict gives, without its deep copies.
        fields = json.dumps(vars(display))
        yield f", {fields}" if position else fields
    yield "]]"


def _check_held_back(dataset: Dataset) -> None:
    positions = list(dataset.held_back)
    if positions != sorted(set(positions) & set(range(len(dataset.training)))):
        raise DataError(
            f"The samples that {dataset.name} holds back are not positions of training samples in "
            "rising order: give each once, from 0."
        )


def _check_samples(dataset: Dataset, split: str, samples: Samples) -> None:
    name = f"the {split} samples of {dataset.name}"
    counts = {len(part) for part in (samples.ids, samples.inputs, samples.labels, samples.displays)}
    if len(counts) > 1 or not len(samples):
        raise DataError(f"Among {name}, give every id its inputs, label and display, at least one.")
    _check_inputs(name, samples)
    if samples.labels.dtype.kind not in "iu":
        raise DataError(
            f"Among {name}, labels are of the type {samples.labels.dtype}: number the classes from "
            "0 and give whole numbers."
        )
    if samples.labels.min() < 0 or samples.labels.max() >= len(dataset.class_names):
        raise DataError(f"Among {name}, a label has no class name: name all classes in order.")
    for id_, display in zip(samples.ids, samples.displays, strict=True):
        _check_display(dataset, id_, display)


def _check_inputs(name: str, samples: Samples) -> None:
    if samples.inputs.dtype == object:
        for identifier, text in zip(samples.ids, samples.inputs, strict=True):
            if not isinstance(text, str):
                raise DataError(
                    f"Among {name}, {identifier} is no text and no row of numbers: make all inputs "
                    "an array of numbers, or all of them texts."
                )
        return
    inputs = samples.inputs
    finite = np.isfinite(inputs).all(axis=tuple(range(1, inputs.ndim)))
    if not finite.all():
        first = samples.ids[int(np.argmin(finite))]
        raise DataError(
            f"Among {name}, {first} holds NaN or infinity: fill the value in or leave it out."
        )


def _check_display(dataset: Dataset, id_: str, display: Display) -> None:
    if not isinstance(display, DISPLAYS[dataset.modality]):
        raise DataError(
            f"{dataset.name} has the modality {dataset.modality} and a sample that is shown as "
            f"{type(display).__name__}: show every sample in the way of its modality."
        )
    fault = display_fault(display, dataset.features)
    if fault:
        raise DataError(f"Among the samples of {dataset.name}, {id_} {fault}.")
    if (
        isinstance(display, Picture)
        and digest(dataset.pictures.get(display.file, b"")) != display.sha256
    ):
        raise DataError(
            f"The picture {display.file} of {dataset.name} is missing or has another digest: "
            "read the pictures again."
        )
