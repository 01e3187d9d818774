"""Choices of one option or of any number, with an option to write in."""

from collections.abc import Sequence
from random import Random
from typing import Any, ClassVar, Literal, Self

from pydantic import Field, model_validator

from core.yaml_files.model_errors import fault
from survey.design.fields import Key, Line
from survey.design.question_types.base import AnswerKind, BaseQuestion
from survey.design.question_types.form_field import FieldKind, FormField, WriteInLine
from survey.design.question_types.synthetic_text import synthetic_text

OTHER = "other"
"""The key of the option to write in. Stored answers keep the words written in under it too."""

LONGEST_WRITTEN_IN = 200
LONGEST_SIMULATED = 60


class _Choice(BaseQuestion):
    options: dict[Key, Line] = Field(min_length=2, max_length=50)
    """The options in the order shown: the key stored, and the text read"""
    other: Line | None = None
    """The text of a further option with a line to write in; leave out for none"""

    @model_validator(mode="after")
    def _other_is_told_apart(self) -> Self:
        if self.other and OTHER in self.options:
            raise fault(
                "the option key other cannot be told from the option to write in.",
                "Give that option another key.",
            )
        return self

    def texts_to_read(self) -> tuple[str, ...]:
        return (*super().texts_to_read(), *self.options.values())

    def possible_values(self) -> str:
        return "; ".join(f"{key}: {text}" for key, text in self.options_by_key().items())

    def options_by_key(self) -> dict[str, str]:
        return self.options | ({OTHER: self.other} if self.other else {})

    def _form_field(self, kind: FieldKind) -> FormField:
        return FormField(
            kind=kind, choices=tuple(self.options_by_key().items()), write_in=self._write_in()
        )

    def _write_in(self) -> WriteInLine | None:
        if not self.other:
            return None
        return WriteInLine(
            name=self._name_of_write_in,
            option=OTHER,
            option_text=self.other,
            max_length=LONGEST_WRITTEN_IN,
        )

    @property
    def _name_of_write_in(self) -> str:
        return f"{self.key}__{OTHER}"

    def _stored_words(self, chosen: Sequence[str], written_in: str) -> dict[str, str]:
        return {OTHER: written_in} if self.other and OTHER in chosen else {}

    def _readable_option(self, option: str, value: Any) -> str:
        if option == OTHER and self.other:
            return f"{self.other}: {value[OTHER]}"
        return self.options[option]

    def _simulated_words(self, chosen: Sequence[str], random: Random) -> dict[str, str]:
        if OTHER not in chosen:
            return {}
        return {self._name_of_write_in: synthetic_text(LONGEST_SIMULATED, random)}


class SingleChoice(_Choice):
    """One option of several."""

    answer_kind: ClassVar = AnswerKind.OPTION
    seconds_to_answer: ClassVar = 6.0
    simulated_seconds: ClassVar = 6.0

    type: Literal["single_choice"]

    def require_option(self, option: str) -> None:
        if option not in self.options:
            known = ", ".join(self.options)
            raise fault(f"{option} is not one of the options.", f"Use one of: {known}.")

    def form_field(self) -> FormField:
        return self._form_field(FieldKind.RADIOS)

    def stored(self, entered: str, written_in: str = "") -> dict[str, str]:
        return {"option": entered} | self._stored_words([entered], written_in)

    def readable(self, value: Any) -> str:
        return self._readable_option(value["option"], value)

    def simulated(self, random: Random) -> dict[str, str]:
        option = random.choice(list(self.options_by_key()))
        return {self.key: option} | self._simulated_words([option], random)


class MultipleChoice(_Choice):
    """Any number of options."""

    answer_kind: ClassVar = AnswerKind.OPTIONS
    seconds_to_answer: ClassVar = 10.0
    simulated_seconds: ClassVar = 6.0

    type: Literal["multiple_choice"]

    def form_field(self) -> FormField:
        return self._form_field(FieldKind.CHECKBOXES)

    def stored(self, entered: list[str], written_in: str = "") -> dict[str, Any]:
        in_order = [key for key in self.options_by_key() if key in entered]
        return {"options": in_order} | self._stored_words(in_order, written_in)

    def readable(self, value: Any) -> str:
        return "; ".join(self._readable_option(option, value) for option in value["options"])

    def simulated(self, random: Random) -> dict[str, str | list[str]]:
        offered = list(self.options_by_key())
        number = min(len(offered), random.choice((1, 1, 2, 2, 3)))
        options = random.sample(offered, k=number)
        return {self.key: options} | self._simulated_words(options, random)
