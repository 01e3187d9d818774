"""The field of a form as a type of question describes it, for the pages to translate."""

from dataclasses import dataclass
from enum import StrEnum


class FieldKind(StrEnum):
    """The control that a participant uses."""

    RADIOS = "radios"
    CHECKBOXES = "checkboxes"
    INTEGER = "integer"
    DECIMAL = "decimal"
    LINE = "line"
    AREA = "area"


@dataclass(frozen=True, kw_only=True)
class WriteInLine:
    """A line of text beside an option, to be filled in where that option is chosen.

    `name` is the name of its form field, `option` the key of its option, and `option_text` what a
    participant reads there. The script of the pages (`fields.js`) wants the option to have the key
    other, and the name to be the question's key followed by `__other`.
    """

    name: str
    option: str
    option_text: str
    max_length: int


@dataclass(frozen=True, kw_only=True)
class FormField:
    """The field of a question. Its label and its help are the question's own.

    `choices`, of radios and checkboxes, are pairs of the value sent and the text shown. `minimum`
    and `maximum`, both included, limit the numbers accepted. `number_message` is the sentence for
    anything else, and `unit` is shown behind the number. `max_length`, of lines and areas, is the
    most characters accepted.
    """

    kind: FieldKind
    choices: tuple[tuple[str, str], ...] = ()
    write_in: WriteInLine | None = None
    minimum: float | None = None
    maximum: float | None = None
    number_message: str = ""
    unit: str | None = None
    max_length: int | None = None
