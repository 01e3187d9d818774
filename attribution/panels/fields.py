"""The field types of a bundle of panels, with their limits."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError


class Entry(BaseModel):
    """An object of a bundle. Unknown keys are refused, and nothing changes once it is read."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, allow_inf_nan=False, use_attribute_docstrings=True
    )


def fault(message: str, remedy: str) -> PydanticCustomError:
    """What a validator raises: one sentence on what is wrong and one on what to do."""
    return PydanticCustomError("panels", "{message}", {"message": message, "remedy": remedy})


def _not_blank(value: str) -> str:
    if not value.strip():
        raise fault("this text is empty.", "Write at least one word.")
    return value


NO_ALTERNATIVE_TEXT = (
    "this picture has no alternative text.",
    "Say in alternative_text what it shows, for whoever cannot see it.",
)


def _says_what_is_shown(value: str) -> str:
    if not value.strip():
        raise fault(*NO_ALTERNATIVE_TEXT)
    return value


def _one_line(value: str) -> str:
    if "\n" in value or "\r" in value:
        raise fault("this should be one line.", "Take out the line breaks.")
    return value


LONGEST_TEXT, LONGEST_CELL, LONGEST_LINE, LONGEST_SENTENCE = 20_000, 2_000, 200, 500
MOST_ROWS, MOST_COLUMNS, MOST_SEGMENTS, MOST_MARKS = 200, 50, 5_000, 20

KEY = r"^[a-z][a-z0-9_]{0,49}$"
LEVEL = r"^[a-z0-9][a-z0-9_]{0,49}$"
NAME = r"^[a-z0-9]+(-[a-z0-9]+)*$"
ERROR_ID = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$"
LANGUAGE = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
SHA256 = r"^[0-9a-f]{64}$"
READABLE = r"^[\t\n\r\x20-\x7e\u00a0-\ufffd\U00010000-\U0010ffff]*$"
"""Everything but control characters, which no page and no database can hold."""

PATTERNS = {
    KEY: "Use lower-case letters, digits and underscores, beginning with a letter, up to 50.",
    LEVEL: "Use lower-case letters, digits and underscores, up to 50.",
    NAME: "Use lower-case letters, digits and single hyphens between them, up to 60.",
    ERROR_ID: "Use letters, digits, full stops, hyphens and underscores, up to 100.",
    LANGUAGE: "Write a language code such as en or pt-BR.",
    SHA256: "Write the 64 hexadecimal digits of the file's SHA-256 in lower case.",
}
"""The patterns of names, each with what to do where one does not match."""

Key = Annotated[str, StringConstraints(pattern=KEY)]
LevelKey = Annotated[str, StringConstraints(pattern=LEVEL)]
BundleName = Annotated[str, StringConstraints(pattern=NAME, max_length=60)]
ErrorId = Annotated[str, StringConstraints(pattern=ERROR_ID)]
Sha256 = Annotated[str, StringConstraints(pattern=SHA256)]
Language = Annotated[str, StringConstraints(pattern=LANGUAGE)]

Cell = Annotated[str, StringConstraints(pattern=READABLE, max_length=LONGEST_CELL)]
"""The text of a cell, which may be empty."""
LineOrNothing = Annotated[
    str, StringConstraints(pattern=READABLE, max_length=LONGEST_LINE), AfterValidator(_one_line)
]
Line = Annotated[LineOrNothing, AfterValidator(_not_blank)]
SentenceOrNothing = Annotated[
    str, StringConstraints(pattern=READABLE, max_length=LONGEST_SENTENCE), AfterValidator(_one_line)
]
Sentence = Annotated[SentenceOrNothing, AfterValidator(_not_blank)]
AlternativeText = Annotated[SentenceOrNothing, AfterValidator(_says_what_is_shown)]
Text = Annotated[
    str,
    StringConstraints(pattern=READABLE, max_length=LONGEST_TEXT),
    AfterValidator(_not_blank),
]
Weight = Annotated[float, Field(ge=-1, le=1)]
