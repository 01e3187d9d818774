"""What a scenario file says of the columns of a table."""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from attribution.data.dates import FORMS, DateForm
from attribution.scenario_files.data.labels import Value
from core.yaml_files.model_errors import fault

MOST_DECIMALS = 10

KEYS = {
    "number": ("decimals", "maximum", "minimum", "unit"),
    "date": ("form",),
    "category": ("missing", "texts", "unit"),
    "ordered": ("texts", "unit"),
}
"""The keys that not every type of column has."""

KINDS = {
    "number": "a number",
    "date": "a date",
    "category": "a category",
    "ordered": "an ordered category",
}


class TableColumn(BaseModel):
    """A number with its limits, a date, or a category with the words for each of its values.

    An `ordered` category has its texts in their order, and is one input; a date is one, too, in
    days, and `form` says how the file writes it. `missing` are the words for a category without a
    value. Values with the same words are one category. `missing_texts` stand for a missing value in
    this column alone. People read a number with `decimals`, or, without, with ten significant
    digits.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    name: Value
    label: Annotated[str, Field(min_length=1)]
    unit: str = ""
    type: Literal["number", "date", "category", "ordered"]
    form: DateForm | None = None
    texts: dict[Value, Value] = Field(default_factory=dict)
    missing: str = ""
    missing_texts: tuple[Value, ...] = ()
    minimum: int | float | None = None
    maximum: int | float | None = None
    decimals: Annotated[int, Field(ge=0, le=MOST_DECIMALS)] | None = None

    @model_validator(mode="after")
    def _has_the_keys_of_its_type(self) -> Self:
        if self.type in {"category", "ordered"} and not self.texts:
            raise fault(
                f"the category {self.name!r} has no values.",
                "Write `texts`, from each value in the file to what people read.",
            )
        if self.type == "date" and self.form is None:
            raise fault(
                f"the form of the dates in {self.name!r} is not stated.",
                f"Write `form` with one of {', '.join(FORMS)}.",
            )
        allowed = KEYS[self.type]
        others = {key for keys in KEYS.values() for key in keys} - set(allowed)
        if wrong := sorted(key for key in others if getattr(self, key) not in (None, "", {})):
            raise fault(
                f"{self.name!r} is {KINDS[self.type]} and has no {' or '.join(wrong)}.",
                "Take the key out, or change `type`.",
            )
        return self
