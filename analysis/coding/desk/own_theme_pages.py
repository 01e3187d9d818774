"""The pages on which a coder changes, merges and drops the themes they proposed in a round."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils import timezone
from django.views.decorators.http import require_GET

from analysis.admin_pages import addresses, back, page, run_action
from analysis.coding.codebooks.forms import ThemeForm, written
from analysis.coding.codebooks.models import Theme
from analysis.coding.codebooks.theme_records import RELATED, record
from analysis.coding.desk.own_themes import (
    codings_of,
    drop_own_theme,
    edit_own_theme,
    merge_own_theme,
    own_areas,
    own_theme,
)
from analysis.coding.permissions import for_coder
from analysis.coding.rounds.models import RoundCoder, Stage
from analysis.coding.visibility import proposed_by, themes_of
from analysis.errors import ThemeGone
from analysis.request_values import guid_or_404, whole_number


def own_theme_addresses() -> list[URLPattern]:
    views = (
        ("", own_themes, "own_themes"),
        ("<uuid:guid>/", change, "own_theme"),
        ("<uuid:guid>/drop/", drop, "own_theme_drop"),
    )
    return addresses("<int:pk>/desk/themes/", for_coder, views)


@require_GET
def own_themes(request: HttpRequest, coder: RoundCoder) -> HttpResponse:
    themes = proposed_by(coder).select_related(*RELATED)
    context = {
        "round": coder.round,
        "synthetic": coder.round.synthetic,
        "themes": [(record(theme), codings_of(coder, theme).count()) for theme in themes],
        "is_open": _is_open(coder),
    }
    return page(request, "desk/own_themes.html", "Your new themes", **context)


def change(request: HttpRequest, coder: RoundCoder, guid: UUID) -> HttpResponse:
    """Rename a theme of one's own, describe it anew, or place it in an area."""
    theme = _own_or_404(coder, guid)
    form = ThemeForm(
        coder.round.codebook,
        request.POST or None,
        areas=own_areas(coder),
        initial=written(theme),
        is_code=theme.parent_id is not None,
        this=guid,
    )
    if form.is_valid():
        arguments = form.place_and_fields()
        if run_action(request, lambda: edit_own_theme(coder, guid, **arguments), "Kept."):
            return back("own_themes", coder.round_id)
    context = {"round": coder.round, "form": form, "button": "Keep it"}
    return page(request, "desk/own_theme.html", theme.name, **context)


def drop(request: HttpRequest, coder: RoundCoder, guid: UUID) -> HttpResponse:
    """Ask what becomes of a theme's codings, and drop it or merge it as is answered."""
    theme = _own_or_404(coder, guid)
    if request.method == "POST" and _dropped(request, coder, guid):
        return back("own_themes", coder.round_id)
    codings = codings_of(coder, theme).select_related(
        "unit__answer", "unit__case", "unit__transcript"
    )
    context = {
        "round": coder.round,
        "synthetic": coder.round.synthetic,
        "theme": record(theme),
        "codings": [
            (coding.unit.place, coding.unit.text[coding.start : coding.end]) for coding in codings
        ],
        "others": [other for other in themes_of(coder) if other.guid != guid],
    }
    return page(request, "desk/own_theme_drop.html", f"Drop “{theme}”?", **context)


def _dropped(request: HttpRequest, coder: RoundCoder, guid: UUID) -> bool:
    if request.POST.get("do") == "merge":
        into = guid_or_404(request.POST.get("into", ""))
        return run_action(
            request,
            lambda: merge_own_theme(coder, guid, into=into, now=timezone.now()),
            "Merged; your codings have the other theme now.",
        )
    codings = whole_number(request.POST.get("codings", ""))
    if codings is None:
        messages.error(request, "Choose below whether to merge the theme or to drop it.")
        return False
    return run_action(request, lambda: drop_own_theme(coder, guid, codings=codings), "Dropped.")


def _is_open(coder: RoundCoder) -> bool:
    is_coding = coder.finished_at is None and coder.excused_at is None
    return is_coding and coder.round.stage == Stage.INDEPENDENT


def _own_or_404(coder: RoundCoder, guid: UUID) -> Theme:
    try:
        return own_theme(coder, guid)
    except ThemeGone as problem:
        raise Http404(str(problem)) from problem
