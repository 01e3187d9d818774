"""The preregistration of a version: its draft, and the plan once it is registered."""

from hashlib import sha256
from typing import Any

from django.contrib import messages
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from core.csv_response import download
from core.errors import NeedfinderError
from core.release import release
from survey.design.texts import rendered, with_scrolling_tables
from survey.errors import SurveyError
from survey.studies.bundles_needed import effects_of
from survey.studies.find import current_version
from survey.studies.models import Preregistration, Study, StudyVersion
from survey.studies.preregister import register_plan
from workspace.frame.pages import study_page

REGISTER = "survey.change_study"
MOST = 1_000_000


def plan(request: HttpRequest, study: Study) -> HttpResponse:
    """The registered plan of a version, or what would be registered and a button for it."""
    if request.method == "POST":
        return _register(request, study)
    version = _version(study, request.GET.get("version", ""))
    context: dict[str, Any] = {"version": version, "versions": study.versions.all()}
    if version is None:
        return study_page(request, study, "design/plan.html", "Plan", **context)
    registered = Preregistration.objects.filter(version=version).first()
    if registered is not None:
        context |= {"registered": registered, "text": _shown(version, registered.plan)}
        return study_page(request, study, "design/plan.html", "Plan", **context)
    number = _participants(request.GET.get("participants", ""), version)
    try:
        text = _plan(version, number)
    except NeedfinderError as problem:
        context["problem"] = str(problem)
    else:
        context |= {
            "text": _shown(version, text),
            "participants": number,
            "digest": _digest(text),
            "sure": "sure" in request.GET,
            "may_register": request.user.has_perm(REGISTER, study) and not study.archived_at,
        }
    return study_page(request, study, "design/plan.html", "Plan", **context)


@require_safe
def plan_download(request: HttpRequest, study: Study) -> HttpResponse:
    """The draft, or the registered plan, as Markdown."""
    version = _version(study, request.GET.get("version", ""))
    if version is None:
        raise Http404("No version of this study is loaded.")
    registered = Preregistration.objects.filter(version=version).first()
    number = _participants(request.GET.get("participants", ""), version)
    try:
        text = registered.plan if registered else _plan(version, number)
    except NeedfinderError as problem:
        messages.error(request, str(problem))
        return redirect("workspace:plan", study.slug)
    name = f"{study.slug}-{version.label}-preregistration.md"
    return download(_draft(version, text).encode(), name, "text/markdown; charset=utf-8")


def _register(request: HttpRequest, study: Study) -> HttpResponse:
    if not request.user.has_perm(REGISTER, study):
        raise PermissionDenied
    version = _version(study, request.POST.get("version", ""))
    if version is None:
        raise Http404("No version of this study is loaded.")
    try:
        text = _plan(version, _participants(request.POST.get("participants", ""), version))
        if request.POST.get("digest") != _digest(text):
            raise SurveyError(
                "The plan is another one than the one you read, as a bundle was loaded since. "
                "Read it again, then register it."
            )
        register_plan(version, text, now=timezone.now())
    except NeedfinderError as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "The plan is registered. Reports are held against it.")
    response = redirect("workspace:plan", study.slug)
    response["Location"] += f"?version={version.label}"
    return response


def _version(study: Study, label: str) -> StudyVersion | None:
    named = study.versions.select_related("study").filter(label=label).first() if label else None
    return named or current_version(study.slug)


def _participants(text: str, version: StudyVersion) -> int:
    """How many are planned: as sent, or as many as the study aims at."""
    known = text.isascii() and text.isdecimal() and len(text) < 8 and 0 < int(text) <= MOST
    return int(text) if known else version.definition.target_sample_size


def _plan(version: StudyVersion, participants: int) -> str:
    from analysis.preregistration.planned import planned  # slow: scipy

    return planned(
        version.definition,
        study_sha256=version.digest,
        effects=effects_of(version),
        participants=participants,
    )


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _draft(version: StudyVersion, text: str) -> str:
    """Drafted once in a while: drawing the samples of its power table takes a second."""
    from analysis.preregistration.planned import drafted  # slow: scipy

    key = f"preregistration:{release()}:{version.digest}:{_digest(text)}"
    return str(cache.get_or_set(key, lambda: drafted(version.definition, text), timeout=None))


def _shown(version: StudyVersion, text: str) -> SafeString:
    html = with_scrolling_tables(rendered(_draft(version, text)))
    return mark_safe(html)  # noqa: S308  rendered() is safe
