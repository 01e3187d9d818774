"""A study's part of the log of changes, to read and to take along."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from operations.downloads import note_download
from operations.log_file import log_file
from operations.models import Change
from survey.studies.models import Study
from workspace.frame.pages import study_page
from workspace.frame.tabs import Step
from workspace.log.filters import LogFilter

EXPORT_LOG = "operations.export_change"
A_PAGE = 50
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(\+00:00|Z)")
"""How the log holds a moment; it is always in UTC."""


@dataclass(frozen=True)
class Entry:
    """An entry as it is read. `details` are names and what became of them, in words."""

    change: Change
    details: tuple[tuple[str, str], ...]


@require_safe
def log(request: HttpRequest, study: Study) -> HttpResponse:
    changes = _of_study(study)
    form = LogFilter(request.GET, changes=changes)
    page = Paginator(form.entries(), A_PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "form": form,
        "listed": page,
        "entries": [Entry(change, tuple(_in_words(change))) for change in page],
        "asked": _asked(request),
    }
    step = _step(request, study, changes, page)
    return study_page(request, study, "log/log.html", "Log of changes", step=step, **context)


@require_safe
def log_csv(request: HttpRequest, study: Study) -> HttpResponseBase:
    """The entries that the page lists, of every page of them."""
    if not request.user.has_perm(EXPORT_LOG, study):
        raise PermissionDenied
    form = LogFilter(request.GET, changes=_of_study(study))
    entries = form.entries()
    note_download(study, "log of changes", {"entries": entries.count()})
    return log_file(entries, f"{study.slug}-changes.csv")


def _of_study(study: Study) -> QuerySet[Change]:
    return Change.objects.filter(study=study.slug)


def _step(
    request: HttpRequest, study: Study, changes: QuerySet[Change], page: "Page[Change]"
) -> Step:
    number = changes.count()
    if not number:
        return Step("Nothing of this study was changed or downloaded yet.")
    done = (
        f"{number:,} {'entry' if number == 1 else 'entries'}: who changed or downloaded what of "
        "this study, and when. Nobody can change them."
    )
    if not request.user.has_perm(EXPORT_LOG, study):
        return Step(done)
    listed = page.paginator.count
    label = "Take all along as CSV" if listed == number else f"Take these {listed:,} along as CSV"
    asked = _asked(request)
    address = reverse("workspace:log_csv", args=[study.slug])
    return Step(done, button=(label, f"{address}?{asked}" if asked else address))


def _asked(request: HttpRequest) -> str:
    """The filters in the address, without the page."""
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()


def _in_words(change: Change) -> Iterator[tuple[str, str]]:
    """Of a change each value is a pair: what was before, and what came after."""
    is_pair = change.kind != Change.Kind.DOWNLOADED
    for name, value in change.details.items():
        yield name.replace("_", " "), _pair(value) if is_pair else _word(value)


def _pair(value: Any) -> str:
    match value:
        case [None, after]:
            return _word(after)
        case [before, None]:
            return f"{_word(before)}, gone"
        case ["…", "…"]:
            return "a value that the log does not keep"
        case [before, after]:
            return f"{_word(before)}, then {_word(after)}"
    return _word(value)


def _word(value: Any) -> str:
    match value:
        case None | "" | [] | {}:
            return "nothing"
        case bool():
            return "yes" if value else "no"
        case list():
            return ", ".join(_word(one) for one in value)
        case dict():
            return ", ".join(f"{name}: {_word(one)}" for name, one in value.items())
        case str() if MOMENT.fullmatch(value):
            return f"{value[:10]} {value[11:19]} UTC"
    return str(value)
