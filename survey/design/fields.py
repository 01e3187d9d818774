"""The field types of a study file, each with the sentence that an editor or an error shows."""

from datetime import date
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
)

from core.yaml_files.model_errors import fault
from survey.design.pictures import without_pictures


class Part(BaseModel):
    """A mapping of a study file. Unknown keys are refused, and nothing changes once it is read."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, allow_inf_nan=False, use_attribute_docstrings=True
    )


def _text_schema(longest: int) -> dict[str, Any]:
    path = {"type": "string", "pattern": r"\.md$"}
    file = {
        "type": "object",
        "properties": {"file": path},
        "required": ["file"],
        "additionalProperties": False,
    }
    return {"anyOf": [{"type": "string", "minLength": 1, "maxLength": longest}, file]}


def _one_line(value: str) -> str:
    if "\n" in value:
        raise fault("this should be one line.", "Take out the line breaks.")
    return value


def _short_line(value: str) -> str:
    if len(value) > LONGEST_LINE:
        raise fault("this text is too long.", f"Use at most {LONGEST_LINE} characters.")
    return value


def _no_picture(value: str) -> str:
    if without_pictures(value) != value:
        raise fault("no picture is shown here.", "Move it into a text.")
    return value


def _not_too_long(value: str) -> str:
    if len(without_pictures(value)) > LONGEST_TEXT:
        raise fault("this text is too long.", f"Use at most {LONGEST_TEXT} characters.")
    return value


def _no_file_name(value: str) -> str:
    if value.endswith(".md") and " " not in value:
        raise fault(
            f"{value} would be shown as it stands.", f"Write {{file: {value}}} for its text."
        )
    return value


def _switch(value: object) -> object:
    if value not in {"true", "false", True, False}:
        raise fault(f"{value} is neither true nor false.", "Write true or false.")
    return value


def _always(value: object) -> object:
    if value not in {"true", True}:
        raise fault("this question has to be answered.", "Leave out required.")
    return True


def _day(value: object) -> object:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise fault(
            f"there is no day {str(value)[:20]}.", "Write a day such as 2027-01-31."
        ) from None


def _no_repeats(values: tuple[Any, ...]) -> tuple[Any, ...]:
    for value in values:
        if values.count(value) > 1:
            raise fault(f"{value} is named more than once.", "Keep one of them.")
    return values


LONGEST_LINE, LONGEST_TEXT = 500, 50_000

KEY = r"^[a-z][a-z0-9_]{0,49}$"
LEVEL = r"^[a-z0-9][a-z0-9_]{0,49}$"
SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
VERSION = r"^[0-9]{1,4}(\.[0-9]{1,4}){0,2}$"
LANGUAGE = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
EMAIL = r"^[^@\s<>\"]+@[^@\s<>\"]+\.[^@\s<>\"]+$"
PERIOD = r"^[0-9]{4}(-[0-9]{2}){0,2}$"
COREQ_ITEM = r"^([1-9]|[12][0-9]|3[0-2])$"
PATTERNS = {
    KEY: "Use lower-case letters, digits and underscores, beginning with a letter, up to 50.",
    LEVEL: "Use lower-case letters, digits and underscores, up to 50.",
    SLUG: "Use lower-case letters, digits and single hyphens between them.",
    VERSION: "Write numbers with dots between them, such as 1.0.",
    LANGUAGE: "Write a language code such as en or pt-BR.",
    PERIOD: "Write a year, a month or a day, such as 2026, 2026-06 or 2026-06-30.",
    COREQ_ITEM: "Write the number of an item, from 1 to 32.",
    EMAIL: "Write an e-mail address such as name@example.org.",
}
"""The patterns of names, each with what to do where one does not match."""

Key = Annotated[
    str,
    StringConstraints(pattern=KEY),
    Field(description="A lower-case word that names this in the data, such as `data_types`"),
]
Slug = Annotated[
    str,
    StringConstraints(pattern=SLUG, max_length=60),
    Field(description="A lower-case name for addresses and folders, such as `tda-needfinding`"),
]
Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1),
    AfterValidator(_no_picture),
    AfterValidator(_one_line),
    AfterValidator(_short_line),
    WithJsonSchema({"type": "string", "minLength": 1, "maxLength": LONGEST_LINE}),
]
Term = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1),
    AfterValidator(_not_too_long),
    AfterValidator(_no_file_name),
    WithJsonSchema(_text_schema(LONGEST_TEXT)),
]
"""Markdown, written in place or as `{file: name.md}`."""

Always = BeforeValidator(_always)
Switch = Annotated[bool, BeforeValidator(_switch)]
Day = Annotated[date, BeforeValidator(_day)]

Distinct = AfterValidator(_no_repeats)
