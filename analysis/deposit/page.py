"""The page that sends all that goes with a paper as one archive."""

from django import forms
from django.contrib import admin
from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from analysis.deposit.build import deposit_files
from analysis.errors import AnalysisError
from analysis.export.licences import LICENCES
from analysis.export.package import scope_of
from analysis.export.page import EXPORT, PackageForm
from analysis.export.writing import zipped
from analysis.report.page import READ_REPORTS
from survey.population import Population
from survey.studies.downloads import note_download
from survey.studies.models import Study


class DepositForm(PackageForm):
    licence = forms.ChoiceField(
        label="Licence",
        choices=[
            ("", "None: chosen later, or on the archive's own page"),
            *((licence.key, f"{licence.title} ({licence.key})") for licence in LICENCES.values()),
        ],
        required=False,
        widget=forms.RadioSelect,
        help_text="It holds for all that is in the archive.",
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required(login_url="admin:login")
@permission_required((EXPORT, READ_REPORTS), raise_exception=True)
def deposit(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Ask what the archive should hold, and send it."""
    study = get_object_or_404(Study, slug=slug)
    form = DepositForm(request.POST or None)
    if form.is_valid():
        try:
            return _archive(study, form)
        except AnalysisError as problem:
            form.add_error(None, str(problem))
    context = {
        **admin.site.each_context(request),
        "title": "Everything for an archive",
        "study": study,
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return TemplateResponse(request, "deposit/deposit.html", context, status=status)


def _archive(study: Study, form: DepositForm) -> HttpResponse | StreamingHttpResponse:
    wanted = form.cleaned_data
    scope = scope_of(study, population=Population(wanted["who"]))
    files = deposit_files(scope, wanted["formats"], licence=LICENCES.get(wanted["licence"]))
    details = {"population": scope.population.value, "participants": len(scope.people)}
    note_download(study, "archive", details)
    folder = f"{study.slug}-{'simulated-' if scope.simulated else ''}archive"
    return StreamingHttpResponse(
        zipped(files, folder=folder),
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{folder}.zip"'},
    )
