"""The design space of a study (paper, section 4.3): its axes, their levels, and words for both."""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, Any, Self

from pydantic import (
    BeforeValidator,
    Field,
    StringConstraints,
    WithJsonSchema,
    field_validator,
    model_validator,
)

from attribution.settings import Axes, is_reserved
from core.yaml_files.model_errors import fault
from survey.design.fields import LEVEL, LONGEST_LINE, Distinct, Key, Line, Part, Switch

_LEVEL_KEY_SCHEMA = {"anyOf": [{"type": "string", "pattern": LEVEL}, {"type": "integer"}]}

LevelKey = Annotated[
    str,
    BeforeValidator(lambda key: str(key) if isinstance(key, int) else key),
    StringConstraints(pattern=LEVEL),
    Field(description="A lower-case word or a number that names this level in the data"),
    WithJsonSchema(_LEVEL_KEY_SCHEMA),
]
Levels = dict[Key, Annotated[tuple[LevelKey, ...], Field(min_length=1), Distinct]]
"""Levels by the key of their axis."""

_LEVEL_IN_SENTENCE = re.compile(r"\{\{\s*([a-z0-9_]+)\s*\}\}")


class NumberWords(Part):
    """Words for levels that are numbers; {} stands for the number."""

    one: Line
    """For 1, such as `{} training sample`"""
    other: Line
    """For every other number, such as `{} training samples`"""

    def of(self, number: str) -> str:
        return (self.one if number == "1" else self.other).replace("{}", number)


class Level(Part):
    """One level of an axis. Written as a text alone, it is the title."""

    title: Line
    """What the controls call it"""
    help: Line | None = None
    """What it means, after its title"""
    in_sentence: Line | None = None
    """What sentences call it; its title without the capital where left out"""
    short_title: Line | None = None
    """What the tables and sentences of a report call it; its title where left out"""


def _with_short_forms(schema: dict[str, Any]) -> None:
    """Tell editors of the short forms: a title for a level, and a list of keys for all levels."""
    title = {"type": "string", "minLength": 1, "maxLength": LONGEST_LINE}
    size = schema.pop("minProperties"), schema.pop("maxProperties")
    by_key = {
        "type": schema.pop("type"),
        "propertyNames": {"pattern": LEVEL},
        "additionalProperties": {"anyOf": [title, schema.pop("additionalProperties")]},
        "minProperties": size[0],
        "maxProperties": size[1],
    }
    listed = {
        "type": "array",
        "items": _LEVEL_KEY_SCHEMA,
        "minItems": size[0],
        "maxItems": size[1],
        "uniqueItems": True,
    }
    schema["anyOf"] = [by_key, listed]


class Axis(Part):
    """One axis of the design space: a question that a setting answers by one of its levels."""

    title: Line
    help: Line | None = None
    """What is chosen here, below the title"""
    ordered: Switch = False
    """Whether its levels have an order, as numbers do; others are shown in an order of chance"""
    levels: dict[LevelKey, Level] = Field(
        min_length=1, max_length=50, json_schema_extra=_with_short_forms
    )
    """What can be chosen, by key; a list of keys where these are all that people read"""
    in_sentence: NumberWords | None = None
    """For numbers: what sentences call them"""
    in_list: NumberWords | None = None
    """For numbers: what the list of settings tried calls them"""

    @field_validator("levels", mode="before")
    @classmethod
    def _titles_alone(cls, value: Any) -> Any:
        if isinstance(value, list):
            keys = [str(key) for key in value]
            if repeated := next((key for key in keys if keys.count(key) > 1), None):
                raise fault(f"{repeated} is named more than once.", "Keep one of them.")
            return {key: {"title": key} for key in keys}
        if isinstance(value, dict):
            return {
                key: {"title": level} if isinstance(level, str) else level
                for key, level in value.items()
            }
        return value

    @property
    def name(self) -> str:
        """The axis within a sentence."""
        return _small(self.title)

    def title_of(self, level: str) -> str:
        """As the controls call it; the key itself for a level that is not of this axis."""
        return self.levels[level].title if level in self.levels else level

    def short_title_of(self, level: str) -> str:
        known = self.levels.get(level)
        return (known.short_title if known else None) or self.title_of(level)

    def in_sentence_of(self, level: str) -> str:
        known = self.levels.get(level)
        if known and known.in_sentence:
            return known.in_sentence
        return self.in_sentence.of(level) if self.in_sentence else _small(self.title_of(level))

    def in_list_of(self, level: str) -> str:
        return self.in_list.of(level) if self.in_list else self.in_sentence_of(level)


