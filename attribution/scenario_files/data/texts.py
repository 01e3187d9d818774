"""Texts in a scenario file: in a delimited file, or in a folder of .txt files for each class."""

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from attribution.data.dataset import Dataset
from attribution.data.problems import DataProblem, DataProblems
from attribution.data.split import Split
from attribution.data.texts import (
    LabelledText,
    listed,
    same_text,
    text_problems,
    texts_dataset,
)
from attribution.data.words import WordSettings
from attribution.errors import DataError
from attribution.scenario_files.data.cells import Cells, decoded, read_cells
from attribution.scenario_files.data.description import DataDescription, Draft
from attribution.scenario_files.data.labels import Label, drafted
from attribution.scenario_files.data.sources import check_digest, file_digest, folder_digest

E_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")
TELEPHONE = re.compile(r"(?<![\w.,])(?:\+|00?)?\d(?:[ ()/-]{0,2}\d){6,14}(?![\w.,]?\d)")

EXAMPLES = 3
SHOWN_CHARACTERS = 80


class Words(BaseModel):
    """How words become inputs, in the words of `attribution.data.words.WordSettings`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    at_most: Annotated[int, Field(ge=1, le=50_000)] = 2000
    fewest_texts: Annotated[int, Field(ge=1)] = 2
    longest: Annotated[int, Field(ge=1, le=5)] = 1
    lowercase: bool = True
    stop_words: tuple[str, ...] = ()

    @property
    def settings(self) -> WordSettings:
        return WordSettings(**self.model_dump())


class TextsData(DataDescription):
    """Texts with a label each; `file` or `folder` is relative to the scenario file.

    With `words: none` the model gets the texts as they are, so it begins with a vectoriser.
    """

    type: Literal["texts"] = "texts"
    file: str = ""
    folder: str = ""
    sha256: str = ""
    encoding: str = ""
    separator: str = ""
    text: str = ""
    label: Label
    identifier: str = ""
    duplicates: Literal["refuse", "first"] = "refuse"
    words: Words | Literal["none"] = Words()

    @model_validator(mode="after")
    def _names_one_place(self) -> Self:
        if bool(self.file) == bool(self.folder):
            raise ValueError("name either a file or a folder of the texts")
        if self.file and not (self.text and self.label.column):
            raise ValueError("name the column of the text and that of the label")
        if self.folder and (self.text or self.label.column or self.identifier or self.separator):
            raise ValueError("a folder of texts has no columns: leave their names out")
        return self

    def dataset(self, folder: Path, *, name: str, source: str, split: Split) -> Dataset:
        place = folder / (self.file or self.folder)
        check_digest(place, self.sha256)
        return texts_dataset(
            self.texts(place),
            name=name,
            source=source,
            classes=self.label.classes,
            words=None if self.words == "none" else self.words.settings,
            split=split,
        )

    def texts(self, place: Path) -> list[LabelledText]:
        """The texts of the file or folder at this place; raises DataProblems."""
        texts = self._of_file(place) if self.file else self._of_folder(place)
        if self.duplicates == "first":
            first: dict[str, LabelledText] = {}
            for text in texts:
                first.setdefault(same_text(text.text) or text.id, text)
            texts = list(first.values())
        return texts

    def _of_file(self, file: Path) -> list[LabelledText]:
        cells = read_cells(file, encoding=self.encoding, separator=self.separator)
        named = (self.text, self.label.column, *filter(None, [self.identifier]))
        if missing := [column for column in named if column not in cells.columns]:
            raise DataProblems(file.name, [_no_column(column, cells) for column in missing])
        identifiers = (
            cells[self.identifier]
            if self.identifier
            else [f"row-{number:04d}" for number in range(1, len(cells.rows) + 1)]
        )
        return [
            LabelledText(identifier, text, label, f"line {line}")
            for identifier, text, label, line in zip(
                identifiers, cells[self.text], cells[self.label.column], cells.lines, strict=True
            )
        ]

    def _of_folder(self, folder: Path) -> list[LabelledText]:
        texts, problems = [], []
        for label in self.label.classes:
            files, faults = _text_files(folder, label)
            problems += faults
            for file in files:
                place = f"{label}/{file.name}"
                try:
                    text = decoded(file.read_bytes(), self.encoding)
                except (OSError, ValueError, LookupError):
                    problems.append(
                        DataProblem(
                            place,
                            "It cannot be read as a text.",
                            "Save it as UTF-8, state the `encoding` of all, or remove it.",
                        )
                    )
                    continue
                texts.append(LabelledText(place, text.strip(), label, place))
        if problems:
            raise DataProblems(folder.name, [*problems, *text_problems(texts, {})])
        return texts


def _text_files(folder: Path, label: str) -> tuple[list[Path], list[DataProblem]]:
    """The .txt files of a class, and what else is there but hidden files."""
    try:
        entries = sorted(path for path in (folder / label).iterdir() if path.name[0] != ".")
    except OSError as problem:
        return [], [
            DataProblem(
                label,
                f"This folder of a class cannot be read ({problem.strerror}).",
                "Name the folders of the classes under `label`, or restore it.",
            )
        ]
    others = [f"{label}/{path.name}" for path in entries if not _is_text(path)]
    return [path for path in entries if _is_text(path)], (
        [DataProblem(listed(others), "This is no .txt file.", "Save it as text, or remove it.")]
        if others
        else []
    )


def _is_text(path: Path) -> bool:
    return path.suffix.lower() == ".txt" and path.is_file()


def _no_column(column: str, cells: Cells) -> DataProblem:
    return DataProblem(
        "line 1",
        f"There is no column {column!r}.",
        f"Name one that is there: {', '.join(cells.columns)}.",
    )


def draft(data: Path, *, text: str = "", label: str = "", identifier: str = "") -> Draft:
    """Describe a delimited file with a column of labels, or a folder with one for each class.

    Where no column of texts is named, it is the one with the longest cells. Raises DataError where
    there is nothing to describe.
    """
    if data.is_dir():
        names = sorted(path.name for path in data.iterdir() if _is_class(path))
        of_classes = drafted("", names)
        if of_classes is None:
            raise DataError(f"{data} holds fewer than two folders: make one for each class.")
        described = TextsData(folder=data.name, sha256=folder_digest(data), label=of_classes)
    else:
        described = _of_columns(data, text, label, identifier)
    try:
        texts = described.texts(data)
    except DataProblems as refusal:
        return Draft(described, (), refusal.problems)
    return Draft(described, tuple(_summary(described, texts)), tuple(_problems(described, texts)))


def _is_class(path: Path) -> bool:
    return path.is_dir() and not path.name.startswith(".")


def _of_columns(file: Path, text: str, label: str, identifier: str) -> TextsData:
    if not label:
        raise DataError("Name the column that holds the labels: --label COLUMN.")
    cells = read_cells(file)
    named = [column for column in (text, label, identifier) if column]
    if missing := [column for column in named if column not in cells.columns]:
        raise DataProblems(file.name, [_no_column(column, cells) for column in missing])
    others = [column for column in cells.columns if column not in (label, identifier)]
    if not others:
        raise DataError(f"{file.name} has no column of texts beside the labels: add one.")
    of_classes = drafted(label, cells[label])
    if of_classes is None:
        raise DataError(
            f"The column {label!r} of {file.name} holds fewer than two different labels: name "
            "another column."
        )
    return TextsData(
        file=file.name,
        sha256=file_digest(file),
        text=text or max(others, key=lambda column: sum(map(len, cells[column]))),
        label=of_classes,
        identifier=identifier or _identifier(cells, others),
    )


def _identifier(cells: Cells, columns: Sequence[str]) -> str:
    """The first column of short, distinct and whole values whose name says so, or none."""
    for column in columns:
        values = cells[column]
        is_named_so = re.search(r"(?i)(^|[_ ])(id|nr|no|number|key|code)$", column)
        if is_named_so and all(values) and len(set(values)) == len(values):
            return column
    return ""


def _problems(described: TextsData, texts: Sequence[LabelledText]) -> list[DataProblem]:
    problems = text_problems(texts, described.label.classes)
    repeated: dict[str, list[str]] = {}
    for text in texts:
        repeated.setdefault(same_text(text.text), []).append(text.place)
    twice = [places for key, places in repeated.items() if key and len(places) > 1]
    if twice and described.duplicates == "refuse":
        problems.append(
            DataProblem(
                listed(listed(places) for places in twice),
                f"{len(twice)} texts occur more than once, so that a model may be tested on what "
                "it learned.",
                "Keep one of each, or write `duplicates: first` to leave out the later ones.",
            )
        )
    return problems


def _summary(described: TextsData, texts: Sequence[LabelledText]) -> list[str]:
    lengths = sorted(len(text.text.split()) for text in texts)
    counts = Counter(text.label for text in texts)
    lines = [
        f"{len(texts)} texts of {lengths[0]} to {lengths[-1]} words (median {median(lengths):g}).",
        *(
            f"{counts[label]} of the class {words!r}."
            for label, words in described.label.classes.items()
        ),
        *(f"{text.id} begins: {_beginning(text.text)}" for text in texts[:EXAMPLES]),
    ]
    for words, pattern in (("an e-mail address", E_MAIL), ("a telephone number", TELEPHONE)):
        if places := [text.place for text in texts if pattern.search(text.text)]:
            lines.append(
                f"Participants read these texts, and {len(places)} may hold {words}: "
                f"{listed(places)}. Take out what tells who somebody is."
            )
    return lines


def _beginning(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHOWN_CHARACTERS else f"{line[:SHOWN_CHARACTERS].rstrip()}…"
