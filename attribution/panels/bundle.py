"""The records of a bundle of panels. Needs no numerical library and no database."""

from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Self

from pydantic import Field, model_validator

from attribution.panels.blocks import AnyBlock, Block, PictureFile, placed_pictures
from attribution.panels.fields import (
    BundleName,
    Entry,
    ErrorId,
    Key,
    LevelKey,
    Line,
    Sentence,
    SentenceOrNothing,
    fault,
)
from attribution.settings import Axes, Setting

SCHEMA_VERSION = 1
MOST_AXES, MOST_LEVELS, MOST_ERRORS, MOST_FACTS = 6, 50, 1_000, 50
MOST_BLOCKS, MOST_BLOCKS_SHOWN, MOST_PANELS = 20_000, 20, 10_000

Positions = Annotated[tuple[Annotated[int, Field(ge=0)], ...], Field(max_length=MOST_BLOCKS_SHOWN)]
"""Places in the list of blocks, counted from 0."""


class PanelAxis(Entry):
    """An axis and its levels, both by their keys. What people read of them is in the study file."""

    key: Key
    levels: Annotated[tuple[LevelKey, ...], Field(max_length=MOST_LEVELS)]

    @model_validator(mode="after")
    def _has_levels(self) -> Self:
        if not self.levels:
            raise fault(f"the axis {self.key} has no levels.", "Give at least one.")
        return self


class PanelError(Entry):
    """A model error as it is before any setting. `facts` can be repeated in texts of a study."""

    id: ErrorId
    title: Line
    summary: SentenceOrNothing = ""
    facts: Annotated[dict[Key, Line], Field(max_length=MOST_FACTS)] = Field(default_factory=dict)
    blocks: Positions = ()


class StoredPanel(Entry):
    """What a setting shows on an error, by the places of its blocks.

    Where the bundle has words for estimates, they stand with the panel unless `estimated` is false.
    """

    error: ErrorId
    setting: dict[str, str]
    blocks: Positions
    estimated: bool | None = None

    @model_validator(mode="after")
    def _shows_something(self) -> Self:
        if not self.blocks:
            raise fault(
                "this panel is empty.",
                "Where a setting shows nothing, say so in a block of the type markdown.",
            )
        return self


class PanelHead(Entry):
    """What a bundle is about.

    `source` cites what is shown and its licence. `estimated` is empty, or says that the panels are
    estimates and by which method; it stands with each of them that does not say otherwise.
    """

    name: BundleName
    source: Sentence
    estimated: SentenceOrNothing = ""
    axes: Annotated[tuple[PanelAxis, ...], Field(min_length=1, max_length=MOST_AXES)]

    @cached_property
    def levels(self) -> Axes:
        """The keys of the levels of each axis, as written."""
        return {axis.key: axis.levels for axis in self.axes}


class PanelBundle(PanelHead):
    """What `bundle.json` holds. Blocks that several panels show are there once."""

    errors: Annotated[tuple[PanelError, ...], Field(min_length=1, max_length=MOST_ERRORS)]
    blocks: Annotated[tuple[Block, ...], Field(min_length=1, max_length=MOST_BLOCKS)]
    panels: Annotated[tuple[StoredPanel, ...], Field(min_length=1, max_length=MOST_PANELS)]

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids of the errors."""
        return frozenset(error.id for error in self.errors)

    @property
    def pictures(self) -> tuple[PictureFile, ...]:
        """Each file of a picture once, in the order of the blocks."""
        files: dict[str, PictureFile] = {}
        for _path, picture in placed_pictures(self.blocks):
            files.setdefault(picture.file, picture)
        return tuple(files.values())


@dataclass(frozen=True)
class Panel:
    """What one setting shows on one error. `estimated` is empty where it is no estimate."""

    setting: Setting
    error: PanelError
    blocks: tuple[AnyBlock, ...]
    estimated: str
