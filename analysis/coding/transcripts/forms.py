"""The forms that import a transcript, review its names, and put them back."""

from typing import Any

from django import forms

from analysis.coding.transcripts.pseudonyms import Key, pseudonyms_of, read_key
from analysis.errors import TranscriptFileError
from survey.studies.models import Study

LARGEST_KEY = 2_000_000
"""Bytes, some twenty thousand words replaced. Django writes no file of this size to a disk."""


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class KeysField(forms.FileField):
    """Any number of key files, cleaned to a list of keys."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[Key]:
        files = data if isinstance(data, list | tuple) else [data]
        return [key_of(super(KeysField, self).clean(file, initial)) for file in files if file]


def key_of(file: Any) -> Key:
    """The key in an uploaded file. Raises ValidationError for any other file."""
    if file.size > LARGEST_KEY:
        raise forms.ValidationError(
            f"{file.name} is larger than {LARGEST_KEY:,} bytes. Use manage.py on the server, which "
            "takes keys of any size."
        )
    try:
        return read_key(file.read())
    except TranscriptFileError as problem:
        raise forms.ValidationError(str(problem)) from problem


class TranscriptForm(forms.Form):
    """`keys` is cleaned to the pseudonyms to continue with, by the words they stand for."""

    file = forms.FileField(help_text="Text, Word (.docx), .vtt, .srt, or JSON of Whisper")
    study = forms.ModelChoiceField(Study.objects.order_by("slug"))
    title = forms.CharField(max_length=200, help_text="Without names, such as “Interview 3”")
    keys = KeysField(
        required=False,
        label="Keys to continue with",
        help_text="Of earlier interviews, so that the same person gets the same pseudonym. They "
        "are read for the review and not stored.",
    )
    synthetic = forms.BooleanField(
        required=False,
        label="Synthetic",
        help_text="Nobody said this; it is never coded with people",
    )

    def clean_keys(self) -> dict[str, str]:
        try:
            return pseudonyms_of(self.cleaned_data["keys"])
        except TranscriptFileError as problem:
            raise forms.ValidationError(str(problem)) from problem


class ReviewForm(forms.Form):
    """`held` is the transcript as it was read, signed: nothing is stored before the review."""

    held = forms.CharField(widget=forms.HiddenInput)
    replacements = forms.CharField(
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16, "cols": 60}),
        help_text="One a line: words = [Pseudonym]. Delete what is no name, add what is missing.",
    )


class RestoreForm(forms.Form):
    """`key` is cleaned to a Key."""

    key = forms.FileField(
        help_text="The file that was written when the transcript was imported. It is not stored."
    )

    def clean_key(self) -> Key:
        return key_of(self.cleaned_data["key"])
