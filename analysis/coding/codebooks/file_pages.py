"""The pages that read a codebook from a file and write it in the formats that others read."""

from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern
from django.utils import timezone
from django.views.decorators.http import require_GET

from analysis.admin_pages import address, back, page
from analysis.coding.codebooks.codebook_file import read_codebook
from analysis.coding.codebooks.contents import content_of, exported_codebook
from analysis.coding.codebooks.differences import Did, changes_between
from analysis.coding.codebooks.forms import CodebookFileForm
from analysis.coding.codebooks.models import Codebook
from analysis.coding.codebooks.store import store_codebook
from analysis.coding.permissions import CHANGE_CODEBOOKS, VIEW_CODEBOOKS
from analysis.errors import AnalysisError, ChangedMeanwhile, CodebookFileError
from analysis.statistics.themes.codebook import AreaContent, CodebookContent, ThemeContent
from core.csv_response import download
from core.yaml_files.files import HeldFiles


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
    from analysis.coding.exchange.codebook_csv import codebook_csv

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
    return download(write(exported_codebook(codebook)), f"{codebook.slug}.{form}", media_type)


SALT = "analysis.codebook_file"
HELD_FOR = 24 * 60 * 60
"""Seconds that a file may wait between the look through it and its confirmation."""

LARGEST_HELD = 2_000_000
"""Characters that travel with the page; Django takes at most 2.5 million in a form."""


def read_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a file would change, then bring the codebook up to it once that is confirmed.

    It is one operation that can be undone. Themes that the file lacks stay.
    """
    if not request.user.has_perm(CHANGE_CODEBOOKS):
        raise PermissionDenied
    codebook = get_object_or_404(Codebook.objects.select_related("study"), pk=pk)
    form = CodebookFileForm(request.POST or None, request.FILES or None)
    try:
        if "held" in request.POST:
            return _confirmed(request, codebook, request.POST["held"])
        if form.is_valid():
            file = form.cleaned_data["file"]
            return _look_through(request, codebook, file.name, file.read())
    except AnalysisError as problem:
        form = CodebookFileForm(None if "held" in request.POST else request.POST, request.FILES)
        form.full_clean()
        form.add_error("file", str(problem))
    context = {"form": form, "codebook": codebook}
    return page(request, "codebooks/codebook_form.html", "Read a codebook file", **context)


def _look_through(
    request: HttpRequest, codebook: Codebook, name: str, content: bytes
) -> HttpResponse:
    """What would be new, what would change and what does not come along; nothing is stored."""
    book, remarks = _read(codebook, name, content)
    now = exported_codebook(codebook)
    shown = {theme.key: theme.colour for theme in now.codable()}
    coloured = book.changed(
        lambda theme: replace(theme, colour=theme.colour or shown.get(theme.key, ""))
    )
    changes = [each for each in changes_between(now, coloured) if each.did is not Did.REMOVED]
    in_file = {theme.key for theme in book.codable()}
    held = {
        "codebook": codebook.pk,
        "name": name,
        "content": b64encode(content).decode(),
        "state": _state(codebook),
    }
    packed = signing.dumps(held, salt=SALT, compress=True)
    if len(packed) > LARGEST_HELD:
        raise CodebookFileError(f"{name} is too long to be looked through here. Split it.")
    context = {
        "codebook": codebook,
        "changes": changes,
        "remarks": remarks,
        "kept": [theme.name for theme in now.codable() if theme.key not in in_file],
        "held": packed,
    }
    return page(request, "codebooks/file_review.html", f"What {name} brings", **context)


def _confirmed(request: HttpRequest, codebook: Codebook, held: str) -> HttpResponse:
    """Bring the codebook up to the file; show it anew where the codebook changed meanwhile."""
    try:
        sent = signing.loads(held, salt=SALT, max_age=HELD_FOR)
    except signing.BadSignature as problem:
        raise ChangedMeanwhile("The file was held for a day at most. Choose it again.") from problem
    if sent["codebook"] != codebook.pk:
        raise ChangedMeanwhile("The file was chosen for another codebook. Choose it again.")
    name, content = sent["name"], b64decode(sent["content"])
    if sent["state"] != _state(codebook):
        messages.warning(request, "The codebook changed meanwhile. Look through the file again.")
        return _look_through(request, codebook, name, content)
    book, _remarks = _read(codebook, name, content)
    author = request.user.get_username()
    stored = store_codebook(book, codebook.study, by=author, now=timezone.now())
    messages.success(request, f"The codebook is {stored.outcome}.")
    return back("codebook_change", codebook.pk)


def _state(codebook: Codebook) -> str:
    return sha256(content_of(codebook).encode()).hexdigest()


def _read(codebook: Codebook, name: str, content: bytes) -> tuple[CodebookContent, tuple[str, ...]]:
    """The content of a file under the codebook's own slug, and remarks on what had to change."""
    end = name.lower().rpartition(".")[2]
    if end in {"qdc", "csv"}:
        return _of_codes(codebook, name, content, end)
    book = read_codebook(Path(name), HeldFiles("", {name: content}, beside=Path()))
    return replace(book, slug=codebook.slug), ()


def _of_codes(
    codebook: Codebook, name: str, content: bytes, end: str
) -> tuple[CodebookContent, tuple[str, ...]]:
    """A codebook from a file of codes, which knows nothing of keys and chosen colours.

    Areas of an export of this codebook get their keys back. A theme is known by its key, else by
    its name. Colours that its pages show anyway are not taken for chosen ones.
    """
    from analysis.coding.exchange.codebook_csv import read_codebook_csv
    from analysis.coding.exchange.codes import code_guid
    from analysis.coding.exchange.reading import read_codebook_file
    from analysis.coding.exchange.types_and_marks import with_declarations_of

    own = exported_codebook(codebook)
    read = read_codebook_file if end == "qdc" else read_codebook_csv
    book, remarks = read(content, slug=codebook.slug, title=codebook.title, file_name=name)
    guids = {code_guid(own, "area", area.key): area for area in own.areas}
    paths = {own.path(area): area for area in own.areas}
    known = {area.key: guids.get(area.key) or paths.get(book.path(area)) for area in book.areas}
    keys = {key: area.key if area else key for key, area in known.items()} | {"": ""}
    themes = {theme.name.casefold(): theme for theme in own.codable()}
    shown = {theme.key: theme.colour for theme in own.codable()}

    def known_key(theme: ThemeContent) -> str:
        alike = themes.get(theme.name.casefold())
        return alike.key if alike and theme.key not in shown else theme.key

    key_of = {theme.key: known_key(theme) for theme in book.codable()}

    def known_theme(theme: ThemeContent) -> ThemeContent:
        key = key_of[theme.key]
        return replace(
            theme,
            key=key,
            colour="" if theme.colour == shown.get(key) else theme.colour,
            also_in=tuple(keys[area] for area in theme.also_in),
            also_under=tuple(key_of[above] for above in theme.also_under),
        )

    areas = tuple(
        replace(
            area,
            key=keys[area.key],
            parent=keys[area.parent],
            description=_described(area, known[area.key], end),
        )
        for area in book.areas
    )
    named = replace(book, areas=areas, language=own.language, description=own.description)
    return with_declarations_of(named.changed(known_theme), own), remarks


def _described(area: AreaContent, known: AreaContent | None, end: str) -> str:
    """The description of an area, which a table has no column for."""
    return known.description if known and end == "csv" else area.description
