"""What every type of question has, and what a type decides."""

from abc import abstractmethod
from collections.abc import Mapping
from enum import StrEnum
from random import Random
from typing import Any, ClassVar

from survey.design.fields import Key, Line, Part, Switch
from survey.design.question_types.form_field import FormField


class AnswerKind(StrEnum):
    """How an answer is stored as JSON, and so how it is counted, exported and coded."""

    OPTION = "option"
    """`{"option": key}`, and under `other` what was written in"""
    OPTIONS = "options"
    """`{"options": [keys]}` in the order shown, and under `other` what was written in"""
    NUMBER = "number"
    """A number"""
    TEXT = "text"
    """A string, in the participant's own words"""


class BaseQuestion(Part):
    """A question of any type.

    A type is a subclass with a `type` of its own, which sets the class variables and defines the
    abstract methods. It overrides the other methods where they do not fit. Forms, data packages,
    reports and simulated participants know a question by this class alone.
    """

    answer_kind: ClassVar[AnswerKind]
    seconds_to_answer: ClassVar[float]
    """Estimated, without reading; a participant's remaining minutes follow from it"""
    simulated_seconds: ClassVar[float]
    """The median of simulated participants, without reading"""
    free_to_change: ClassVar[frozenset[str]] = frozenset({"key", "help", "required", "identifying"})
    """Fields of which another value leaves the meaning of an answer as it is"""

    type: str
    key: Key
    """Names the answer in the data; once people have answered, keep it"""
    text: Line
    """The question as it is asked"""
    help: Line | None = None
    """A sentence below the question"""
    required: Switch = True
    """Whether the participant has to answer to go on"""
    identifying: Switch = False
    """Whether an answer could tell who someone is; such answers are withheld from exports"""

    @property
    def type_in_words(self) -> str:
        return self.type.replace("_", " ")

    def texts_to_read(self) -> tuple[str, ...]:
        """What a participant reads before answering, for the estimate of the time that takes."""
        return self.text, self.help or ""

    @abstractmethod
    def form_field(self) -> FormField:
        """The field in which it is answered."""

    def stored(self, entered: Any, written_in: str = "") -> Any:
        """The answer as JSON, in the form that `answer_kind` names.

        `entered` is what the field accepted: the value of a choice, a list of them, a number or a
        text. `written_in` is the text of the line beside an option.
        """
        return entered

    def readable(self, value: Any) -> str:
        """A stored answer in the words that were on the page."""
        return str(value)

    @abstractmethod
    def possible_values(self) -> str:
        """The answers that can be given, for the data dictionary, such as `yes: Yes; no: No`."""

    def options_by_key(self) -> Mapping[str, str]:
        """The texts of the options in the order shown; empty for a question without options.

        Reports count the answers to each. The steps of a scale are options too: the key is the
        number as text.
        """
        return {}

    @abstractmethod
    def simulated(self, random: Random) -> Mapping[str, str | list[str]]:
        """An answer drawn at random: its form fields by name, as a browser sends them."""
