"""Codebooks: read, changed theme by theme, undone, compared version by version."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern
from django.utils import timezone
from django.views.decorators.http import require_POST

from analysis.actions.areas import add_area, edit_area
from analysis.actions.codebooks import new_codebook
from analysis.actions.examples import choose_examples
from analysis.actions.operations import undo_operation
from analysis.actions.regrouping import merge_themes, retire_theme, split_theme
from analysis.actions.themes import add_theme, edit_theme, theme_in
from analysis.admin.codebook_files import FORMS, file_addresses
from analysis.admin.pages import View, address, back, page, told
from analysis.admin.results import result_addresses
from analysis.codebook.changes import changes_between
from analysis.errors import AnalysisError
from analysis.forms.codebooks import AreaForm, CodebookForm, ThemeForm
from analysis.models import Codebook, CodebookVersion
from analysis.queries.codebooks import by_area, divisible, history, quotes_of, undoable
from analysis.queries.themes import frozen_codebook, live_codebook, record, shared_themes
from attribution.admin.read_only import ReadOnlyAdmin

LONGEST_NAME = 200

VIEW, CHANGE = "analysis.view_codebook", "analysis.change_codebook"


@admin.register(Codebook)
class CodebookAdmin(ReadOnlyAdmin):
    list_display = ("title", "slug", "study")
    list_select_related = ("study",)

    has_add_permission = admin.ModelAdmin.has_add_permission

    def get_urls(self) -> list[URLPattern]:
        return [
            address("<int:pk>/area/", changing(area), "codebook_area"),
            address("<int:pk>/theme/", changing(new_theme), "codebook_new_theme"),
            address("<int:pk>/theme/<uuid:guid>/", changing(theme), "codebook_theme"),
            address(
                "<int:pk>/theme/<uuid:guid>/change/", changing(change), "codebook_change_theme"
            ),
            address("<int:pk>/undo/", changing(undo), "codebook_undo"),
            address("<int:pk>/versions/<int:number>/", reading(version), "codebook_version"),
            *file_addresses(),
            *result_addresses(),
            *super().get_urls(),
        ]

    def add_view(self, request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = CodebookForm(request.POST or None)
        if form.is_valid():
            sent = form.cleaned_data
            made = new_codebook(sent["study"], slug=sent["slug"], title=sent["title"])
            return redirect("admin:analysis_codebook_change", made.pk)
        return page(request, "codebook_form", "New codebook", form=form)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        pk = int(object_id) if object_id.isdecimal() and len(object_id) < 18 else 0
        shown: HttpResponse = reading(codebook_page)(request, pk)
        return shown


def reading(view: View) -> View:
    return _permitted(view, VIEW)


def changing(view: View) -> View:
    return _permitted(view, CHANGE)


def _permitted(view: View, permission: str) -> View:
    def checked(request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(permission):
            raise PermissionDenied
        return view(
            request, get_object_or_404(Codebook.objects.select_related("study"), pk=pk), **kwargs
        )

    return checked


def codebook_page(request: HttpRequest, codebook: Codebook) -> HttpResponse:
    context = {
        "codebook": codebook,
        "areas": by_area(codebook),
        "history": history(codebook),
        "undoable": undoable(codebook),
        "versions": codebook.versions.order_by("-number"),
        "forms": list(FORMS),
        "may_change": request.user.has_perm(CHANGE),
    }
    return page(request, "codebook", str(codebook), **context)


@require_POST
def area(request: HttpRequest, codebook: Codebook) -> HttpResponse:
    form = AreaForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Give the area a name of at most 200 characters.")
        return back("codebook_change", codebook.pk)
    sent, who = form.cleaned_data, _who(request)
    guid = request.POST.get("area", "")
    if guid:
        told(request, lambda: edit_area(codebook, _guid(guid), **sent, **who))
    else:
        told(request, lambda: add_area(codebook, **sent, **who))
    return back("codebook_change", codebook.pk)


def new_theme(request: HttpRequest, codebook: Codebook) -> HttpResponse:
    form = ThemeForm(codebook, request.POST or None, initial={"area": request.GET.get("area", "")})
    if form.is_valid():
        fields, place = _fields(form)
        made = told(
            request, lambda: add_theme(codebook, area=place, fields=fields, **_who(request))
        )
        if made:
            return back("codebook_change", codebook.pk)
    return page(request, "codebook_form", "New theme", form=form, codebook=codebook)


def theme(request: HttpRequest, codebook: Codebook, guid: UUID) -> HttpResponse:
    """A theme to edit, with the quotes it was given and the themes it could go into."""
    try:
        found = theme_in(codebook, guid)
    except AnalysisError as problem:
        messages.error(request, str(problem))
        return back("codebook_change", codebook.pk)
    shown = record(found)
    initial = {
        "name": shown.name, "kinds": shown.kinds, "definition": shown.definition,
        "include": shown.include, "exclude": shown.exclude, "examples": "\n".join(shown.examples),
        "area": str(found.area.guid) if found.area else "",
    }  # fmt: skip
    form = ThemeForm(codebook, request.POST or None, initial=initial)
    if form.is_valid():
        fields, place = _fields(form)
        if told(
            request,
            lambda: edit_theme(codebook, guid, area=place, fields=fields, **_who(request)),
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
    return page(request, "theme", shown.name, **context)


@require_POST
def change(request: HttpRequest, codebook: Codebook, guid: UUID) -> HttpResponse:
    """Merge, split or take out a theme, or choose its examples."""
    verbs: dict[str, Callable[[], object]] = {
        "merge": lambda: merge_themes(
            codebook, guid, into=_guid(request.POST.get("into", "")), **_who(request)
        ),
        "split": lambda: split_theme(
            codebook, guid, fields={"name": _short(request.POST.get("name", ""))},
            codings=[_guid(each) for each in request.POST.getlist("coding")], **_who(request),
        ),
        "remove": lambda: retire_theme(codebook, guid, **_who(request)),
        "examples": lambda: choose_examples(
            theme_in(codebook, guid), {_place(each) for each in request.POST.getlist("quote")}
        ),
    }  # fmt: skip
    verb = verbs.get(request.POST.get("do", ""))
    if verb is None:
        raise Http404("There is no such change.")
    done = told(request, verb, "Done.")
    if done and request.POST["do"] != "examples":
        return back("codebook_change", codebook.pk)
    return back("codebook_theme", codebook.pk, guid)


@require_POST
def undo(request: HttpRequest, codebook: Codebook) -> HttpResponse:
    guid = _guid(request.POST.get("operation", ""))
    told(request, lambda: undo_operation(codebook, guid, **_who(request)), "Undone.")
    return back("codebook_change", codebook.pk, anchor="history")


def version(request: HttpRequest, codebook: Codebook, number: int) -> HttpResponse:
    """A frozen version and what changed up to another one, or to the codebook as it is."""
    versions = {each.number: each for each in CodebookVersion.objects.filter(codebook=codebook)}
    if number not in versions:
        raise Http404("There is no such version.")
    other = request.GET.get("to", "")
    newer = versions.get(int(other)) if other.isdecimal() and len(other) < 9 else None
    after = frozen_codebook(newer) if newer else live_codebook(codebook)
    context = {
        "codebook": codebook,
        "version": versions[number],
        "newer": newer,
        "versions": versions.values(),
        "changes": changes_between(frozen_codebook(versions[number]), after),
    }
    return page(request, "version", f"Version {number} of {codebook}", **context)


def _who(request: HttpRequest) -> dict[str, Any]:
    return {"by": request.user.get_username(), "now": timezone.now()}


def _fields(form: ThemeForm) -> tuple[dict[str, Any], UUID | None]:
    fields = dict(form.cleaned_data)
    place = fields.pop("area")
    return fields, _guid(place) if place else None


def _guid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as problem:
        raise Http404("There is no such thing in this codebook.") from problem


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
