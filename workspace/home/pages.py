"""The first page after log-in."""

from collections.abc import Iterator

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from analysis.admin_pages import page
from operations.admin import may_in_whole_log
from operations.health.finding import Severity
from operations.health.machine import check_backups, check_disk
from operations.health.restorations import check_restorations
from workspace.home.cards import cards, studies_of
from workspace.home.demo import first_steps

ON_A_PAGE = 24


def home(request: HttpRequest) -> HttpResponse:
    now, user = timezone.now(), request.user
    listed = Paginator(studies_of(user), ON_A_PAGE).get_page(request.GET.get("page", "1"))
    shown = cards(user, listed, now=now)
    context = {
        "listed": listed,
        "cards": [card for card in shown if not card.is_archived],
        "archived": [card for card in shown if card.is_archived],
        "may_make": user.has_perm("survey.add_study"),
        "may_load": user.has_perm("attribution.view_storedbundle"),
        "may_see_log": may_in_whole_log(request, "view_change"),
        "first_steps": first_steps(user) if settings.DEMO else [],
        "server": list(_server()) if getattr(user, "is_superuser", False) else [],
    }
    return page(request, "home/home.html", "Studies", **context)


def _server() -> Iterator[str]:
    """What the administrator has to look at; `needfinder doctor` says the rest."""
    now = timezone.now()
    findings = [
        *check_restorations(settings.DATA_DIR, now=now),
        *check_backups(settings.DATA_DIR, settings.DATABASES, now=now),
        *check_disk(settings.DATA_DIR),
    ]
    yield from (
        one.sentence.replace("`", "") for one in findings if one.severity >= Severity.WARNING
    )
