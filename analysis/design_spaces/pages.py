"""The pages of design spaces: findings beside axes and levels, and the files made of them."""

import json

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_GET

from analysis.admin_pages import PageOfItsOwn, address, back, file_name, page, run_action
from analysis.design_spaces.begin import begin_survey
from analysis.design_spaces.codes import codes_of
from analysis.design_spaces.edit_pages import edit_addresses
from analysis.design_spaces.findings import findings
from analysis.design_spaces.forms import NewTraceForm
from analysis.design_spaces.models import DesignSpaceTrace
from analysis.design_spaces.permissions import CHANGE_TRACES, for_reader
from analysis.design_spaces.population import asked_population
from analysis.design_spaces.read import record_of
from analysis.design_spaces.survey_file import problems_of
from analysis.design_spaces.trace_file import COLUMNS, as_data, rows_of
from analysis.design_spaces.write import add_trace
from analysis.errors import AnalysisError
from analysis.figures.design_space import design_space
from analysis.statistics.themes.trace import TraceRecord
from core.csv_response import csv_file, download
from core.zip_files import packed
from survey.population import Population
from survey.studies.find import current_version


@require_GET
def trace_page(request: HttpRequest, trace: DesignSpaceTrace) -> HttpResponse:
    """Findings on one side, axes and levels on the other, and below them what is missing."""
    population = asked_population(request)
    codes = codes_of(trace.codebook, population)
    record = record_of(trace, codes, population)
    numbers = {code.key: code.number for code in record.codes}
    rows = trace.axes.prefetch_related("levels")
    context = {
        "trace": trace,
        "record": record,
        "population": population.value,
        "synthetic": population is Population.SIMULATED,
        "areas": list(findings(codes, numbers)),
        "axes": [
            (axis, described, list(zip(axis.levels.all(), described.levels, strict=False)))
            for axis, described in zip(rows, record.axes, strict=False)
        ],
        "problems": problems_of(record),
        "picture": mark_safe(_picture(trace, record)),  # noqa: S308  escaped in figures.svg
        "may_change": request.user.has_perm(CHANGE_TRACES),
    }
    return page(request, "design_spaces/trace.html", str(trace), **context)


def _picture(trace: DesignSpaceTrace, record: TraceRecord) -> str:
    return design_space("design-space", str(trace), record)


def _record(request: HttpRequest, trace: DesignSpaceTrace) -> tuple[TraceRecord, bool]:
    """The record of the population that is asked for, and whether that is a simulated one."""
    population = asked_population(request)
    record = record_of(trace, codes_of(trace.codebook, population), population)
    return record, population is Population.SIMULATED


@require_GET
def figure_file(request: HttpRequest, trace: DesignSpaceTrace) -> HttpResponse:
    record, synthetic = _record(request, trace)
    name = file_name(trace.study.slug, "design-space.svg", synthetic=synthetic)
    return download(_picture(trace, record).encode(), name, "image/svg+xml")


@require_GET
def csv_table(request: HttpRequest, trace: DesignSpaceTrace) -> HttpResponse:
    record, synthetic = _record(request, trace)
    name = file_name(trace.study.slug, "trace.csv", synthetic=synthetic)
    return csv_file(name, COLUMNS, rows_of(record))


@require_GET
def json_file(request: HttpRequest, trace: DesignSpaceTrace) -> HttpResponse:
    record, synthetic = _record(request, trace)
    data = {"synthetic": synthetic, **as_data(record)}
    content = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    name = file_name(trace.study.slug, "trace.json", synthetic=synthetic)
    return download(content.encode(), name, "application/json")


@require_GET
def survey_archive(request: HttpRequest, trace: DesignSpaceTrace) -> HttpResponse:
    """The folder of a survey begun from the design space; its page says why there is none."""
    record, synthetic = _record(request, trace)
    version = current_version(trace.study.slug)
    assert version is not None, "a study is stored with a version"  # noqa: S101
    try:
        files = begin_survey(record, version)
    except AnalysisError as problem:
        messages.error(request, str(problem))
        return back("designspacetrace_change", trace.pk)
    folder = f"{trace.study.slug}-survey"
    content = packed((f"{folder}/{name}", text) for name, text in files.items())
    name = file_name(trace.study.slug, "survey.zip", synthetic=synthetic)
    return download(content, name, "application/zip")


@admin.register(DesignSpaceTrace)
class DesignSpaceTraceAdmin(PageOfItsOwn):
    list_display = ("title", "study_title", "codebook")
    when_empty = (
        "No design space is traced yet. Begin one from the codebook of a study of interviews."
    )
    list_select_related = ("study", "codebook")
    shown = staticmethod(for_reader(trace_page))

    has_add_permission = admin.ModelAdmin.has_add_permission

    def get_urls(self) -> list[URLPattern]:
        return [
            address("<int:pk>/design-space.svg", for_reader(figure_file), "trace_figure"),
            address("<int:pk>/trace.csv", for_reader(csv_table), "trace_csv"),
            address("<int:pk>/trace.json", for_reader(json_file), "trace_json"),
            address("<int:pk>/survey.zip", for_reader(survey_archive), "trace_survey"),
            *edit_addresses(),
            *super().get_urls(),
        ]

    def add_view(self, request: HttpRequest, *_: object, **__: object) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = NewTraceForm(request.POST or None, user=request.user)
        if form.is_valid():
            made: list[DesignSpaceTrace] = []
            if run_action(request, lambda: made.append(add_trace(**form.cleaned_data))):
                return redirect("admin:analysis_designspacetrace_change", made[0].pk)
        return page(
            request, "design_spaces/form.html", "New design space", form=form, button="Begin it"
        )
