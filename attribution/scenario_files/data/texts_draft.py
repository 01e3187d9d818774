"""Drafts the description of texts from a file or a folder of them."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from attribution.data.files.delimited import Layout, guessed_layout
from attribution.data.labelled_samples import listed
from attribution.data.problems import DataProblems
from attribution.data.texts import LabelledText, same_text, text_problems
from attribution.errors import DataError
from attribution.scenario_files.data.columns import UNCERTAIN, likely_identifier, read_columns
from attribution.scenario_files.data.description import Draft
from attribution.scenario_files.data.labels import drafted
from attribution.scenario_files.data.sources import file_digest, folder_digest
from attribution.scenario_files.data.texts import TextsData

E_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")
TELEPHONE = re.compile(
    r"(?<![\w.,])(?!\d{4}-\d\d-\d\d)(?:\+|00?)?\d(?:[ ()/-]{0,2}\d){6,14}(?![\w.,]?\d)"
)
"""Seven digits or more with blanks, brackets, dashes and slashes alone between; no ISO date."""

EXAMPLES = 3
SHOWN_CHARACTERS = 80


def draft(
    data: Path,
    *,
    text: str = "",
    label: str = "",
    identifier: str = "",
    encoding: str = "",
    separator: str = "",
) -> Draft:
    """Describe a delimited file with a column of labels, or a folder with one for each class.

    Where no column of texts is named, it is the one with the longest cells. Raises DataError where
    there is nothing to describe.
    """
    comments: dict[tuple[str | int, ...], str] = {}
    if data.is_dir():
        described = _folder(data, encoding)
    else:
        layout, is_certain = guessed_layout(data, encoding, separator)
        described = _file(data, layout, text, label, identifier)
        if not is_certain:
            comments["encoding",] = UNCERTAIN
    try:
        read = described.read(data)
    except DataProblems as refusal:
        return Draft(described, (), refusal.problems)
    summary = _summary(described, read.texts)
    if repeated := _repeated(read.texts):
        described = described.model_copy(update={"duplicates": "first"})
        places = [listed(same) for same in repeated]
        summary.append(f"Texts that occur more than once are used once: {'; '.join(places[:5])}.")
        comments["duplicates",] = "A model is not to be tested on texts that it learned from."
        read = described.read(data)
    problems = (*read.problems, *text_problems(read.texts, described.label.classes))
    return Draft(described, tuple(summary), problems, comments)


def _folder(data: Path, encoding: str) -> TextsData:
    names = [path.name for path in data.iterdir() if path.is_dir() and path.name[0] != "."]
    of_classes = drafted("", names)
    if of_classes is None:
        raise DataError(f"{data} holds fewer than two folders: make one for each class.")
    return TextsData(
        folder=data.name, sha256=folder_digest(data), encoding=encoding, label=of_classes
    )


def _file(file: Path, layout: Layout, text: str, label: str, identifier: str) -> TextsData:
    if not label:
        raise DataError("Name the column that holds the labels: --label COLUMN.")
    table = read_columns(
        file,
        filter(None, [text, label, identifier]),
        encoding=layout.encoding,
        separator=layout.separator,
    )
    others = [column for column in table.columns if column not in (label, identifier)]
    if not others:
        raise DataError(f"{file.name} has no column of texts beside the labels: add one.")
    of_classes = drafted(label, table.values(label))
    if of_classes is None:
        raise DataError(
            f"The column {label!r} of {file.name} holds fewer than two different labels: name "
            "another column."
        )
    return TextsData(
        file=file.name,
        sha256=file_digest(file),
        encoding=layout.encoding,
        separator=layout.separator,
        text=text or max(others, key=lambda column: sum(map(len, table.columns[column]))),
        label=of_classes,
        identifier=identifier or likely_identifier(table, others),
    )


def _repeated(texts: Sequence[LabelledText]) -> list[list[str]]:
    """The places of texts that are the same but for blanks and capitals."""
    places = defaultdict(list)
    for text in texts:
        if text.text:
            places[same_text(text.text)].append(text.place)
    return [same for same in places.values() if len(same) > 1]


def _summary(described: TextsData, texts: Sequence[LabelledText]) -> list[str]:
    lengths = sorted(len(text.text.split()) for text in texts)
    counts = Counter(text.label for text in texts)
    if not texts:
        return ["There are no texts."]
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
