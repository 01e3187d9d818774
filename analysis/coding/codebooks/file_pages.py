"""The pages that read a codebook from a file and write it in the formats that others read."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern
from django.utils import timezone
from django.views.decorators.http import require_GET

from analysis.admin_pages import address, back, page
from analysis.coding.codebooks.codebook_file import read_codebook
from analysis.coding.codebooks.forms import CodebookFileForm
from analysis.coding.codebooks.models import Codebook
from analysis.coding.codebooks.store import store_codebook
from analysis.coding.codebooks.theme_records import live_codebook
from analysis.coding.permissions import CHANGE_CODEBOOKS, VIEW_CODEBOOKS
from analysis.errors import AnalysisError
from analysis.statistics.themes.codebook import CodebookContent
from core.csv_response import download


def file_addresses() -> list[URLPattern]:
    return [
        address("<int:pk>/import/", read_file, "codebook_import"),
        address("<int:pk>/export/<str:form>/", write_file, "codebook_export"),
    ]


def _html(book: CodebookContent) -> bytes:
    from analysis.coding.exchange.codebook_html import codebook_html

    return codebook_html(book).encode()


def _docx(book: CodebookContent) -> bytes:
    from analysis.coding.exchange.codebook_docx import codebook_docx  # slow: python-docx

    return codebook_docx(book)


def _csv(book: CodebookContent) -> bytes:
    from analysis.coding.exchange.tables import codebook_csv  # slow: numpy

    return codebook_csv(book).encode()


def _qdc(book: CodebookContent) -> bytes:
    from analysis.coding.exchange.writing import codebook_file

    return codebook_file(book).content


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMATS: dict[str, tuple[Callable[[CodebookContent], bytes], str]] = {
    "html": (_html, "text/html; charset=utf-8"),
    "docx": (_docx, WORD),
    "csv": (_csv, "text/csv; charset=utf-8"),
    "qdc": (_qdc, "application/xml"),
}
"""The writer and the media type of each format, by the end of the file's name."""


@require_GET
def write_file(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    if not request.user.has_perm(VIEW_CODEBOOKS):
        raise PermissionDenied
    codebook = get_object_or_404(Codebook, pk=pk)
    if form not in FORMATS:
        raise Http404("There is no such form.")
    write, media_type = FORMATS[form]
    return download(write(live_codebook(codebook)), f"{codebook.slug}.{form}", media_type)


def read_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a codebook up to a file, as one operation that can be undone.

    Themes that the file lacks stay.
    """
    if not request.user.has_perm(CHANGE_CODEBOOKS):
        raise PermissionDenied
    codebook = get_object_or_404(Codebook.objects.select_related("study"), pk=pk)
    form = CodebookFileForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            _bring_up(request, codebook, file.name, file.read())
        except AnalysisError as problem:
            form.add_error("file", str(problem))
        else:
            return back("codebook_change", codebook.pk)
    context = {"form": form, "codebook": codebook}
    return page(request, "codebooks/codebook_form.html", "Read a codebook file", **context)


def _bring_up(request: HttpRequest, codebook: Codebook, name: str, content: bytes) -> None:
    book, remarks = _read(codebook, name, content)
    author = request.user.get_username()
    stored = store_codebook(book, codebook.study, by=author, now=timezone.now())
    messages.success(request, f"The codebook is {stored.outcome}.")
    for remark in remarks:
        messages.info(request, remark)
    if stored.not_in_file:
        messages.info(request, f"Not in the file, and kept: {', '.join(stored.not_in_file)}.")


def _read(codebook: Codebook, name: str, content: bytes) -> tuple[CodebookContent, tuple[str, ...]]:
    """The content of a file under the codebook's own slug, and remarks on what had to change."""
    if name.lower().endswith(".qdc"):
        return _read_qdc(codebook, content)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "codebook.yaml"
        path.write_bytes(content)
        book = read_codebook(path)
    return replace(book, slug=codebook.slug), ()


def _read_qdc(codebook: Codebook, content: bytes) -> tuple[CodebookContent, tuple[str, ...]]:
    """Areas of an export of this codebook get their keys back; themes carry theirs themselves."""
    from analysis.coding.exchange.codes import code_guid
    from analysis.coding.exchange.reading import read_codebook_file

    own = live_codebook(codebook)
    keys = {code_guid(own, "area", area.key): area.key for area in own.areas}
    book, remarks = read_codebook_file(content, slug=codebook.slug, title=codebook.title)
    areas = tuple(replace(area, key=keys.get(area.key, area.key)) for area in book.areas)
    named = replace(book, areas=areas, language=own.language, description=own.description)
    return named, remarks
