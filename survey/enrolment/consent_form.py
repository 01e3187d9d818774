"""The consent form: one box to tick for each statement."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict

from survey.design.consent import Statement


class ConsentForm(forms.Form):
    """Valid once every statement is ticked. `shown` names the text that was on the page."""

    required_css_class = "required"

    def __init__(
        self,
        statements: Iterable[Statement],
        shown: str,
        data: QueryDict | None = None,
        **options: Any,
    ) -> None:
        if data is not None and data.get("shown") != shown:
            data = QueryDict("shown=outdated")  # what was ticked, was ticked below another text
        super().__init__(data, **options)
        needed = {"required": "Please tick this statement if you agree and want to take part."}
        for statement in statements:
            self.fields[statement.key] = forms.BooleanField(
                label=statement.text, error_messages=needed
            )
        self.shown = shown
        self.fields["shown"] = forms.CharField(widget=forms.HiddenInput, initial=shown)

    def clean_shown(self) -> str:
        if self.cleaned_data["shown"] != self.shown:
            raise forms.ValidationError(
                "The text of this study has changed since you opened the page. "
                "Please read it again and tick what you agree to."
            )
        return self.shown
