"""What the pages of the analysis share: who may open them, and how errors are told."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.text import capfirst

from analysis.errors import AnalysisError, NotYours
from analysis.models import CodingRound
from analysis.queries.blindness import coder_in

View = Callable[..., HttpResponse]

CODE = "analysis.code_codinground"
VIEW_ROUNDS = "analysis.view_codinground"
RUN_ROUNDS = "analysis.change_codinground"


def page(request: HttpRequest, name: str, title: str, **context: Any) -> HttpResponse:
    """A page within the admin, without the list of all models beside it.

    What Django gives its pages, but for that list: making it takes longer than most pages do.
    """
    site = admin.site
    context |= {
        "site_title": site.site_title,
        "site_header": site.site_header,
        "site_url": site.site_url,
        "has_permission": site.has_permission(request),
        "is_nav_sidebar_enabled": False,
        "title": capfirst(title),
    }
    return TemplateResponse(request, f"admin/analysis/{name}.html", context)


def address(route: str, view: View, name: str) -> URLPattern:
    return path(route, admin.site.admin_view(view), name=f"analysis_{name}")


def for_coder(view: View) -> View:
    """For those who code in the round; another coder, a researcher and a superuser do not."""

    @wraps(view)
    def checked(request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(CODE):
            raise PermissionDenied
        rounds = CodingRound.objects.select_related("codebook__study", "version")
        try:
            coder = coder_in(get_object_or_404(rounds, pk=pk), request.user)
        except NotYours as problem:
            raise PermissionDenied from problem
        try:
            return view(request, coder, **kwargs)
        except NotYours as problem:
            raise Http404(str(problem)) from problem

    return checked


def for_round(view: View) -> View:
    """For the round's coders and for whoever may see rounds."""

    @wraps(view)
    def checked(request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        rounds = CodingRound.objects.select_related("codebook__study", "version")
        coded = get_object_or_404(rounds, pk=pk)
        if not may_see(request, coded):
            raise PermissionDenied
        return view(request, coded, **kwargs)

    return checked


def may_see(request: HttpRequest, coded: CodingRound) -> bool:
    user = request.user
    return user.has_perm(VIEW_ROUNDS) or (
        user.has_perm(CODE) and coded.coders.filter(user=user.pk).exists()
    )


def told(request: HttpRequest, change: Callable[[], object], done: str = "") -> bool:
    """Make a change; where it cannot be made, its sentence is shown on the next page."""
    try:
        change()
    except AnalysisError as problem:
        messages.error(request, str(problem))
        return False
    if done:
        messages.success(request, done)
    return True


def back(name: str, *args: object, anchor: str = "") -> HttpResponse:
    response = redirect(f"admin:analysis_{name}", *args)
    if anchor:
        response["Location"] += f"#{anchor}"
    return response
