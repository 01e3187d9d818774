"""The pages on which a project of another coding program is read, reviewed and stored."""

from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern
from django.utils import timezone

from analysis.admin_pages import address, back, page
from analysis.coding.codebooks.models import Codebook
from analysis.coding.exchange.destination import Destination, preview_import
from analysis.coding.exchange.forms import EVERYTHING, ProjectForm, ProjectReviewForm
from analysis.coding.exchange.import_preview import ImportPreview, texts_of
from analysis.coding.exchange.project import ReadProject, as_plain, from_plain
from analysis.coding.exchange.reading import read_project_file
from analysis.coding.exchange.store import StoredProject, store_project
from analysis.errors import AnalysisError, ExchangeFileError
from survey.errors import UnfitInterviewee
from survey.members.access import studies_where

IMPORT = (
    "analysis.add_transcript",
    "analysis.add_codebook",
    "analysis.change_codebook",
    "analysis.add_codinground",
)
SALT = "analysis.project"
HELD_FOR = 24 * 60 * 60
"""Seconds that a project may wait for its review."""

LARGEST_HELD = 2_000_000
"""Characters that travel with the review; Django takes at most 2.5 million in a form."""

CHOOSE = "admin:analysis_project_import"


def project_addresses() -> list[URLPattern]:
    return [
        address("project/", choose, "project_import"),
        address("project/review/", review, "project_review"),
    ]


def choose(request: HttpRequest) -> HttpResponse:
    """Read a file and show what would come in; nothing is stored yet."""
    _require_may(request)
    form = ProjectForm(request.POST or None, request.FILES or None, user=request.user)
    if form.is_valid():
        try:
            return _to_review(request, form.cleaned_data)
        except AnalysisError as problem:
            form.add_error("file", str(problem))
    return page(request, "transcripts/transcript_form.html", "Import a project", form=form)


def _to_review(request: HttpRequest, sent: dict[str, Any]) -> HttpResponse:
    name, codebook = sent["file"].name, sent["codebook"]
    read = read_project_file(sent["file"].read(), file_name=name)
    to = Destination(sent["study"], codebook, sent["slug"], sent["title"], sent["synthetic"])
    preview = preview_import(read, to)
    project = {
        "study": to.study.pk,
        "codebook": codebook and codebook.pk,
        "slug": to.slug,
        "title": to.title,
        "synthetic": to.synthetic,
        "read": as_plain(read),
    }
    held = signing.dumps(project, salt=SALT, compress=True)
    if len(held) > LARGEST_HELD:
        raise ExchangeFileError(f"The texts of {name} are too long for one import. Split it.")
    asks, turns = not preview.read_by_all, texts_of(preview, ours=read.ours)
    form = ProjectReviewForm(
        initial={"held": held}, asks=asks, has_consented=not to.synthetic, turns=turns
    )
    return _review(request, form, read, to, preview)


def review(request: HttpRequest) -> HttpResponse:
    """Store the whole project without the names, or nothing of it."""
    _require_may(request)
    try:
        held = signing.loads(request.POST.get("held", ""), salt=SALT, max_age=HELD_FOR)
    except signing.BadSignature:
        if request.method == "POST":
            messages.error(request, "The project was held for a day at most. Choose it again.")
        return redirect(CHOOSE)
    read, to = from_plain(held["read"]), _destination(request, held)
    try:
        preview = preview_import(read, to)
    except AnalysisError as problem:
        messages.error(request, str(problem))
        return redirect(CHOOSE)
    turns = texts_of(preview, ours=read.ours)
    form = ProjectReviewForm(
        request.POST,
        asks=not preview.read_by_all,
        has_consented=not to.synthetic,
        turns=turns,
    )
    if form.is_valid() and not form.shows:
        try:
            stored = store_project(
                read,
                to,
                form.chosen,
                left=form.left,
                read_all=form.cleaned_data.get("read", EVERYTHING) == EVERYTHING,
                consented_on=form.cleaned_data.get("consented_on") or timezone.now().date(),
                by=request.user.get_username(),
                now=timezone.now(),
            )
        except (AnalysisError, UnfitInterviewee) as problem:
            form.add_error("lines", str(problem))
        else:
            return _done(request, stored, preview)
    return _review(request, form, read, to, preview)


def _done(request: HttpRequest, stored: StoredProject, preview: ImportPreview) -> HttpResponse:
    codings = f", with {preview.codings} codings" if stored.rounds else ""
    messages.success(
        request, f"“{stored.codebook}” and {stored.transcripts} transcripts are stored{codings}."
    )
    if stored.rounds:
        return back("codinground_change", stored.rounds[0].pk)
    return back("codebook_change", stored.codebook.pk)


def _destination(request: HttpRequest, held: dict[str, Any]) -> Destination:
    codebook = get_object_or_404(Codebook, pk=held["codebook"]) if held["codebook"] else None
    study = get_object_or_404(studies_where(request.user, IMPORT[0]), pk=held["study"])
    return Destination(study, codebook, held["slug"], held["title"], held["synthetic"])


def _review(
    request: HttpRequest,
    form: ProjectReviewForm,
    read: ReadProject,
    to: Destination,
    preview: ImportPreview,
) -> HttpResponse:
    context = {
        "form": form,
        "to": to,
        "intake": preview,
        "memos": preview.memos,
        "synthetic": to.synthetic,
        "chosen_at": CHOOSE,
        "chosen_as": "Import a project",
    }
    return page(request, "exchange/project_review.html", "What the project brings", **context)


def _require_may(request: HttpRequest) -> None:
    if not request.user.has_perms(IMPORT):
        raise PermissionDenied
