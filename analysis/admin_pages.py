"""What the pages of the analysis share: how they are made and found, and how errors are told."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.text import capfirst

from analysis.errors import AnalysisError
from analysis.request_values import key
from core.admin.read_only import ReadOnlyAdmin

View = Callable[..., HttpResponse]


class PageOfItsOwn(ReadOnlyAdmin):
    """Each row has a page of ours where Django has its form; `shown` checks who may open it."""

    shown: View

    def change_view(self, request: HttpRequest, object_id: str, *_: Any, **__: Any) -> HttpResponse:
        return self.shown(request, key(object_id))


def page(request: HttpRequest, template: str, title: str, **context: Any) -> HttpResponse:
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
    return TemplateResponse(request, template, context)


def address(route: str, view: View, name: str) -> URLPattern:
    return path(route, admin.site.admin_view(view), name=f"analysis_{name}")


def addresses(
    here: str, guard: Callable[[View], View], rows: Iterable[tuple[str, View, str]]
) -> list[URLPattern]:
    """Below one address, for the same people: the rest of each, its view and its name."""
    return [address(here + rest, guard(view), name) for rest, view, name in rows]


def run_action(request: HttpRequest, change: Callable[[], object], done: str = "") -> bool:
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
