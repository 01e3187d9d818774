"""What an interview talks about."""

from pydantic import Field

from survey.design.fields import Key, Line, Part, Text


class Topic(Part):
    """A topic with its aim, and what the interviewer can ask about it."""

    key: Key
    title: Line
    aim: Text
    """What the topic is to find out"""
    prompts: tuple[Line, ...] = Field(min_length=1, max_length=40)
    """Questions to ask, in the order in which they usually come"""


class Guide(Part):
    """A semi-structured guide: topics are all covered, prompts as the conversation goes."""

    text: Text | None = None
    """How the guide is used"""
    opening: Text | None = None
    """What is said before the recording begins"""
    topics: tuple[Topic, ...] = Field(min_length=1, max_length=20)
    closing: Text | None = None
    """What is said at the end"""
