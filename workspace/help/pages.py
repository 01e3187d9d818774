"""The help: the documentation's pages, its pictures, and a search by words, for every account."""

from pathlib import PurePosixPath
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from analysis.admin_pages import page
from workspace.help.library import HOME, PROJECT, chapters, file_of
from workspace.help.rendering import PICTURES, address_of, rendered
from workspace.help.search import search

LONGEST_SEARCH = 200
PICTURE_TYPES = {".png": "image/png", ".svg": "image/svg+xml"}


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return _shown(request, HOME)


@require_safe
def help_page(request: HttpRequest, name: str) -> HttpResponse:
    file = file_of(name)
    if file is None:
        raise Http404("The help has no such page.")
    return _shown(request, file)


@require_safe
def help_search(request: HttpRequest) -> HttpResponse:
    asked = request.GET.get("q", "")[:LONGEST_SEARCH]
    context = {"asked": asked, "hits": search(asked), "chapters": _navigation("")}
    return page(request, "help/search.html", "Search the help", **context)


@require_safe
def help_picture(request: HttpRequest, name: str) -> HttpResponse:
    """One of the pictures that lie beside the pages."""
    file = PROJECT / PICTURES / name
    kind = PICTURE_TYPES.get(PurePosixPath(name).suffix)
    if kind is None or file.parent != PROJECT / PICTURES or not file.is_file():
        raise Http404("The help has no such picture.")
    return HttpResponse(file.read_bytes(), content_type=kind)


def _shown(request: HttpRequest, file: str) -> HttpResponse:
    shown = rendered(file)
    context = {
        "shown": shown,
        "is_home": file == HOME,
        "chapters": _navigation(file),
    }
    return page(request, "help/page.html", shown.title, **context)


def _navigation(file: str) -> list[dict[str, Any]]:
    return [
        {
            "title": chapter.title,
            "is_open": chapter.holds(file),
            "pages": [
                (title, address_of(listed), listed == file) for title, listed in chapter.pages
            ],
        }
        for chapter in chapters()
    ]
