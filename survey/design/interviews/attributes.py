"""What is known of the participants of interviews, such as their role."""

from typing import Literal

from pydantic import Field

from survey.design.fields import Key, Line, Part


class Attribute(Part):
    """One thing that is known of each participant; a column of the sample table."""

    title: Line
    """The heading of its column"""
    type: Literal["text", "number", "choice"] = "text"
    """What its values are"""
    unit: Line | None = None
    """What a number counts, such as years"""
    options: dict[Key, Line] = Field(default={}, max_length=50)
    """What can be chosen, by the key that stands for it in the data"""
    required: bool = True
    """Whether the sample table shows it missing where it is"""
