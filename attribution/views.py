"""Serves the pictures of bundles."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from attribution import queries
from attribution.errors import NotInBundle

# Only formats that hold nothing but pixels; an SVG could hold a script.
KINDS = {"png": "image/png", "jpg": "image/jpeg", "webp": "image/webp"}


@require_safe
@cache_control(public=True, max_age=31_536_000, immutable=True)
def picture(request: HttpRequest, digest: str, suffix: str) -> HttpResponse:
    """A picture at the address of its digest, which caches may keep for ever."""
    if suffix not in KINDS:
        raise Http404(f"no picture ends in {suffix}")
    try:
        content = queries.picture(digest)
    except NotInBundle as problem:
        raise Http404(str(problem)) from problem
    return HttpResponse(content, content_type=KINDS[suffix])
