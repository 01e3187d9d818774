"""The form fields of one question; an option to write in has a second field."""

from collections.abc import Iterator
from typing import Any

from django import forms

from core.line_ends import with_line_feeds
from survey.design.question_types.base import BaseQuestion
from survey.design.question_types.form_field import FieldKind, FormField

NO_SUGGESTIONS = {"autocomplete": "off"}
"""On a shared computer, a browser would suggest what others wrote about themselves.

It does so in single-line fields only. In text areas this would only keep the browser from showing
the text again on the way back.
"""


class Words(forms.CharField):
    """Text whose length is counted as the browser does that enforces the limit."""

    def to_python(self, value: Any) -> Any:
        return with_line_feeds(super().to_python(value) or "")


class WordsOfOption(forms.CharField):
    """The text field beside an option; required only where that option is chosen."""

    belongs_to_option = True


def fields_of(question: BaseQuestion) -> Iterator[tuple[str, forms.Field]]:
    """The fields of a question by name, the question's own first."""
    described = question.form_field()
    field = _field(question, described)
    if isinstance(field.widget, forms.widgets.Input):
        field.widget.attrs |= NO_SUGGESTIONS
    # For the template, which knows fields and no questions.
    field.unit = described.unit  # type: ignore[attr-defined]
    yield question.key, field
    if write_in := described.write_in:
        # With an empty placeholder, a style sheet can tell whether anything is written.
        line = forms.TextInput(attrs=NO_SUGGESTIONS | {"placeholder": " "})
        yield (
            write_in.name,
            WordsOfOption(
                label=f"Your words, if you chose “{write_in.option_text}”",
                max_length=write_in.max_length,
                required=False,
                widget=line,
            ),
        )


def _field(question: BaseQuestion, described: FormField) -> forms.Field:
    common: dict[str, Any] = {
        "label": question.text,
        "help_text": question.help or "",
        "required": question.required,
        "error_messages": {"required": "Please answer this question."},
    }
    match described.kind:
        case FieldKind.RADIOS:
            choices = described.choices
            return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **common)
        case FieldKind.CHECKBOXES:
            return forms.MultipleChoiceField(
                choices=described.choices, widget=forms.CheckboxSelectMultiple, **common
            )
        case FieldKind.INTEGER | FieldKind.DECIMAL:
            return _number_field(described, common)
        case FieldKind.LINE:
            return Words(max_length=described.max_length, **common)
        case FieldKind.AREA:
            area = forms.Textarea(attrs={"rows": 5})
            return Words(max_length=described.max_length, widget=area, **common)


def _number_field(described: FormField, common: dict[str, Any]) -> forms.Field:
    refused = dict.fromkeys(("invalid", "min_value", "max_value"), described.number_message)
    options = common | {
        "min_value": described.minimum,
        "max_value": described.maximum,
        "error_messages": common["error_messages"] | refused,
    }
    if described.kind is FieldKind.INTEGER:
        return forms.IntegerField(**options)
    return forms.FloatField(**options)
