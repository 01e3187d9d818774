"""What a scenario file says of the columns of a table."""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from attribution.scenario_files.data.labels import Value
from core.yaml_files.model_errors import fault

MOST_DECIMALS = 10


class TableColumn(BaseModel):
    """A number with its limits, or a category with the words for each of its values.

    `missing` are the words for a category without a value. Values with the same words are one
    category. `missing_texts` stand for a missing value in this column alone. People read a number
    with `decimals`, or, without, with ten significant digits.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    name: Value
    label: Annotated[str, Field(min_length=1)]
    unit: str = ""
    type: Literal["number", "category"]
    texts: dict[Value, Value] = Field(default_factory=dict)
    missing: str = ""
    missing_texts: tuple[Value, ...] = ()
    minimum: int | float | None = None
    maximum: int | float | None = None
    decimals: Annotated[int, Field(ge=0, le=MOST_DECIMALS)] | None = None

    @model_validator(mode="after")
    def _has_the_keys_of_its_type(self) -> Self:
        if self.type == "category" and not self.texts:
            raise fault(
                f"the category {self.name!r} has no values.",
                "Write `texts`, from each value in the file to what people read.",
            )
        others = {"category": ("decimals", "maximum", "minimum"), "number": ("missing", "texts")}
        if wrong := [key for key in others[self.type] if getattr(self, key) not in (None, "", {})]:
            raise fault(
                f"{self.name!r} is a {self.type} and has no {' or '.join(wrong)}.",
                "Take the key out, or change `type`.",
            )
        return self
