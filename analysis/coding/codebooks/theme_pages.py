"""Themes of a codebook: added, described anew, merged, split, taken out, given their examples."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern
from django.views.decorators.http import require_POST

from analysis import request_values as sent
from analysis.admin_pages import addresses, back, page, run_action
from analysis.coding.codebooks.forms import ThemeForm
from analysis.coding.codebooks.history import divisible, quotes_of
from analysis.coding.codebooks.merge_split import merge_themes, retire_theme, split_theme
from analysis.coding.codebooks.models import LONGEST_NAME, Codebook
from analysis.coding.codebooks.theme_records import record, shared_themes
from analysis.coding.codebooks.themes import add_theme, choose_examples, edit_theme, theme_in
from analysis.coding.permissions import changing
from analysis.errors import AnalysisError
from analysis.request_values import who_and_when


def theme_addresses() -> list[URLPattern]:
    rows = (
        ("", new_theme, "codebook_new_theme"),
        ("<uuid:guid>/", theme, "codebook_theme"),
        ("<uuid:guid>/change/", change, "codebook_change_theme"),
    )
    return addresses("<int:pk>/theme/", changing, rows)


def new_theme(request: HttpRequest, codebook: Codebook) -> HttpResponse:
    form = ThemeForm(codebook, request.POST or None, initial={"area": request.GET.get("area", "")})
    if form.is_valid():
        fields, place = _fields(form)
        made = run_action(
            request, lambda: add_theme(codebook, area=place, fields=fields, **who_and_when(request))
        )
        if made:
            return back("codebook_change", codebook.pk)
    return page(request, "codebooks/codebook_form.html", "New theme", form=form, codebook=codebook)


def theme(request: HttpRequest, codebook: Codebook, guid: UUID) -> HttpResponse:
    """A theme to edit, with the quotes it was given and the themes it could go into."""
    try:
        found = theme_in(codebook, guid)
    except AnalysisError as problem:
        messages.error(request, str(problem))
        return back("codebook_change", codebook.pk)
    shown = record(found)
    initial = {
        "name": shown.name,
        "kinds": shown.kinds,
        "definition": shown.definition,
        "include": shown.include,
        "exclude": shown.exclude,
        "examples": "\n".join(shown.examples),
        "area": str(found.area.guid) if found.area else "",
    }
    form = ThemeForm(codebook, request.POST or None, initial=initial)
    if form.is_valid():
        fields, place = _fields(form)
        if run_action(
            request,
            lambda: edit_theme(codebook, guid, area=place, fields=fields, **who_and_when(request)),
            "Kept.",
        ):
            return back("codebook_change", codebook.pk)
    context = {
        "codebook": codebook,
        "theme": shown,
        "form": form,
        "others": [each for each in shared_themes(codebook) if each.guid != guid],
        "quotes": quotes_of(found),
        "codings": divisible(found),
    }
    return page(request, "codebooks/theme.html", shown.name, **context)


@require_POST
def change(request: HttpRequest, codebook: Codebook, guid: UUID) -> HttpResponse:
    """Merge, split or take out a theme, or choose its examples."""
    verbs: dict[str, Callable[[], object]] = {
        "merge": lambda: merge_themes(
            codebook, guid, into=sent.guid(request.POST.get("into", "")), **who_and_when(request)
        ),
        "split": lambda: split_theme(
            codebook,
            guid,
            fields={"name": _short(request.POST.get("name", ""))},
            codings=[sent.guid(each) for each in request.POST.getlist("coding")],
            **who_and_when(request),
        ),
        "remove": lambda: retire_theme(codebook, guid, **who_and_when(request)),
        "examples": lambda: choose_examples(
            theme_in(codebook, guid), {_place(each) for each in request.POST.getlist("quote")}
        ),
    }
    verb = verbs.get(request.POST.get("do", ""))
    if verb is None:
        raise Http404("There is no such change.")
    done = run_action(request, verb, "Done.")
    if done and request.POST["do"] != "examples":
        return back("codebook_change", codebook.pk)
    return back("codebook_theme", codebook.pk, guid)


def _fields(form: ThemeForm) -> tuple[dict[str, Any], UUID | None]:
    fields = dict(form.cleaned_data)
    place = fields.pop("area")
    return fields, sent.guid(place) if place else None


def _place(text: str) -> tuple[int, int, int]:
    """A quote as its unit, start and end, with hyphens between."""
    numbers = [int(each) for each in text.split("-") if each.isdecimal() and len(each) < 18]
    if len(numbers) != 3:
        raise Http404("There is no such quote.")
    return numbers[0], numbers[1], numbers[2]


def _short(typed: str) -> str:
    """A name on one line; raises AnalysisError for one that is too long to be kept."""
    name = " ".join(typed.split())
    if len(name) > LONGEST_NAME:
        raise AnalysisError(f"A name has at most {LONGEST_NAME} characters. Shorten it.")
    return name
