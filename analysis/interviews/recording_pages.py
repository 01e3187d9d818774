"""The pages that record participants of interviews: one by one, or from a table."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from analysis.admin_pages import page
from analysis.interviews.forms import CHANNELS, RecordForm, TableForm
from analysis.interviews.guards import Sample
from analysis.interviews.sample_pages import shared
from analysis.records.interview_list import sample_attributes
from analysis.request_values import author_and_time
from survey.errors import SurveyError, UnfitSampleTable
from survey.interviews.import_table import SampleImport, add_from_table
from survey.interviews.write import add_interviewee


def record_page(request: HttpRequest, sample: Sample) -> HttpResponse:
    """Record somebody who consented."""
    versions = sample.study.versions.select_related("study")
    form = RecordForm(sample.newest, versions, sample.population, request.POST or None)
    if form.is_valid():
        version = form.cleaned_data["version"]
        try:
            added = add_interviewee(version, form.new, **author_and_time(request))
        except SurveyError as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, f"{added} is recorded.")
            return _home(sample)
    context = {**shared(sample), "form": form, "channels": form.channels, "channels_id": CHANNELS}
    return page(request, "interviews/record.html", "Record a participant", **context)


def import_page(request: HttpRequest, sample: Sample) -> HttpResponse:
    """Record everybody in a table, or say all that is wrong with it."""
    versions = sample.study.versions.select_related("study")
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = TableForm(sample.newest, versions, sample.population, *sent)
    if form.is_valid():
        try:
            imported = add_from_table(
                form.cleaned_data["version"],
                form.cleaned_data["table"],
                population=sample.population,
                **author_and_time(request),
            )
        except UnfitSampleTable as problem:
            form.add_error(None, list(problem.problems))
        except SurveyError as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _imported(imported))
            return _home(sample)
    titles = [attribute.title for attribute in sample_attributes(sample.study).values()]
    context = {**shared(sample), "form": form, "titles": titles}
    return page(request, "interviews/import.html", "Import participants", **context)


def _imported(imported: SampleImport) -> str:
    added, changed = len(imported.added), len(imported.changed)
    said = []
    if added or not changed:
        said.append(f"{added} {'participant is' if added == 1 else 'participants are'} recorded.")
    if changed:
        people = "a participant" if changed == 1 else f"{changed} participants"
        said.append(
            f"The attributes of {people} who had been recorded before are brought up to date."
        )
    return " ".join(said)


def _home(sample: Sample) -> HttpResponse:
    return redirect("admin:analysis_interviewees_of", sample.study.slug, sample.population.value)
