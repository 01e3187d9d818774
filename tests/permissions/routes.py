"""Every address there is, read from the URL configuration itself."""

import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

HOLE = re.compile(r"<(?:\w+:)?(\w+)>")
APP_LIST = re.compile(r"\^\(\?P<app_label>(.+)\)/\$")
ANYTHING_ELSE = r"(?P<url>.*)$"


def all_routes() -> list[str]:
    return sorted(set(_below(get_resolver(), "")))


def _below(route: URLPattern | URLResolver, before: str) -> Iterator[str]:
    here = before + ("" if str(route.pattern) == "^/" else str(route.pattern))
    if isinstance(route, URLPattern):
        yield APP_LIST.sub("<app_label>/", here).replace(ANYTHING_ELSE, "<url>")
        return
    for child in route.url_patterns:
        yield from _below(child, here)


def filled(route: str, values: dict[str, str]) -> str:
    """The address of a route, its holes filled by name; raises KeyError for one without a value."""
    return "/" + HOLE.sub(lambda hole: values[hole[1]], route)
