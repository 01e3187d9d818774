"""Pages anybody can read; they only translate between requests and the survey."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from survey import queries


@require_safe
def landing(request: HttpRequest) -> HttpResponse:
    return render(request, "survey/landing.html", {"versions": queries.current_versions()})


@require_safe
def study(request: HttpRequest, slug: str) -> HttpResponse:
    version = queries.current_version(slug)
    if version is None:
        raise Http404(f"no study {slug}")
    return render(request, "survey/study.html", {"version": version, "study": version.definition})
