"""The form fields of one question; an option to write in has a second field."""

from collections.abc import Iterator
from typing import Any

from django import forms

from survey.design.answers import OTHER, other_name
from survey.design.questions import (
    BaseQuestion,
    LongText,
    MultipleChoice,
    Number,
    Scale,
    ShortText,
    SingleChoice,
)

LONGEST_OTHER = 200
NO_SUGGESTIONS = {"autocomplete": "off"}
"""On a shared computer, a browser would suggest what others wrote about themselves.

It does so in single-line fields only. In text areas this would only keep the browser from showing
the text again on the way back.
"""


def with_line_feeds(text: str) -> str:
    """Line breaks as one character each: browsers count them so, though they send two."""
    return text.replace("\r\n", "\n")


class Words(forms.CharField):
    """Text whose length is counted as the browser does that enforces the limit."""

    def to_python(self, value: Any) -> Any:
        return with_line_feeds(super().to_python(value) or "")


class WordsOfOption(forms.CharField):
    """The text field beside an option; required only where that option is chosen."""

    belongs_to_option = True


def fields_of(question: BaseQuestion) -> Iterator[tuple[str, forms.Field]]:
    """The fields of a question by name, the question's own first."""
    field = _field(question)
    if isinstance(field.widget, forms.widgets.Input):
        field.widget.attrs |= NO_SUGGESTIONS
    # For the template, which knows fields and no questions.
    field.unit = question.unit if isinstance(question, Number) else None  # type: ignore[attr-defined]
    yield question.key, field
    if isinstance(question, SingleChoice | MultipleChoice) and question.other:
        label = f"Your words, if you chose “{question.other}”"
        # With an empty placeholder, a style sheet can tell whether anything is written.
        line = forms.TextInput(attrs=NO_SUGGESTIONS | {"placeholder": " "})
        field = WordsOfOption(label=label, max_length=LONGEST_OTHER, required=False, widget=line)
        yield other_name(question), field


def _field(question: BaseQuestion) -> forms.Field:
    common: dict[str, Any] = {
        "label": question.text,
        "help_text": question.help or "",
        "required": question.required,
        "error_messages": {"required": "Please answer this question."},
    }
    match question:
        case SingleChoice():
            return forms.ChoiceField(choices=_options(question), widget=forms.RadioSelect, **common)
        case MultipleChoice():
            return forms.MultipleChoiceField(
                choices=_options(question), widget=forms.CheckboxSelectMultiple, **common
            )
        case Scale():
            return forms.ChoiceField(choices=_steps(question), widget=forms.RadioSelect, **common)
        case Number():
            low, high = _plain(question.minimum), _plain(question.maximum)
            kind = "whole number" if question.whole else "number"
            remedy = f"Please write a {kind} from {low} to {high}."
            common["error_messages"] |= dict.fromkeys(("invalid", "min_value", "max_value"), remedy)
            if question.whole:
                return forms.IntegerField(min_value=int(low), max_value=int(high), **common)
            return forms.FloatField(min_value=low, max_value=high, **common)
        case ShortText():
            return Words(max_length=question.max_length, **common)
        case LongText():
            area = forms.Textarea(attrs={"rows": 5})
            return Words(max_length=question.max_length, widget=area, **common)
    raise TypeError(f"no field for {question!r}")


def _options(question: SingleChoice | MultipleChoice) -> list[tuple[str, str]]:
    listed = list(question.options.items())
    return [*listed, (OTHER, question.other)] if question.other else listed


def _steps(scale: Scale) -> list[tuple[str, str]]:
    ends = {scale.minimum: scale.minimum_label, scale.maximum: scale.maximum_label}
    steps = range(scale.minimum, scale.maximum + 1)
    return [(str(step), f"{step}: {ends[step]}" if step in ends else str(step)) for step in steps]


def _plain(value: float) -> float:
    """Numbers as they are written in the study file: 10, not 10.0."""
    return int(value) if value.is_integer() else value
