"""The label column of any kind of data, and the words for its classes."""

from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field


def _as_text(value: Any) -> Any:
    """YAML reads the value 1 as a number, where a file has a text."""
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


Value = Annotated[str, BeforeValidator(_as_text), Field(min_length=1)]


class Label(BaseModel):
    """`classes` maps the values of the column, or names of folders, to what people read."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    column: str = ""
    classes: Annotated[dict[Value, Value], Field(min_length=2)]


def readable(name: str) -> str:
    """A value as people may read it, such as "Not yet paid" for "not_yet_paid"."""
    words = " ".join(name.replace("_", " ").split())
    return words[:1].upper() + words[1:]


def drafted(column: str, values: Sequence[str]) -> Label | None:
    """Every value that occurs is a class, in alphabetical order; None for fewer than two."""
    distinct = sorted(set(filter(None, values)))
    if len(distinct) < 2:
        return None
    return Label(column=column, classes={value: readable(value) for value in distinct})
