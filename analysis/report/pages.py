"""The admin page that downloads a report: its files as one archive, always the same bytes."""

from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

from analysis.errors import CannotReport
from analysis.records.models import StudyReport
from analysis.report.of_study import first_stage_of, report_of
from analysis.report.writers import FORMATS
from analysis.report.writers.files import Files
from core.admin.read_only import ReadOnlyAdmin
from survey.members.lists import OfStudies
from survey.population import Population
from survey.studies.downloads import note_download
from survey.studies.models import Study

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
        label="Of simulated participants alone",
        required=False,
        help_text="Simulated participants and people are never in one report.",
    )
    first_stage = forms.BooleanField(
        label="With its first stage",
        required=False,
        help_text="The interviews come first, then how they led to the design space, then the "
        "survey.",
    )

    def __init__(self, *arguments: Any, has_first_stage: bool, **options: Any) -> None:
        super().__init__(*arguments, **options)
        if not has_first_stage:
            del self.fields["first_stage"]


NO_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest time an archive can hold, as the time means nothing here."""


def archive(files: Files) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w") as zipped:
        for name, content in sorted(files.items()):
            entry = ZipInfo(name, NO_TIME)
            entry.external_attr = 0o644 << 16
            zipped.writestr(entry, content, ZIP_DEFLATED)
    return stream.getvalue()


@admin.register(StudyReport)
class StudyReportAdmin(OfStudies, ReadOnlyAdmin):
    study_path = "pk"
    list_display = ("study_title",)
    when_empty = "There is no study yet. Make one, or ask its lead to add you."

    def change_view(self, request: HttpRequest, object_id: str, *_: Any, **__: Any) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        study = get_object_or_404(Study, pk=object_id)
        form = ReportForm(request.POST or None, has_first_stage=bool(first_stage_of(study)))
        if form.is_valid():
            try:
                return _archive(study, **form.cleaned_data)
            except CannotReport as problem:
                form.add_error("formats", str(problem))
        context = {
            **self.admin_site.each_context(request),
            "title": f"Report on {study}",
            "form": form,
        }
        return TemplateResponse(request, "report/report_form.html", context)


def _archive(
    study: Study, *, formats: list[str], simulated: bool, first_stage: bool = False
) -> HttpResponse:
    from analysis.report.writers import written  # slow: openpyxl

    population = Population.SIMULATED if simulated else Population.PEOPLE
    report = report_of(study, population, with_first_stage=first_stage)
    name = f"{study}-{report.stem}.zip"
    files = archive(written(report, tuple(formats)))
    details = {"population": population.value, "formats": formats, "first_stage": first_stage}
    note_download(study, "report", details)
    return HttpResponse(
        files,
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