class DesignSpace(Part):
    """The axes from which a participant composes a setting."""

    sentence: Line | None = None
    """A setting as part of a sentence, with {{ AXIS }} for the level of each axis"""
    axes: dict[Key, Axis] = Field(min_length=1, max_length=6)
    """The axes by key, in the order of the controls"""

    @model_validator(mode="after")
    def _keys_are_free(self) -> Self:
        for key in self.axes:
            if is_reserved(key):
                raise fault(
                    f"{key} cannot be the key of an axis, as exports or pages use that name.",
                    "Choose another key.",
                )
        return self

    @model_validator(mode="after")
    def _sentence_names_every_axis(self) -> Self:
        if self.sentence is None:
            return self
        named = _LEVEL_IN_SENTENCE.findall(self.sentence)
        for axis in named:
            if axis not in self.axes:
                raise fault(
                    f"the sentence names an axis {axis} that is not there.",
                    f"Use {', '.join(self.axes)}.",
                )
        for axis in self.axes:
            if axis not in named:
                raise fault(
                    f"the sentence does not name the axis {axis}.",
                    f"Add {{{{ {axis} }}}}, or leave the sentence out.",
                )
        return self

    @cached_property
    def levels(self) -> Axes:
        """The keys of the levels of each axis, as written."""
        return {key: tuple(axis.levels) for key, axis in self.axes.items()}

    def offering(self, levels: Levels) -> "DesignSpace":
        """The space with these levels alone on the axes that are named."""
        axes = {
            key: axis.model_copy(
                update={"levels": {level: axis.levels[level] for level in levels[key]}}
            )
            if key in levels
            else axis
            for key, axis in self.axes.items()
        }
        return DesignSpace.model_construct(sentence=self.sentence, axes=axes)

    def words(self, setting: Mapping[str, str]) -> str:
        """A setting as part of a sentence."""
        if self.sentence is None:
            return ", ".join(self._named(setting))
        return _LEVEL_IN_SENTENCE.sub(
            lambda match: self.axes[match[1]].in_sentence_of(setting.get(match[1], "")),
            self.sentence,
        )

    def short_words(self, setting: Mapping[str, str]) -> str:
        """A setting as a list of settings names it."""
        return ", ".join(
            self.axes[axis].in_list_of(level) if axis in self.axes else level
            for axis, level in setting.items()
        )

    def _named(self, setting: Mapping[str, str]) -> Iterator[str]:
        for axis, level in setting.items():
            if axis in self.axes:
                yield f"{self.axes[axis].name}: {self.axes[axis].in_sentence_of(level)}"


class Offer(Part):
    """Where what can be chosen differs from the study's design space."""

    design_space: DesignSpace | None = None
    """A design space of its own"""
    levels: Levels = Field(default={})
    """Of the study's design space: the levels offered here, on the axes where not all are"""

    def space(self, of_study: DesignSpace | None) -> DesignSpace | None:
        """The design space here; None where neither this nor the study has one."""
        space = self.design_space or of_study
        return space.offering(self.levels) if space and self.levels else space


def _small(title: str) -> str:
    """A title within a sentence: without its capital, unless it begins with an abbreviation."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]
