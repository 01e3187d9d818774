"""How answers to each type of question are stored, and how they read."""

from typing import Any

from survey.design.questions import BaseQuestion, MultipleChoice, SingleChoice

OTHER = "other"
"""The key of the option to write in, among the options of a choice."""


def other_name(question: BaseQuestion) -> str:
    """The name of the text field beside an option."""
    return f"{question.key}__other"


def choice_value(question: SingleChoice, option: str, other: str) -> dict[str, str]:
    """`{"option": key}`, with the words of the option to write in under "other"."""
    return {"option": option} | ({OTHER: other} if option == OTHER and question.other else {})


def choices_value(question: MultipleChoice, options: list[str], other: str) -> dict[str, Any]:
    """`{"options": [keys]}` in the order shown, with the words written in under "other"."""
    chosen = [key for key in (*question.options, OTHER) if key in options]
    return {"options": chosen} | ({OTHER: other} if OTHER in chosen and question.other else {})


def readable(question: BaseQuestion, value: Any) -> str:
    """An answer in the words that were on the page."""
    match question:
        case SingleChoice():
            return _option(question, value["option"], value)
        case MultipleChoice():
            return "; ".join(_option(question, option, value) for option in value["options"])
    return str(value)


def _option(question: SingleChoice | MultipleChoice, option: str, value: Any) -> str:
    if option == OTHER and question.other:
        return f"{question.other}: {value[OTHER]}"
    return question.options[option]
