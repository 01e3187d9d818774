"""The blocks of a panel. Each is read in the order of its fields, and says nothing of its look."""

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal, Self, get_args

from markdown_it import MarkdownIt
from pydantic import Field, field_validator, model_validator

from attribution.panels.fields import (
    LONGEST_TEXT,
    MOST_COLUMNS,
    MOST_MARKS,
    MOST_ROWS,
    MOST_SEGMENTS,
    READABLE,
    AlternativeText,
    Cell,
    Entry,
    Key,
    Language,
    Line,
    LineOrNothing,
    Sentence,
    SentenceOrNothing,
    Sha256,
    Text,
    Weight,
    fault,
)

SUFFIXES = {".png": "image/png", ".jpg": "image/jpeg", ".webp": "image/webp"}
"""Media types by the ends of the files' names."""

LONGEST_SIDE = 4_000
"""Of a picture, in pixels."""

_markdown = MarkdownIt("commonmark")


class ChangedValue(Entry):
    """A value before and after, as people read them; `change` is empty for words."""

    label: Line
    before: Cell
    after: Cell
    change: LineOrNothing = ""


class BeforeAfter(Entry):
    """A table of what changes, such as the smallest change that would turn a decision."""

    type: Literal["before_after"] = "before_after"
    caption: Sentence
    rows: Annotated[tuple[ChangedValue, ...], Field(min_length=1, max_length=MOST_ROWS)]


class Bar(Entry):
    """A number and what people read of it, such as "+0.31"."""

    label: Line
    value: float
    text: Line


class Bars(Entry):
    """Bars around zero, and the table of their numbers.

    Zero stands in the middle where they are signed, and at the beginning where no value can be
    negative. A full bar is the largest value by size.
    """

    type: Literal["bars"] = "bars"
    caption: Sentence
    unit: LineOrNothing = ""
    signed: bool = True
    rows: Annotated[tuple[Bar, ...], Field(min_length=1, max_length=MOST_ROWS)]

    @model_validator(mode="after")
    def _values_have_the_signs(self) -> Self:
        if not self.signed and (low := next((bar for bar in self.rows if bar.value < 0), None)):
            raise fault(
                f"the bar {low.label} is negative, and these bars are not signed.",
                "Leave out signed, or set it to true.",
            )
        return self


class Column(Entry):
    """A column of a table; numbers are aligned by their end."""

    label: Line
    unit: LineOrNothing = ""
    numeric: bool = False


Columns = Annotated[tuple[Column, ...], Field(max_length=MOST_COLUMNS)]
Cells = tuple[Cell, ...]


class Table(Entry):
    """Rows of text as people read it, one cell for each column."""

    type: Literal["table"] = "table"
    caption: Sentence
    columns: Annotated[Columns, Field(min_length=1)]
    rows: Annotated[tuple[Cells, ...], Field(min_length=1, max_length=MOST_ROWS)]

    @model_validator(mode="after")
    def _rows_are_whole(self) -> Self:
        for number, row in enumerate(self.rows, start=1):
            _require_whole(f"row {number}", row, self.columns)
        return self


class PictureFile(Entry):
    """A file in the bundle's folder, its SHA-256, and the text that a screen reader says.

    `file` has forward slashes and ends in .png, .jpg or .webp; width and height are in pixels.
    """

    file: Annotated[str, Field(min_length=1, max_length=200, pattern=READABLE)]
    sha256: Sha256
    alternative_text: AlternativeText
    width: Annotated[int, Field(ge=1, le=LONGEST_SIDE)]
    height: Annotated[int, Field(ge=1, le=LONGEST_SIDE)]

    @field_validator("file")
    @classmethod
    def _lies_in_the_folder(cls, file: str) -> str:
        if "\\" in file or ":" in file or not {"", ".", ".."}.isdisjoint(file.split("/")):
            raise fault(
                f"{file} lies outside of the bundle's folder.",
                "Put the picture into the folder, and write its path from there with slashes.",
            )
        if not file.endswith(tuple(SUFFIXES)):
            raise fault(
                f"{file} is no picture that every browser shows.",
                f"Save it as one of {', '.join(SUFFIXES)}.",
            )
        return file


class Picture(PictureFile):
    """A picture alone, such as a saliency map over its photograph."""

    type: Literal["picture"] = "picture"
    caption: SentenceOrNothing = ""


