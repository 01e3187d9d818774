"""The forms that change a codebook."""

from typing import Any

from django import forms

from analysis.coding.codebooks.models import Codebook
from analysis.coding.codebooks.theme_records import area_records
from analysis.statistics.themes.codebook import Kind
from survey.studies.models import Study

KINDS = [(kind.value, kind.words) for kind in Kind]


class CodebookForm(forms.Form):
    study = forms.ModelChoiceField(Study.objects.order_by("slug"))
    title = forms.CharField(max_length=200)
    slug = forms.SlugField(
        max_length=60, label="Name in files", help_text="Lower-case words with hyphens"
    )

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        if Codebook.objects.filter(slug=slug).exists():
            raise forms.ValidationError("There is a codebook of this name already.")
        return slug


class AreaForm(forms.Form):
    """An area; `parent` is the GUID of the area around it, empty at the top."""

    name = forms.CharField(max_length=200)
    parent = forms.UUIDField(required=False)
    description = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 2}))


class ThemeForm(forms.Form):
    """A theme as people write it, with its examples one a line."""

    name = forms.CharField(max_length=200)
    area = forms.ChoiceField(required=False)
    kinds = forms.MultipleChoiceField(
        choices=KINDS, required=False, label="Types", widget=forms.CheckboxSelectMultiple
    )
    definition = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 3}))
    include = forms.CharField(
        required=False, label="Code it when", widget=forms.Textarea(attrs={"rows": 2})
    )
    exclude = forms.CharField(
        required=False, label="Not when", widget=forms.Textarea(attrs={"rows": 2})
    )
    examples = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One a line; invented or published ones. Quotes of participants follow.",
    )

    def __init__(self, codebook: Codebook, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = [(str(area.guid), area.path) for area in area_records(codebook)]
        field = self.fields["area"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  declared above
        field.choices = [("", "none"), *areas]

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def clean_examples(self) -> list[str]:
        lines: str = self.cleaned_data["examples"]
        return [line.strip() for line in lines.splitlines() if line.strip()]


LARGEST_CODEBOOK = 2_000_000
"""Bytes; the largest codebook that ships with Needfinder has 20,000."""


class CodebookFileForm(forms.Form):
    file = forms.FileField(
        help_text="A codebook file (.yaml), a REFI-QDA codebook (.qdc), or a table such as "
        "Taguette's (.csv)"
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_CODEBOOK:
            raise forms.ValidationError(
                f"This file is larger than {LARGEST_CODEBOOK:,} bytes. Choose the codebook alone."
            )
        return file
