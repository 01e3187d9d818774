"""A transcript to import, and what is replaced in it."""

from django import forms

from survey.studies.models import Study


class TranscriptForm(forms.Form):
    file = forms.FileField(help_text="Text, Word (.docx), .vtt, .srt, or JSON of Whisper")
    study = forms.ModelChoiceField(Study.objects.order_by("slug"))
    title = forms.CharField(max_length=200, help_text="Without names, such as “Interview 3”")
    synthetic = forms.BooleanField(
        required=False,
        label="Synthetic",
        help_text="Nobody said this; it is never coded with people",
    )


class ReviewForm(forms.Form):
    """`held` is the transcript as it was read, signed: nothing is stored before the review."""

    held = forms.CharField(widget=forms.HiddenInput)
    replacements = forms.CharField(
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16, "cols": 60}),
        help_text="One a line: words = [Pseudonym]. Delete what is no name, add what is missing.",
    )
