"""What the pages of the analysis share: their frame, their addresses, and how errors are shown."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.text import capfirst

from analysis.errors import AnalysisError
from analysis.request_values import primary_key
from core.admin.read_only import ReadOnlyAdmin
from survey.members.lists import OfStudies

View = Callable[..., HttpResponse]


class PageOfItsOwn(OfStudies, ReadOnlyAdmin):
    """An admin whose rows have a page of ours in place of Django's form.

    The view `shown` is given the primary key and checks who may open the page.
    """

    shown: View

    def change_view(self, request: HttpRequest, object_id: str, *_: Any, **__: Any) -> HttpResponse:
        return self.shown(request, primary_key(object_id))


def page(request: HttpRequest, template: str, title: str, **context: Any) -> HttpResponse:
    """A page within the admin, without the list of all models beside it.

    The context is what Django gives its own pages, except for that list: making it takes longer
    than most pages do.
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
    prefix: str, guard: Callable[[View], View], views: Iterable[tuple[str, View, str]]
) -> list[URLPattern]:
    """Addresses below one prefix and behind one guard; each is a route, its view and its name."""
    return [address(prefix + route, guard(view), name) for route, view, name in views]


def run_action(request: HttpRequest, action: Callable[[], object], done: str = "") -> bool:
    """Run an action and say whether it succeeded.

    `action` may raise any AnalysisError; its sentence is shown on the next page, as is `done`
    where the action succeeds.
    """
    try:
        action()
    except AnalysisError as problem:
        messages.error(request, str(problem))
        return False
    if done:
        messages.success(request, done)
    return True


def file_name(slug: str, name: str, *, synthetic: bool) -> str:
    """The name of a download, such as founding-memos.csv; one of simulated people says so."""
    return f"{slug}{'-synthetic' if synthetic else ''}-{name}"


def back(name: str, *args: object, anchor: str = "") -> HttpResponse:
    """Redirect to a page of the analysis by the name of its address."""
    response = redirect(f"admin:analysis_{name}", *args)
    if anchor:
        response["Location"] += f"#{anchor}"
    return response
