"""A list of codes, from a file or typed."""

import re
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from survey.models import Study

MOST, LONGEST, LARGEST = 20_000, 200, 5_000_000
CODE = re.compile(r"[^\s=+@-][!-~]{0,199}", flags=re.ASCII)
"""Without a space, and nothing that a spreadsheet would take for a formula."""


class CodesForm(forms.Form):
    """One code a line, in a text file or in the box; `codes` holds them once it is valid."""

    study = forms.ModelChoiceField(Study.objects.all())
    file = forms.FileField(required=False, help_text="A text file with one code in each line")
    typed = forms.CharField(
        label="Or the codes themselves",
        required=False,
        max_length=LARGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="One in each line",
    )
    codes: list[str]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        lines = self._lines(cleaned.get("file"), cleaned.get("typed") or "")
        self.codes = [line.strip() for line in lines if line.strip()]
        if not self.errors:
            self._check()
        return cleaned

    def _lines(self, file: "UploadedFile[bytes] | None", typed: str) -> list[str]:
        if file is None:
            return typed.splitlines()
        if (file.size or 0) > LARGEST:
            self.add_error("file", f"This file has more than {LARGEST} bytes. Send a smaller one.")
            return []
        try:
            content: str = file.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            self.add_error("file", "This is no text in UTF-8. Save it as a text file (.txt, .csv).")
            return []
        return typed.splitlines() + content.splitlines()

    def _check(self) -> None:
        if not self.codes:
            self.add_error(None, "There is no code. Choose a file, or write one code in each line.")
        elif len(self.codes) > MOST:
            self.add_error(None, f"These are more than {MOST} codes. Send them in parts.")
        for number, code in enumerate(self.codes, start=1):
            if not CODE.fullmatch(code):
                self.add_error(
                    None,
                    f"Code {number} is no code: write letters, digits and signs without a space, "
                    f"at most {LONGEST}, that do not begin with =, +, - or @. Nothing was added.",
                )
                return
