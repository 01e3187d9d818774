"""Projects of other coding programs: read, reviewed for names, and stored as a whole."""

from dataclasses import astuple
from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern
from django.utils import timezone

from analysis.actions.projects import store_project
from analysis.admin.pages import address, back, page
from analysis.codebook.codebook import Codebook as Book
from analysis.errors import AnalysisError, ExchangeFileError
from analysis.exchange.codes import codebook_of
from analysis.exchange.interviews import Interview, interviews_of
from analysis.exchange.project import Code
from analysis.exchange.reading import read_project_file
from analysis.forms.projects import ProjectForm
from analysis.forms.transcripts import ReviewForm
from analysis.models.codebook import LONGEST_NAME
from analysis.queries.replacements import as_lines, from_lines
from analysis.transcripts.suggestions import suggestions
from analysis.transcripts.turns import Turn
from survey.models import Study

ADD = ("analysis.add_transcript", "analysis.add_codebook")
SALT = "analysis.project"
LARGEST_HELD = 2_000_000
"""Characters that travel with the review; Django takes no more than 2.5 million in a form."""


def project_addresses() -> list[URLPattern]:
    return [
        address("project/", choose, "project_import"),
        address("project/review/", review, "project_review"),
    ]


def choose(request: HttpRequest) -> HttpResponse:
    """Read a file and show what in it could be a name; nothing is stored yet."""
    _require_may(request)
    form = ProjectForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            return _to_review(request, form.cleaned_data)
        except AnalysisError as problem:
            form.add_error("file", str(problem))
    return page(request, "codebook_form", "Import a project", form=form)


def _to_review(request: HttpRequest, sent: dict[str, Any]) -> HttpResponse:
    name = sent["file"].name
    read = read_project_file(sent["file"].read(), what=name)
    interviews, left = interviews_of(read.project)
    book, changed = codebook_of(read.project.codes, slug=sent["slug"], title=sent["title"])
    _require_short_names(book)
    told = (*read.told, *left, *changed)
    held = signing.dumps(
        {
            "study": sent["study"].pk, "slug": book.slug, "title": book.title, "told": told,
            "synthetic": sent["synthetic"], "codes": [*map(astuple, read.project.codes)],
            "interviews": [*map(astuple, interviews)],
        },
        salt=SALT, compress=True,
    )  # fmt: skip
    if len(held) > LARGEST_HELD:
        raise ExchangeFileError(f"The texts of {name} are too long for one import. Split it.")
    initial = {"held": held, "replacements": as_lines(suggestions(_turns(interviews)))}
    return _review(request, ReviewForm(initial=initial), interviews, told)


def review(request: HttpRequest) -> HttpResponse:
    """Store the whole project without the names, or nothing of it."""
    _require_may(request)
    form = ReviewForm(request.POST or None)
    if not form.is_valid():
        return redirect("admin:analysis_project_import")
    try:
        held = signing.loads(form.cleaned_data["held"], salt=SALT, max_age=24 * 60 * 60)
    except signing.BadSignature:
        messages.error(request, "The project was held for a day at most. Choose it again.")
        return redirect("admin:analysis_project_import")
    interviews = tuple(
        Interview(title, tuple(Turn(*turn) for turn in turns))
        for title, turns in held["interviews"]
    )
    codes = tuple(map(_code, held["codes"]))
    book, _told = codebook_of(codes, slug=held["slug"], title=held["title"])
    try:
        stored = store_project(
            get_object_or_404(Study, pk=held["study"]), book, interviews,
            from_lines(form.cleaned_data["replacements"]), by=request.user.get_username(),
            now=timezone.now(), synthetic=held["synthetic"],
        )  # fmt: skip
    except AnalysisError as problem:
        form.add_error("replacements", str(problem))
        return _review(request, form, interviews, held["told"])
    messages.success(request, f"“{stored}” is stored, with {len(interviews)} transcripts.")
    return back("codebook_change", stored.pk)


def _review(
    request: HttpRequest, form: ReviewForm, interviews: tuple[Interview, ...], told: tuple[str, ...]
) -> HttpResponse:
    found = suggestions(_turns(interviews))
    context = {"form": form, "interviews": interviews, "found": found, "told": told}
    return page(request, "project_review", "Names in the project", **context)


def _turns(interviews: tuple[Interview, ...]) -> tuple[Turn, ...]:
    titles = tuple(Turn("", None, None, each.title) for each in interviews)
    return titles + tuple(turn for each in interviews for turn in each.turns)


def _code(held: list[Any]) -> Code:
    guid, name, description, codable, codes = held
    return Code(guid, name, description, codable, tuple(map(_code, codes)))


def _require_may(request: HttpRequest) -> None:
    if not request.user.has_perms(ADD):
        raise PermissionDenied


def _require_short_names(book: Book) -> None:
    names = [area.name for area in book.areas] + [theme.name for _, theme in book.placed()]
    if long := next((name for name in names if len(name) > LONGEST_NAME), ""):
        raise ExchangeFileError(
            f"The code {long[:60]}… has a name of more than {LONGEST_NAME} characters. Shorten it."
        )
