"""How people come to a study, for its report; no page shows it."""

from pydantic import Field

from survey.design.fields import Line, Part, Text


class Recruitment(Part):
    """How people are found and asked to take part."""

    text: Text
    """How it is done"""
    channels: tuple[Line, ...] = Field(default=(), max_length=30)
    """Ways in which people are reached, such as a mailing list"""
