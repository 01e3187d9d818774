"""Codebooks: made, read, their areas changed, undone, compared version by version."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from django.views.decorators.http import require_POST

from analysis import request_values as sent
from analysis.admin_pages import PageOfItsOwn, address, back, page, run_action
from analysis.coding.codebooks.areas import add_area, edit_area
from analysis.coding.codebooks.differences import changes_between
from analysis.coding.codebooks.file_pages import FORMS, file_addresses
from analysis.coding.codebooks.forms import AreaForm, CodebookForm
from analysis.coding.codebooks.history import by_area, history, undoable
from analysis.coding.codebooks.models import Codebook, CodebookVersion
from analysis.coding.codebooks.operations import undo_operation
from analysis.coding.codebooks.store import new_codebook
from analysis.coding.codebooks.theme_pages import theme_addresses
from analysis.coding.codebooks.theme_records import frozen_codebook, live_codebook
from analysis.coding.permissions import CHANGE_CODEBOOKS, changing, reading
from analysis.coding.rounds.results_page import result_addresses
from analysis.request_values import who_and_when


def codebook_page(request: HttpRequest, codebook: Codebook) -> HttpResponse:
    context = {
        "codebook": codebook,
        "areas": by_area(codebook),
        "history": history(codebook),
        "undoable": undoable(codebook),
        "versions": codebook.versions.order_by("-number"),
        "forms": list(FORMS),
        "may_change": request.user.has_perm(CHANGE_CODEBOOKS),
    }
    return page(request, "codebooks/codebook.html", str(codebook), **context)


@require_POST
def area(request: HttpRequest, codebook: Codebook) -> HttpResponse:
    form = AreaForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Give the area a name of at most 200 characters.")
        return back("codebook_change", codebook.pk)
    given, who = form.cleaned_data, who_and_when(request)
    if guid := request.POST.get("area", ""):
        run_action(request, lambda: edit_area(codebook, sent.guid(guid), **given, **who))
    else:
        run_action(request, lambda: add_area(codebook, **given, **who))
    return back("codebook_change", codebook.pk)


@require_POST
def undo(request: HttpRequest, codebook: Codebook) -> HttpResponse:
    guid = sent.guid(request.POST.get("operation", ""))
    run_action(request, lambda: undo_operation(codebook, guid, **who_and_when(request)), "Undone.")
    return back("codebook_change", codebook.pk, anchor="history")


def version(request: HttpRequest, codebook: Codebook, number: int) -> HttpResponse:
    """A frozen version and what changed up to another one, or to the codebook as it is."""
    versions = {each.number: each for each in CodebookVersion.objects.filter(codebook=codebook)}
    if number not in versions:
        raise Http404("There is no such version.")
    other = sent.number(request.GET.get("to", ""))
    newer = versions.get(other) if other is not None else None
    after = frozen_codebook(newer) if newer else live_codebook(codebook)
    context = {
        "codebook": codebook,
        "version": versions[number],
        "newer": newer,
        "versions": versions.values(),
        "changes": changes_between(frozen_codebook(versions[number]), after),
    }
    return page(request, "codebooks/version.html", f"Version {number} of {codebook}", **context)


@admin.register(Codebook)
class CodebookAdmin(PageOfItsOwn):
    list_display = ("title", "slug", "study")
    list_select_related = ("study",)
    shown = staticmethod(reading(codebook_page))

    has_add_permission = admin.ModelAdmin.has_add_permission

    def get_urls(self) -> list[URLPattern]:
        return [
            address("<int:pk>/area/", changing(area), "codebook_area"),
            address("<int:pk>/undo/", changing(undo), "codebook_undo"),
            address("<int:pk>/versions/<int:number>/", reading(version), "codebook_version"),
            *theme_addresses(),
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
        return page(request, "codebooks/codebook_form.html", "New codebook", form=form)
