"""The pages of a codebook: its content and history, its areas, and its versions compared."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from django.views.decorators.http import require_POST

from analysis.admin_pages import PageOfItsOwn, address, back, page, run_action
from analysis.coding.attributes.pages import attribute_addresses
from analysis.coding.board.pages import board_addresses
from analysis.coding.codebooks.areas import add_area, edit_area
from analysis.coding.codebooks.contents import frozen_codebook, live_codebook
from analysis.coding.codebooks.declarations import (
    Declared,
    choose_crossed,
    declare,
    rename_declared,
    take_out_declared,
)
from analysis.coding.codebooks.differences import changes_between
from analysis.coding.codebooks.file_pages import FORMATS, file_addresses
from analysis.coding.codebooks.forms import AreaForm, CodebookForm
from analysis.coding.codebooks.history import blind_round, by_area, history, undoable
from analysis.coding.codebooks.models import Codebook, CodebookVersion
from analysis.coding.codebooks.operations import undo_operation
from analysis.coding.codebooks.store import new_codebook
from analysis.coding.codebooks.theme_pages import theme_addresses
from analysis.coding.memos.pages import codebook_memo_addresses
from analysis.coding.passages.pages import passage_addresses
from analysis.coding.permissions import (
    CHANGE_CODEBOOKS,
    VIEW_CODEBOOKS,
    for_codebook_editor,
    for_codebook_page,
    may_change,
)
from analysis.coding.rounds.results_page import result_addresses
from analysis.coding.search.pages import codebook_search_addresses
from analysis.request_values import author_and_time, guid_or_404, whole_number


def codebook_page(request: HttpRequest, codebook: Codebook) -> HttpResponse:
    context = {
        "codebook": codebook,
        "areas": by_area(codebook),
        "declared": {"types": codebook.types, "marks": codebook.marks},
        "crossing": zip(
            [*codebook.crossed, "", ""], ("Reports cross the type", "with the type"), strict=False
        ),
        "history": history(codebook),
        "undoable": undoable(codebook),
        "versions": codebook.versions.order_by("-number"),
        "forms": list(FORMATS),
        "blind": blind_round(codebook),
        "may_change": may_change(request.user, codebook),
        "may_read_files": request.user.has_perm(CHANGE_CODEBOOKS),
        "may_see_results": request.user.has_perm(VIEW_CODEBOOKS),
    }
    return page(request, "codebooks/codebook.html", str(codebook), **context)


@require_POST
def area(request: HttpRequest, codebook: Codebook) -> HttpResponse:
    """Add an area, or change the one whose GUID is sent."""
    form = AreaForm(request.POST)
    if not form.is_valid():
        messages.error(
            request,
            "Give the area a name of at most 200 characters, and choose a place from the list.",
        )
        return back("codebook_change", codebook.pk)
    arguments = {**form.cleaned_data, **author_and_time(request)}
    if guid := request.POST.get("area", ""):
        run_action(request, lambda: edit_area(codebook, guid_or_404(guid), **arguments))
    else:
        run_action(request, lambda: add_area(codebook, **arguments))
    return back("codebook_change", codebook.pk)


@require_POST
def declarations(request: HttpRequest, codebook: Codebook) -> HttpResponse:
    """Add, rename or take out a type or a mark, or choose the types that reports cross."""
    sent, author = request.POST, author_and_time(request)
    kinds: dict[str, Declared] = {"types": "types", "marks": "marks"}
    what, key = kinds.get(sent.get("what", "")), sent.get("key", "")
    if what is None:
        raise Http404("There is no such list.")
    name, symbol = sent.get("name", ""), sent.get("symbol", "")
    crossed = [*sent.getlist("crossed"), "", ""]
    actions: dict[str, Callable[[], object]] = {
        "add": lambda: declare(codebook, what, name=name, symbol=symbol, **author),
        "rename": lambda: rename_declared(codebook, what, key, name=name, symbol=symbol, **author),
        "remove": lambda: take_out_declared(codebook, what, key, **author),
        "cross": lambda: choose_crossed(codebook, crossed[0], crossed[1], **author),
    }
    action = actions.get(sent.get("do", ""))
    if action is None:
        raise Http404("There is no such change.")
    run_action(request, action, "Done.")
    return back("codebook_change", codebook.pk, anchor=what)


@require_POST
def undo(request: HttpRequest, codebook: Codebook) -> HttpResponse:
    guid = guid_or_404(request.POST.get("operation", ""))
    run_action(
        request, lambda: undo_operation(codebook, guid, **author_and_time(request)), "Undone."
    )
    return back("codebook_change", codebook.pk, anchor="history")


def version(request: HttpRequest, codebook: Codebook, number: int) -> HttpResponse:
    """A frozen version, and what changed up to another one or to the codebook as it is now."""
    versions = {
        frozen.number: frozen for frozen in CodebookVersion.objects.filter(codebook=codebook)
    }
    if number not in versions:
        raise Http404("There is no such version.")
    asked = whole_number(request.GET.get("to", ""))
    newer = versions.get(asked) if asked is not None else None
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
    list_display = ("title", "study_title")
    when_empty = "There is no codebook yet. Begin one, or import one from a file."
    list_select_related = ("study",)
    shown = staticmethod(for_codebook_page(codebook_page))

    has_add_permission = admin.ModelAdmin.has_add_permission

    def get_urls(self) -> list[URLPattern]:
        shown_version = for_codebook_page(version)
        return [
            address("<int:pk>/area/", for_codebook_editor(area), "codebook_area"),
            address("<int:pk>/types/", for_codebook_editor(declarations), "codebook_declare"),
            address("<int:pk>/undo/", for_codebook_editor(undo), "codebook_undo"),
            address("<int:pk>/versions/<int:number>/", shown_version, "codebook_version"),
            *theme_addresses(),
            *board_addresses(),
            *codebook_search_addresses(),
            *file_addresses(),
            *result_addresses(),
            *codebook_memo_addresses(),
            *attribute_addresses(),
            *passage_addresses(),
            *super().get_urls(),
        ]

    def add_view(self, request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = CodebookForm(
            request.POST or None, user=request.user, initial={"study": request.GET.get("study")}
        )
        if form.is_valid():
            codebook = new_codebook(**form.cleaned_data)
            return redirect("admin:analysis_codebook_change", codebook.pk)
        return page(request, "codebooks/codebook_form.html", "New codebook", form=form)
