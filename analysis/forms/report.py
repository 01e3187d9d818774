"""Which formats of a report, and of whom."""

from django import forms

from analysis.report.writers import FORMATS

TITLES = {
    "html": "HTML, to read on a screen",
    "pdf": "PDF, to print",
    "latex": "LaTeX, for a paper",
    "csv": "CSV, a file for each table",
    "xlsx": "Excel, a sheet for each table",
    "json": "JSON, to verify later",
}


class ReportForm(forms.Form):
    formats = forms.MultipleChoiceField(
        choices=[(name, TITLES[name]) for name in FORMATS],
        widget=forms.CheckboxSelectMultiple,
        initial=["html"],
    )
    simulated = forms.BooleanField(
        label="Of simulated participants alone", required=False,
        help_text="Simulated participants and people are never in one report.",
    )  # fmt: skip
