"""The values of attributes as people type them, checked against the study file."""

from collections.abc import Mapping

from core.control_characters import control_character
from survey.design.interviews.attributes import Attribute
from survey.design.interviews.definition import InterviewStudy
from survey.errors import UnfitInterviewee

Value = str | float
"""A text, a number, or the key of an option."""

LONGEST_VALUE = 200


def fit_values(study: InterviewStudy, typed: Mapping[str, str]) -> dict[str, Value]:
    """The values that are not empty. Raises UnfitInterviewee for one that does not fit."""
    values: dict[str, Value] = {}
    for key, text in typed.items():
        if key not in study.attributes:
            raise UnfitInterviewee(
                f"{study.study} has no attribute {key}. Use one of: {', '.join(study.attributes)}."
            )
        if text := " ".join(text.split()):
            values[key] = _fit(study.attributes[key], text)
    return values


def shown_value(attribute: Attribute, value: Value) -> str:
    """A value as tables show it."""
    match attribute.type:
        case "choice":
            return attribute.options.get(str(value), str(value))
        case "number":
            return f"{float(value):.10g}" + (f" {attribute.unit}" if attribute.unit else "")
        case "text":
            return str(value)


def typed_value(attribute: Attribute, value: Value | None) -> str:
    """A value as it is typed into a field: the key of an option, a bare number, or the text."""
    if value is None:
        return ""
    return f"{float(value):.10g}" if attribute.type == "number" else str(value)


def _fit(attribute: Attribute, text: str) -> Value:
    if len(text) > LONGEST_VALUE or control_character(text):
        raise UnfitInterviewee(
            f"{attribute.title}: a value has at most {LONGEST_VALUE} characters, and no control "
            "characters. Shorten it, or type it anew."
        )
    match attribute.type:
        case "choice":
            return _option(attribute, text)
        case "number":
            return _number(attribute, text)
        case "text":
            return text


def _option(attribute: Attribute, text: str) -> str:
    for key, words in attribute.options.items():
        if text.casefold() in {key.casefold(), words.casefold()}:
            return key
    raise UnfitInterviewee(
        f"{attribute.title}: {text} is not among its choices. Use one of: "
        f"{', '.join(attribute.options.values())}."
    )


def _number(attribute: Attribute, text: str) -> float:
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        number = float("nan")
    if not 0 <= number < 1e9:
        raise UnfitInterviewee(
            f"{attribute.title}: {text} is no number from 0 upwards. Write one such as 2.5."
        )
    return number
