"""The addresses for programs that watch the server, and for who decides where requests go."""

from collections.abc import Callable
from hmac import compare_digest

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from config.status.health import Status, health, overall
from config.status.metrics import CONTENT_TYPE, exposition

HEALTH = "/healthz"


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 while pages can be served, and 503 otherwise; the parts in JSON."""
    parts = health(now=timezone.now())
    status = overall(parts)
    code = 503 if status is Status.DOWN else 200
    return JsonResponse({"status": status, "parts": parts}, status=code)


def healthz_of_any_host(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Answer before names of hosts are looked at: a container is asked by its own address."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return healthz(request) if request.path_info == HEALTH else get_response(request)

    return middleware


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """For whoever sends the token of the settings; for everybody else there is no such page."""
    given = request.headers.get("Authorization", "")
    wanted = f"Bearer {settings.METRICS_TOKEN}"
    if not settings.METRICS_TOKEN or not compare_digest(given.encode(), wanted.encode()):
        raise Http404("no metrics without the token")
    return HttpResponse(exposition(now=timezone.now()), content_type=CONTENT_TYPE)
