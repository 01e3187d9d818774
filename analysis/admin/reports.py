"""Reports, made when they are asked for and handed over as one archive."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

from analysis.errors import CannotReport
from analysis.forms.report import ReportForm
from analysis.models import StudyReport
from attribution.admin.read_only import ReadOnlyAdmin
from survey.models import Study


@admin.register(StudyReport)
class StudyReportAdmin(ReadOnlyAdmin):
    list_display = ("slug",)

    def change_view(self, request: HttpRequest, object_id: str, *_: Any, **__: Any) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        study = get_object_or_404(Study, pk=object_id)
        form = ReportForm(request.POST or None)
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
        return TemplateResponse(request, "admin/analysis/report.html", context)


def _archive(study: Study, *, formats: list[str], simulated: bool) -> HttpResponse:
    from analysis.queries.observations import study_observations
    from analysis.report.archive import archive
    from analysis.report.build import build_report  # slow: scipy
    from analysis.report.writers import written

    report = build_report(study_observations(study, simulated=simulated))
    name = f"{study}-{report.stem}.zip"
    return HttpResponse(
        archive(written(report, tuple(formats))),
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
