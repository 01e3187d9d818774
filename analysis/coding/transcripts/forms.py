"""The forms that import a transcript, give it a title, and put its names back."""

from typing import Any

from django import forms
from django.utils import timezone

from analysis.coding.transcripts.keys import Key, pseudonyms_of, read_keys
from analysis.coding.transcripts.pseudonym_lines import from_lines
from analysis.coding.transcripts.store import LONGEST_INTERVIEW, LONGEST_LANGUAGE, require_day
from analysis.errors import TranscriptFileError
from survey.design.fields import LANGUAGE
from survey.design.interviews.definition import MODES
from survey.errors import UnfitInterviewee
from survey.interviews.models import Interviewee
from survey.members.access import Account, studies_where

LARGEST_KEY = 2_000_000
"""Bytes, some twenty thousand words replaced. Django writes no file of this size to a disk."""
LONGEST_TITLE = 200


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class KeysField(forms.FileField):
    """Any number of key files, each cleaned to the keys in it."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[tuple[Key, ...]]:
        files = data if isinstance(data, list | tuple) else [data]
        return [keys_in(super(KeysField, self).clean(file, initial)) for file in files if file]


def keys_in(file: Any) -> tuple[Key, ...]:
    """The keys in an uploaded file. Raises ValidationError for any other file."""
    if file.size > LARGEST_KEY:
        raise forms.ValidationError(
            f"{file.name} is larger than {LARGEST_KEY:,} bytes. Use needfinder on the server, "
            "which takes keys of any size."
        )
    try:
        return read_keys(file.read())
    except TranscriptFileError as problem:
        raise forms.ValidationError(str(problem)) from problem


class TranscriptForm(forms.Form):
    """`keys` is cleaned to the key files to continue with, which agree with one another."""

    file = forms.FileField(help_text="Text, Word (.docx), .vtt, .srt, or JSON of Whisper")
    interviewee = forms.ChoiceField(
        label="Participant",
        help_text="Who was interviewed. Participants are recorded once they have consented.",
    )
    title = forms.CharField(
        required=False,
        max_length=LONGEST_TITLE,
        help_text="Without names; empty for the next number, such as “Interview 2”",
    )
    held_on = forms.DateField(
        required=False,
        label="Day of the interview",
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    mode = forms.ChoiceField(
        required=False,
        label="How it was held",
        choices=[("", "not noted"), *MODES.items()],
    )
    minutes = forms.IntegerField(
        required=False, min_value=1, max_value=LONGEST_INTERVIEW, label="Length in minutes"
    )
    language = forms.RegexField(
        LANGUAGE,
        required=False,
        max_length=LONGEST_LANGUAGE,
        help_text="Of the words, such as en or de; empty for the language of the study",
        error_messages={"invalid": "Write the language as a tag, such as en, de or pt-BR."},
    )
    keys = KeysField(
        required=False,
        label="Key of the study",
        help_text="Written with the interviews before this one, so that the same person gets the "
        "same pseudonym. It is read for the review and not stored; the key you take afterwards "
        "holds it as well.",
    )

    def __init__(self, *args: Any, user: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["interviewee"]
        field.choices = [("", "---------"), *_by_study(user)]

    def clean_interviewee(self) -> Interviewee:
        rows = Interviewee.objects.select_related("study", "version")
        interviewee = rows.filter(pk=self.cleaned_data["interviewee"]).first()
        if interviewee is None:
            raise forms.ValidationError("This participant is not there any more. Choose another.")
        return interviewee

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "interviewee" in cleaned and "held_on" in cleaned:
            today = timezone.now().date()
            try:
                require_day(cleaned["interviewee"], cleaned["held_on"], today=today)
            except UnfitInterviewee as problem:
                self.add_error("held_on", str(problem))
        return cleaned

    def clean_keys(self) -> tuple[tuple[Key, ...], ...]:
        files = tuple(self.cleaned_data["keys"])
        try:
            pseudonyms_of(files)
        except TranscriptFileError as problem:
            raise forms.ValidationError(str(problem)) from problem
        return files


def _by_study(user: Account) -> list[tuple[str, list[tuple[str, str]]]]:
    """The participants of the studies to which an account may add transcripts.

    They are in the order of each sample table.
    """
    groups: dict[str, list[tuple[str, str]]] = {}
    studies = studies_where(user, "analysis.add_transcript")
    rows = Interviewee.objects.filter(study__in=studies)
    rows = rows.order_by("study__slug", "position", "pk")
    for pk, label, study in rows.values_list("pk", "label", "study__slug"):
        groups.setdefault(study, []).append((str(pk), label))
    return list(groups.items())


class TitleForm(forms.Form):
    title = forms.CharField(max_length=LONGEST_TITLE, label="Title, without names")


class ReplaceForm(forms.Form):
    """What to replace in a stored transcript, and the key to go on with."""

    lines = forms.CharField(
        label="Words to replace",
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4, "cols": 60}),
        help_text="One a line: words = [Pseudonym], also one that stands in the transcript",
    )
    keys = KeysField(
        required=False,
        label="Key of the study",
        help_text="To take a key afterwards that puts back the old names and these. It is not "
        "stored.",
    )

    def clean_lines(self) -> str:
        lines: str = self.cleaned_data["lines"]
        try:
            from_lines(lines)
        except TranscriptFileError as problem:
            raise forms.ValidationError(str(problem)) from problem
        return lines


class RestoreForm(forms.Form):
    """`key` is cleaned to the keys in the file."""

    key = forms.FileField(
        help_text="The file that was written when the transcript was imported, or the key of the "
        "study. It is not stored."
    )

    def clean_key(self) -> tuple[Key, ...]:
        return keys_in(self.cleaned_data["key"])
