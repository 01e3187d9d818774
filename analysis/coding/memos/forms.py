"""The form in which a memo is written: what it is on, and its words."""

from collections.abc import Iterable
from typing import Any

from django import forms

from analysis.coding.cases.models import Case
from analysis.coding.codebooks.theme_records import ThemeRecord
from analysis.coding.memos.write import LONGEST_MEMO

PROJECT, THEME, CASE = "project", "theme", "case"


class MemoTextForm(forms.Form):
    text = forms.CharField(
        max_length=LONGEST_MEMO, label="Memo", widget=forms.Textarea(attrs={"rows": 8, "cols": 80})
    )


class NewMemoForm(MemoTextForm):
    """A choice such as theme:GUID or case:5 beside the words."""

    about = forms.ChoiceField(label="On")
    field_order = ("about", "text")

    def __init__(
        self, themes: Iterable[ThemeRecord], cases: Iterable[Case], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["about"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  declared above
        field.choices = [
            (PROJECT, "the project as a whole"),
            ("Themes", [(f"{THEME}:{theme.guid}", theme.full_name) for theme in themes]),
            ("Participants and interviews", [(f"{CASE}:{case.pk}", case.title) for case in cases]),
        ]
