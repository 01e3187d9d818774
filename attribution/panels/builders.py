"""Makes blocks from pandas frames and series, lists of words and files of pictures.

Wherever a series is taken, a mapping is as good. Raises BundleError, which names the block.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from math import inf, isfinite, nan
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from attribution.errors import BundleError
from attribution.panels.blocks import (
    SUFFIXES,
    AnyBlock,
    Bars,
    BeforeAfter,
    Markdown,
    MarkedText,
    Picture,
    Samples,
    Table,
)
from attribution.panels.faults import dotted, first_fault, shown
from attribution.panels.fields import Entry
from attribution.panels.pictures import PictureRefused, read_picture
from attribution.panels.value_texts import (
    is_missing,
    is_number,
    is_numeric,
    number_of,
    signed_text,
    value_text,
    value_texts,
)
from attribution.scales import SPACE
from core.digests import digest

if TYPE_CHECKING:
    import pandas as pd

Units = Mapping[str, str]
"""The units of columns or features by their names."""

ABOUT_A_SAMPLE = ("title", "label", "prediction", "note", "picture", "alternative_text")
"""Columns of a frame of samples that say something about them; all others are their cells."""

Made = TypeVar("Made", bound=Entry)


@dataclass(frozen=True)
class WithPictures:
    """A block, and the bytes of the pictures that it names, by their files."""

    block: AnyBlock
    pictures: Mapping[str, bytes] = field(default_factory=dict)


Shown = AnyBlock | WithPictures


def made(kind: type[Made], name: str, /, **fields: Any) -> Made:
    """An entry of a bundle; raises BundleError, which begins with `name`."""
    try:
        return kind(**fields)
    except ValidationError as problem:
        fault = first_fault(problem)
        where = f"{name}, {dotted(fault.path)}" if fault.path else name
        raise BundleError(f"{where}: {fault}") from None


def markdown(text: str) -> Markdown:
    """Words of your own, as Markdown."""
    return made(Markdown, "markdown", text=text)


def table(
    frame: "pd.DataFrame",
    *,
    caption: str,
    index: str = "",
    units: Units | None = None,
    digits: int = 2,
) -> Table:
    """A frame as a table; `index` names the column of its index, which is left out otherwise."""
    values = _named_columns(frame, "table")
    if index:
        values = {index: frame.index.tolist(), **values}
    return made(
        Table, "table", caption=caption, columns=_columns(values, units), rows=_rows(values, digits)
    )


def row(
    series: "pd.Series | Mapping[str, Any]",
    *,
    caption: str,
    labels: tuple[str, str] = ("Feature", "Value"),
    units: Units | None = None,
    digits: int = 2,
) -> Table:
    """One row of a frame as a table of its features and their values."""
    rows = [
        (str(name), _with_unit(value_text(value, digits), str(name), units))
        for name, value in series.items()
    ]
    return made(
        Table, "row", caption=caption, columns=[{"label": label} for label in labels], rows=rows
    )


def before_after(
    before: "pd.Series | Mapping[str, Any]",
    after: "pd.Series | Mapping[str, Any]",
    *,
    caption: str,
    only_changed: bool = False,
    units: Units | None = None,
    digits: int = 2,
) -> BeforeAfter:
    """Two series of one index, side by side; numbers that differ have their difference."""
    old, new = dict(before.items()), dict(after.items())
    if old.keys() != new.keys():
        only = next(iter(old.keys() ^ new.keys()))
        raise BundleError(
            f"before_after: {only} is in one of the two alone. Give both the same index."
        )
    rows = []
    for name, value in old.items():
        texts = value_texts([value, new[name]], digits)
        if only_changed and texts[0] == texts[1]:
            continue
        change = ""
        if is_number(value) and is_number(new[name]) and texts[0] != texts[1]:
            decimals = digits if any("." in text for text in texts) else 0
            change = signed_text(float(new[name]) - float(value), decimals)
        shown = [_with_unit(text, str(name), units) for text in texts]
        rows.append({"label": str(name), "before": shown[0], "after": shown[1], "change": change})
    return made(BeforeAfter, "before_after", caption=caption, rows=rows)


def bars(
    series: "pd.Series | Mapping[str, float]",
    *,
    caption: str,
    unit: str = "",
    signed: bool = True,
    digits: int = 2,
) -> Bars:
    """A bar for each entry, in their order; signed ones begin in the middle."""
    rows = []
    for name, value in series.items():
        number = number_of(value, str(name))
        text = signed_text(number, digits) if signed else value_text(number, digits)
        rows.append({"label": str(name), "value": number, "text": text})
    return made(Bars, "bars", caption=caption, unit=unit, signed=signed, rows=rows)


class SampleFrame:
    """A frame of samples, of which blocks show some rows; `samples` says what its columns mean.

    Numbers have as many decimals as the whole frame needs. Pictures are read when first shown.
    """

    def __init__(
        self, frame: "pd.DataFrame", *, units: Units | None = None, digits: int = 2
    ) -> None:
        self._values = _named_columns(frame, "samples")
        cells = {
            name: column for name, column in self._values.items() if name not in ABOUT_A_SAMPLE
        }
        self._columns = _columns(cells, units)
        self._rows = _rows(cells, digits) if cells else [()] * len(frame)
        self._titles = frame.index.tolist()
        self._pictures: dict[int, WithPictures] = {}

    def block(
        self, places: Iterable[int], *, caption: str, notes: Sequence[str] | None = None
    ) -> WithPictures:
        """The rows at these places, counted from 0, in this order, with a note for each."""
        pictures: dict[str, bytes] = {}
        entries = []
        for rank, place in enumerate(places):
            entry = self._entry(place)
            if notes is not None:
                entry["note"] = notes[rank]
            if shown := self._picture(place):
                entry["picture"] = shown.block.model_dump(exclude={"type", "caption"})
                pictures |= shown.pictures
            entries.append(entry)
        block = made(Samples, "samples", caption=caption, columns=self._columns, samples=entries)
        return WithPictures(block, pictures)

    def _entry(self, place: int) -> dict[str, Any]:
        about = {
            name: str(self._values[name][place])
            for name in ("title", "label", "prediction", "note")
            if self._has(name, place)
        }
        return {"title": str(self._titles[place]), "cells": self._rows[place], **about}

    def _picture(self, place: int) -> WithPictures | None:
        if place not in self._pictures and self._has("picture", place):
            text = "alternative_text"
            self._pictures[place] = picture(
                self._values["picture"][place],
                alternative_text=str(self._values[text][place]) if self._has(text, place) else "",
            )
        return self._pictures.get(place)

    def _has(self, name: str, place: int) -> bool:
        return name in self._values and not is_missing(self._values[name][place])


def samples(
    frame: "pd.DataFrame", *, caption: str, units: Units | None = None, digits: int = 2
) -> WithPictures:
    """The rows of a frame as samples, the first one first.

    Columns called `title` (the index where left out), `label`, `prediction`, `note`, `picture` (a
    file) and `alternative_text` say something about a sample; all others are its cells.
    """
    shown = SampleFrame(frame, units=units, digits=digits)
    return shown.block(range(len(frame)), caption=caption)


def picture(file: Path | str, *, alternative_text: str, caption: str = "") -> WithPictures:
    """A PNG, JPEG or WebP file, kept byte for byte, whatever else is in it."""
    try:
        there = read_picture(Path(file))
    except PictureRefused as problem:
        raise BundleError(f"picture: {problem}") from problem
    suffix = next(end for end, kind in SUFFIXES.items() if kind == there.format.media_type)
    sha256 = digest(there.content)
    name = f"images/{sha256}{suffix}"
    block = made(
        Picture,
        "picture",
        file=name,
        sha256=sha256,
        alternative_text=alternative_text,
        caption=caption,
        width=there.format.width,
        height=there.format.height,
    )
    return WithPictures(block, {name: there.content})


def marked_text(
    words: Sequence[str],
    weights: Iterable[float] | None = None,
    *,
    caption: str,
    positive: str = "",
    negative: str = "",
    marks: Iterable[str | None] | None = None,
    meanings: Mapping[str, str] | None = None,
    largest: float | None = None,
    separator: str = " ",
    language: str | None = None,
) -> MarkedText:
    """Words with a weight each, 0 for none, or with a mark or None, whose `meanings` are in words.

    Weights are divided by `largest`, or by the largest of them by size, and none may exceed it.
    Every word but the last is followed by `separator`; use "" for words that hold their spaces.
    """
    if isinstance(words, str):
        raise BundleError(
            "marked_text: the words are one text. Give a list of words, such as text.split()."
        )
    texts = [f"{word}{separator}" for word in words[:-1]] + [str(word) for word in words[-1:]]
    given, keys = list([] if weights is None else weights), list([] if marks is None else marks)
    for name, entries in (("weights", given), ("marks", keys)):
        if entries and len(entries) != len(texts):
            raise BundleError(
                f"marked_text: there are {len(entries)} {name} for {len(texts)} words. Give one "
                "for each word."
            )
    numbers = _scaled(words, given, largest)
    return made(
        MarkedText,
        "marked_text",
        caption=caption,
        positive=positive,
        negative=negative,
        marks=dict(meanings or {}),
        language=language,
        segments=[
            {"text": text, "weight": weight, "mark": key}
            for text, weight, key in zip_longest(texts, numbers, keys)
        ],
    )


def _scaled(words: Sequence[str], weights: Sequence[Any], largest: float | None) -> list[float]:
    """The weights as shares of the largest; raises BundleError, which names the word."""
    most = None if largest is None else number_of(largest, "largest")
    if most is not None and not 0 < most < inf:
        raise BundleError(f"marked_text: largest is {largest}. Give a finite number above 0.")
    numbers = []
    for word, weight in zip(words, weights, strict=False):
        name = f"marked_text: the weight of {shown(word)!r}"
        number = nan if is_missing(weight) else number_of(weight, shown(word))
        if not isfinite(number):
            raise BundleError(
                f"{name} is {weight}. Give a finite number, and write 0 for a word without a mark."
            )
        if most is not None and abs(number) > most:
            raise BundleError(
                f"{name} is {number:g}, and largest is {most:g}. Give the size of the largest "
                "weight of all texts as largest, or leave it out."
            )
        numbers.append(number)
    size = most or max(map(abs, numbers), default=0.0)
    return [number_of(number / size, "a weight") for number in numbers] if size else numbers


def _named_columns(frame: "pd.DataFrame", block: str) -> dict[str, list[Any]]:
    values = {str(name): frame.iloc[:, place].tolist() for place, name in enumerate(frame.columns)}
    if len(values) < len(frame.columns):
        raise BundleError(f"{block}: two columns have one name. Rename one of them.")
    return values


def _columns(values: Mapping[str, Sequence[Any]], units: Units | None) -> list[dict[str, Any]]:
    return [
        {
            "label": name,
            "unit": (units or {}).get(name, ""),
            "numeric": is_numeric(column),
        }
        for name, column in values.items()
    ]


def _rows(values: Mapping[str, Sequence[Any]], digits: int) -> list[tuple[str, ...]]:
    return list(zip(*(value_texts(column, digits) for column in values.values()), strict=True))


def _with_unit(text: str, name: str, units: Units | None) -> str:
    unit = (units or {}).get(name, "")
    return f"{text}{SPACE}{unit}" if unit else text
