"""How a view becomes a page of a study, and the page itself."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path

from analysis.admin_pages import page
from survey.studies.models import Study
from workspace.frame.tabs import Step, first_tab

View = Callable[..., HttpResponseBase]


def study_address(route: str, view: View, name: str, *permissions: str) -> URLPattern:
    """An address below a study for accounts with one of the permissions in it.

    The view is given the request, the study and what else the route holds.
    """

    @wraps(view)
    def checked(request: HttpRequest, slug: str, **values: Any) -> HttpResponseBase:
        study = getattr(request, "study", None) or get_object_or_404(Study, slug=slug)
        user = request.user
        if not any(user.has_perm(permission, study) for permission in permissions):
            raise PermissionDenied
        return view(request, study, **values)

    return path(f"studies/<slug:slug>/{route}", admin.site.admin_view(checked), name=name)


def study_page(
    request: HttpRequest,
    study: Study,
    template: str,
    title: str,
    *,
    step: Step | None = None,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    """A page of a study within its tabs. `step` stands above the content of a tab's first page."""
    response = page(request, template, title, study=study, step=step, **context)
    response.status_code = status
    return response


def first_page(request: HttpRequest, study: Study) -> HttpResponse:
    """Lead on to the first tab that the account may open."""
    tab = first_tab(request.user, study)
    if tab is None:
        raise Http404("There is nothing of this study for this account.")
    return redirect(tab.address(study))
