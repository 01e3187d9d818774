"""What a scenario file says of the columns of a table."""

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator


def _spelled(value: Any) -> Any:
    """YAML makes a number of 1, and a truth value of yes, which are texts in the data's file."""
    if type(value) is int:
        return str(value)
    if value is None or not isinstance(value, str):
        raise ValueError(f"write {value!r} between quotation marks, as it stands in the file")
    return value


FileText = Annotated[str, BeforeValidator(_spelled)]
"""A text as it stands in the data's file."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class TableColumn(_Part):
    """A number with its limits, or a category with the words for each of its values.

    `missing` are the words for a category without a value. Values with the same words are one
    category. `missing_texts` stand for a missing value in this column alone. People read a number
    with `decimals`, or, without, with ten significant digits.
    """

    name: FileText
    label: str
    unit: str = ""
    type: Literal["number", "category"]
    texts: dict[FileText, str] = Field(default_factory=dict)
    missing: str = ""
    missing_texts: tuple[FileText, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    decimals: int | None = Field(default=None, ge=0, le=10)

    @model_validator(mode="after")
    def _fields_of_its_type(self) -> Self:
        if self.type == "category":
            others = {"minimum", "maximum", "decimals"}
            if not self.texts:
                raise ValueError(f"column {self.name!r} is a category: give `texts`")
        else:
            others = {"texts", "missing"}
        if wrong := sorted(others & self.model_fields_set):
            raise ValueError(f"column {self.name!r} is a {self.type}: leave out {', '.join(wrong)}")
        return self


class LabelColumn(_Part):
    """The column that a model predicts, and the words for each class, in order."""

    column: FileText
    classes: dict[FileText, str] = Field(min_length=1)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the classes; texts with the same name are one class."""
        return tuple(dict.fromkeys(self.classes.values()))
