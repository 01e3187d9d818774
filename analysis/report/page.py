"""The page of a study's report, computed from everything that is stored."""

import re
from base64 import b64encode
from hashlib import sha256

from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from analysis.report.of_study import report_of
from survey.population import Population
from survey.studies.models import Study

READ_REPORTS = "analysis.view_studyreport"
STYLE = re.compile("<style>(.*?)</style>", re.DOTALL)


def people(request: HttpRequest, slug: str) -> HttpResponse:
    return _report(request, slug, Population.PEOPLE)


def simulated(request: HttpRequest, slug: str) -> HttpResponse:
    return _report(request, slug, Population.SIMULATED)


@never_cache
@require_safe
@login_required(login_url="admin:login")
@permission_required(READ_REPORTS, raise_exception=True)
def _report(request: HttpRequest, slug: str, population: Population) -> HttpResponse:
    from analysis.report.writers.html import html  # slow: jinja

    study = get_object_or_404(Study, slug=slug)
    text = html(report_of(study, population))
    return HttpResponse(text, headers={"Content-Security-Policy": _policy(text)})


def _policy(text: str) -> str:
    """The content security policy of a report.

    Its own style by digest, an empty icon, nothing else.
    """
    digests = (b64encode(sha256(style.encode()).digest()).decode() for style in STYLE.findall(text))
    styles = " ".join(f"'sha256-{digest}'" for digest in digests)
    loaded = f"default-src 'none'; style-src {styles}; img-src data:"
    return f"{loaded}; base-uri 'none'; frame-ancestors 'none'"
