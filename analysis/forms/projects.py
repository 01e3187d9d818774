"""A project of another coding program to import."""

from django import forms

from analysis.forms.codebooks import CodebookForm


class ProjectForm(CodebookForm):
    """Its codes become a codebook of this title and name."""

    file = forms.FileField(help_text="A REFI-QDA project (.qdpx)")
    synthetic = forms.BooleanField(
        required=False,
        label="Synthetic",
        help_text="Nobody said this; it is never coded with people",
    )
    field_order = ("file", "study", "title", "slug", "synthetic")