class Sample(Entry):
    """A sample by its cells, its picture, or both or neither; its rank is its place.

    `label` and `prediction` are what the data and the model call it, in words.
    """

    title: Line
    label: LineOrNothing = ""
    prediction: LineOrNothing = ""
    cells: Cells = ()
    picture: PictureFile | None = None
    note: SentenceOrNothing = ""


class Samples(Entry):
    """Samples in an order, the first one first, such as the most influential."""

    type: Literal["samples"] = "samples"
    caption: Sentence
    columns: Columns = ()
    samples: Annotated[tuple[Sample, ...], Field(min_length=1, max_length=MOST_ROWS)]

    @model_validator(mode="after")
    def _samples_are_whole(self) -> Self:
        for number, sample in enumerate(self.samples, start=1):
            if sample.cells or sample.picture is None:
                _require_whole(f"sample {number}", sample.cells, self.columns)
        return self


class Segment(Entry):
    """A stretch of the text as it stands, with its spaces; it has a weight or a mark or neither."""

    text: Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT, pattern=READABLE)]
    weight: Weight | None = None
    mark: Key | None = None

    @model_validator(mode="after")
    def _is_marked_in_one_way(self) -> Self:
        if self.weight is not None and self.mark is not None:
            raise fault("this segment has a weight and a mark.", "Keep one of them.")
        return self


class MarkedText(Entry):
    """A text whose words are weighted or marked.

    `positive` and `negative` say what a weight of such a sign means, and `marks` what each mark
    means, by its key: nobody has to tell colours apart.
    """

    type: Literal["marked_text"] = "marked_text"
    caption: Sentence
    positive: LineOrNothing = ""
    negative: LineOrNothing = ""
    marks: Annotated[dict[Key, Line], Field(max_length=MOST_MARKS)] = Field(default_factory=dict)
    language: Language | None = None
    """Where it is not the study's"""
    segments: Annotated[tuple[Segment, ...], Field(min_length=1, max_length=MOST_SEGMENTS)]

    @model_validator(mode="after")
    def _every_mark_has_a_meaning(self) -> Self:
        for number, segment in enumerate(self.segments, start=1):
            if segment.mark is not None and segment.mark not in self.marks:
                raise fault(
                    f"segment {number} has a mark {segment.mark} without a meaning.",
                    f"Add {segment.mark} and what it means to marks.",
                )
        for sign, words in ((1, self.positive), (-1, self.negative)):
            if not words.strip() and any((part.weight or 0) * sign > 0 for part in self.segments):
                name = "positive" if sign > 0 else "negative"
                raise fault(
                    f"there are {name} weights, and no words for what they mean.",
                    f"Add {name} with words such as 'speaks for a loan'.",
                )
        return self

    @model_validator(mode="after")
    def _is_not_too_long(self) -> Self:
        if sum(len(segment.text) for segment in self.segments) > LONGEST_TEXT:
            raise fault(
                "the text of the segments is too long.",
                f"Use at most {LONGEST_TEXT} characters together.",
            )
        return self


class Markdown(Entry):
    """Words of the researcher's own, without pictures: they are blocks of their own."""

    type: Literal["markdown"] = "markdown"
    text: Text

    @field_validator("text")
    @classmethod
    def _without_pictures(cls, text: str) -> str:
        inline = (part for token in _markdown.parse(text) for part in token.children or ())
        if any(part.type == "image" for part in inline):
            raise fault(
                "a picture in Markdown is not shown.", "Make it a block of the type picture."
            )
        return text


AnyBlock = BeforeAfter | Bars | Samples | Table | Picture | MarkedText | Markdown
Block = Annotated[AnyBlock, Field(discriminator="type")]

BLOCK_TYPES = tuple(kind.model_fields["type"].default for kind in get_args(AnyBlock))


def placed_pictures(
    blocks: Sequence[AnyBlock],
) -> Iterator[tuple[tuple[str | int, ...], PictureFile]]:
    """Every picture that blocks name, with its path from the blocks; files may repeat."""
    for place, block in enumerate(blocks):
        if isinstance(block, Picture):
            yield (place,), block
        elif isinstance(block, Samples):
            for number, sample in enumerate(block.samples):
                if sample.picture:
                    yield (place, "samples", number, "picture"), sample.picture


def _require_whole(name: str, cells: Cells, columns: tuple[Column, ...]) -> None:
    if len(cells) != len(columns):
        raise fault(
            f"{name} has {len(cells)} cells, and there are {len(columns)} columns.",
            "Give one cell for each column; an empty text where there is no value.",
        )
