"""Pages anybody can read; they only translate between requests and the survey."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from survey.queries import studies


@require_safe
def landing(request: HttpRequest) -> HttpResponse:
    return render(request, "survey/landing.html", {"versions": studies.current_versions()})


@require_safe
def study(request: HttpRequest, slug: str) -> HttpResponse:
    version = studies.current_version(slug)
    if version is None:
        raise Http404(f"no study {slug}")
    context = {
        "version": version,
        "study": version.definition,
        "is_open": studies.is_open(version, now=timezone.now()),
    }
    return render(request, "survey/study.html", context)
