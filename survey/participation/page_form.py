"""The form of a page."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from core.line_ends import with_line_feeds
from survey.design.question_types.base import BaseQuestion
from survey.design.question_types.form_field import WriteInLine
from survey.participation.question_fields import fields_of

LONGEST_NUMBER = 40


class PageForm(forms.Form):
    """The questions of a page. Only a draft selects anything beforehand."""

    required_css_class = "required"

    def __init__(
        self,
        questions: Iterable[BaseQuestion],
        data: Mapping[str, Any] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(data, **options)
        self.questions = tuple(questions)
        for question in self.questions:
            self.fields.update(dict(fields_of(question)))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for question in self.questions:
            if write_in := question.form_field().write_in:
                self._pair_words(cleaned.get(question.key), write_in, cleaned)
        return cleaned

    def _pair_words(
        self, chosen: str | list[str] | None, write_in: WriteInLine, cleaned: Mapping[str, Any]
    ) -> None:
        """An option to write in is refused without words, and words without their option."""
        is_chosen = write_in.option in (chosen if isinstance(chosen, list) else [chosen])
        words = cleaned.get(write_in.name)
        if is_chosen and not words:
            self.add_error(write_in.name, "Please write a few words, or choose another option.")
        if words and not is_chosen:
            self.add_error(
                write_in.name,
                f"You wrote words for “{write_in.option_text}” but did not choose it. "
                "Choose it, or empty this line.",
            )

    def answers(self) -> dict[str, Any]:
        """The answers by question. A question that was left out has none."""
        answered = ((question, self.cleaned_data[question.key]) for question in self.questions)
        return {
            question.key: self._stored(question, entered)
            for question, entered in answered
            if entered not in (None, "", [])
        }

    def _stored(self, question: BaseQuestion, entered: Any) -> Any:
        write_in = question.form_field().write_in
        return question.stored(entered, self.cleaned_data[write_in.name] if write_in else "")


def sent_again(content: Mapping[str, Any]) -> "MultiValueDict[str, Any]":
    """A draft as form data, as if the page had just been sent."""
    return MultiValueDict(
        {name: value if isinstance(value, list) else [value] for name, value in content.items()}
    )


def typed(form: PageForm, data: QueryDict) -> dict[str, Any]:
    """What is typed so far, field by field, to be stored as a draft.

    It holds only what the page itself would accept: its own fields, their options, their length.
    """
    return {
        name: _acceptable(field, data.getlist(name))
        for name, field in form.fields.items()
        if name in data
    }


def _acceptable(field: forms.Field, sent: list[str]) -> str | list[str]:
    if isinstance(field, forms.ChoiceField):
        known = [value for value in sent if field.valid_value(value)]
        return known if isinstance(field, forms.MultipleChoiceField) else "".join(known[-1:])
    text = with_line_feeds(sent[-1]).replace("\0", "")  # no database keeps a NUL
    return text[: getattr(field, "max_length", None) or LONGEST_NUMBER]
