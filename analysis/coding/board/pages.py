"""The page of the board, the changes made on it, and its picture."""

from collections.abc import Callable, Mapping
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_GET, require_POST

from analysis.admin_pages import address, back, page, run_action
from analysis.coding.board.moves import Place, move_area, move_theme
from analysis.coding.board.records import Counts, board, counted, everywhere
from analysis.coding.codebooks.areas import add_area, edit_area
from analysis.coding.codebooks.contents import live_codebook
from analysis.coding.codebooks.forms import AreaForm
from analysis.coding.codebooks.history import history, undoable
from analysis.coding.codebooks.models import Codebook, Operation
from analysis.coding.codebooks.operations import undo_operation
from analysis.coding.permissions import (
    VIEW_CODEBOOKS,
    for_codebook_editor,
    for_codebook_page,
    may_change,
)
from analysis.figures.theme_map import theme_map
from analysis.request_values import author_and_time, guid_or_404
from core.csv_response import download

Move = Callable[..., Operation | None]
MOVES: Mapping[str, Move] = {"move theme": move_theme, "move area": move_area}

LAST_CHANGES = 5
"""Changes of the codebook that the board lists."""


def board_addresses() -> list[URLPattern]:
    return [
        address("<int:pk>/board/", for_codebook_page(board_page), "board"),
        address("<int:pk>/board/change/", for_codebook_editor(change), "board_change"),
        address("<int:pk>/board/map.svg", for_codebook_page(map_file), "board_map"),
    ]


@require_GET
def board_page(request: HttpRequest, codebook: Codebook) -> HttpResponse:
    counts = _counts_for(request, codebook)
    areas = board(codebook, counts)
    changes = history(codebook)
    last = undoable(codebook)
    context = {
        "codebook": codebook,
        "areas": areas,
        "types": codebook.types,
        "everywhere": everywhere(areas),
        "counts": counts,
        "changes": changes[:LAST_CHANGES],
        "undoable": next((made for made in changes if made.guid == last), None),
        "may_change": may_change(request.user, codebook),
        "picture": mark_safe(_picture(codebook, counts)),  # noqa: S308  every word is escaped
    }
    return page(request, "board/board.html", f"Board of {codebook}", **context)


@require_GET
def map_file(request: HttpRequest, codebook: Codebook) -> HttpResponse:
    picture = _picture(codebook, _counts_for(request, codebook))
    return download(picture.encode(), f"{codebook.slug}-board.svg", "image/svg+xml")


@require_POST
def change(request: HttpRequest, codebook: Codebook) -> HttpResponse:
    """Move a theme or an area, add or rename an area, or undo the last change of the codebook."""
    do = request.POST.get("do", "")
    if do in MOVES:
        return _move(request, codebook, MOVES[do])
    if do == "area":
        return _area(request, codebook)
    if do == "undo":
        operation = guid_or_404(request.POST.get("operation", ""))
        author = author_and_time(request)
        run_action(request, lambda: undo_operation(codebook, operation, **author), "Undone.")
        return back("board", codebook.pk)
    raise Http404("There is no such change.")


def _move(request: HttpRequest, codebook: Codebook, move: Move) -> HttpResponse:
    moved = guid_or_404(request.POST.get("moved", ""))
    to = Place(_guid_sent(request, "into"), _guid_sent(request, "before"))
    seen, author = _guid_sent(request, "seen"), author_and_time(request)
    run_action(request, lambda: move(codebook, moved, to, seen=seen, **author), "Moved.")
    return back("board", codebook.pk, anchor=f"n-{moved}")


def _area(request: HttpRequest, codebook: Codebook) -> HttpResponse:
    form = AreaForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Give the area a name of at most 200 characters.")
        return back("board", codebook.pk)
    arguments = {**form.cleaned_data, **author_and_time(request)}
    if guid := request.POST.get("area", ""):
        area = guid_or_404(guid)
        run_action(request, lambda: edit_area(codebook, area, **arguments), "Kept.")
    else:
        run_action(request, lambda: add_area(codebook, **arguments), "Added.")
    return back("board", codebook.pk)


def _guid_sent(request: HttpRequest, name: str) -> UUID | None:
    """None where nothing is sent: outside of every area, or at the end."""
    text = request.POST.get(name, "")
    return guid_or_404(text) if text else None


def _counts_for(request: HttpRequest, codebook: Codebook) -> Counts | None:
    """None for the coders of a workshop, who arrange themes and see no results."""
    return counted(codebook) if request.user.has_perm(VIEW_CODEBOOKS) else None


def _picture(codebook: Codebook, counts: Counts | None) -> str:
    book = live_codebook(codebook)
    if counts is None:
        return theme_map("board-map", codebook.title, book)
    return theme_map("board-map", codebook.title, book, counts.cases, of=counts.of)
