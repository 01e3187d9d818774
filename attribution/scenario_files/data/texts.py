"""Texts in a scenario file: in a delimited file, or in a folder of .txt files for each class."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from attribution.data.dataset import Dataset
from attribution.data.files.content import decoded, file_content, guessed_encoding
from attribution.data.files.delimited import DelimitedFile
from attribution.data.labelled_samples import listed
from attribution.data.problems import DataProblem, DataProblems
from attribution.data.split import Split
from attribution.data.texts import LabelledText, same_text, text_problems, texts_dataset
from attribution.data.words import WordSettings
from attribution.scenario_files.data.columns import identifiers, read_columns, values_for
from attribution.scenario_files.data.description import DataDescription
from attribution.scenario_files.data.labels import Label
from attribution.scenario_files.data.sources import check_digest


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


@dataclass(frozen=True)
class ReadTexts:
    """Texts with what keeps others from being read, and the file that they are from, if one is."""

    texts: Sequence[LabelledText]
    problems: Sequence[DataProblem]
    table: DelimitedFile | None = None


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
        read = self.read(place)
        if problems := [*read.problems, *text_problems(read.texts, self.label.classes)]:
            raise DataProblems(name, problems)
        return texts_dataset(
            read.texts,
            name=name,
            source=source,
            classes=self.label.classes,
            words=None if self.words == "none" else self.words.settings,
            split=split,
            column=values_for(read.table, [text.row for text in read.texts]),
        )

    def read(self, place: Path) -> ReadTexts:
        """The texts of a file or folder; raises DataProblems where columns are missing."""
        read = self._of_file(place) if self.file else self._of_folder(place)
        if self.duplicates == "refuse":
            return read
        first: dict[str, LabelledText] = {}
        for text in read.texts:
            first.setdefault(same_text(text.text) or text.id, text)
        return replace(read, texts=list(first.values()))

    def _of_file(self, file: Path) -> ReadTexts:
        named = [self.text, self.label.column, *filter(None, [self.identifier])]
        table = read_columns(file, named, encoding=self.encoding, separator=self.separator)
        ids, labels = identifiers(table, self.identifier), table.values(self.label.column)
        texts = [
            LabelledText(identifier, _composed(text), label, f"line {line}", row)
            for row, (identifier, text, label, line) in enumerate(
                zip(ids, table.columns[self.text], labels, table.lines, strict=True)
            )
        ]
        return ReadTexts(texts, table.problems, table)

    def _of_folder(self, folder: Path) -> ReadTexts:
        texts: list[LabelledText] = []
        problems: list[DataProblem] = []
        for label in self.label.classes:
            files, others = _text_files(folder, label)
            problems += others
            for file in files:
                place = f"{label}/{file.name}"
                try:
                    text = self._content(file)
                except DataProblems as refusal:
                    problems += [replace(one, place=place) for one in refusal.problems]
                else:
                    texts.append(LabelledText(place, _composed(text), label, place))
        return ReadTexts(texts, problems)

    def _content(self, file: Path) -> str:
        content = file_content(file)
        if not content:
            return ""
        return decoded(file.name, content, self.encoding or guessed_encoding(content).encoding)


def _composed(text: str) -> str:
    """The text in composed letters, with line feeds alone and no blanks around it."""
    return unicodedata.normalize("NFC", "\n".join(text.splitlines())).strip()


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
