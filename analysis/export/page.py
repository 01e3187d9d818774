"""The page that exports a study's data, sent while the package is written."""

from django import forms
from django.contrib import admin
from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from analysis.errors import CannotExport
from analysis.export.formats import FORMATS
from analysis.export.package import package_files, scope_of
from analysis.export.writing import zipped
from survey.population import Population
from survey.studies.downloads import note_download
from survey.studies.find import title_of
from survey.studies.models import Study, StudyKind


class PackageForm(forms.Form):
    """What every package is asked."""

    who = forms.ChoiceField(
        label="Whose data",
        choices=[
            (Population.PEOPLE, "People who took part"),
            (Population.SIMULATED, "Simulated participants"),
        ],
        initial=Population.PEOPLE,
        widget=forms.RadioSelect,
    )
    formats = forms.MultipleChoiceField(
        label="Beside the CSV files",
        choices=list(FORMATS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class ExportForm(PackageForm):
    """The form of an export. It offers identifying answers only to accounts that may have them."""

    days_only = forms.BooleanField(
        label="The day alone in place of every time",
        help_text="So that nobody joins the package with a log of when people took part.",
        required=False,
    )
    identifying = forms.BooleanField(
        label="With answers that could tell who somebody is",
        help_text="Pass such a package on to nobody.",
        required=False,
    )

    def __init__(self, *arguments: object, may_identify: bool, **options: object) -> None:
        super().__init__(*arguments, **options)  # type: ignore[arg-type]
        if not may_identify:
            del self.fields["identifying"]


EXPORT, EXPORT_IDENTIFYING = "survey.export_study", "survey.export_identifying"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required(login_url="admin:login")
@permission_required(EXPORT, raise_exception=True)
def export(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Ask what the package should hold, and send it."""
    study = get_object_or_404(Study, slug=slug)
    asks_questions = study.kind == StudyKind.SURVEY
    may_identify = asks_questions and request.user.has_perm(EXPORT_IDENTIFYING)
    form = ExportForm(request.POST or None, may_identify=may_identify)
    if form.is_valid():
        try:
            return _archive(study, form)
        except CannotExport as problem:
            form.add_error("formats", str(problem))
    return _page(request, study, form)


def _archive(study: Study, form: ExportForm) -> HttpResponseBase:
    scope = scope_of(
        study,
        population=Population(form.cleaned_data["who"]),
        with_identifying=bool(form.cleaned_data.get("identifying")),
        days_only=form.cleaned_data["days_only"],
    )
    files = package_files(scope, form.cleaned_data["formats"])
    details = {
        "population": scope.population.value,
        "participants": len(scope.people),
        "identifying": scope.with_identifying,
        "formats": ["csv", *form.cleaned_data["formats"]],
    }
    note_download(study, "data package", details)
    folder = f"{study.slug}-simulated" if scope.simulated else study.slug
    response = StreamingHttpResponse(zipped(files, folder=folder), content_type="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="{folder}.zip"'
    return response


def _page(request: HttpRequest, study: Study, form: ExportForm) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "title": f"Export the data: {title_of(study)}",
        "study": study,
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return TemplateResponse(request, "export/export.html", context, status=status)
