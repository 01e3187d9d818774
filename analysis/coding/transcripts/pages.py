"""The pages of transcripts: read, reviewed, stored without names, restored, and deleted."""

from dataclasses import astuple
from typing import Any

from django.contrib import admin, messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern
from django.utils import timezone
from django.utils.text import slugify

from analysis.admin_pages import address, page
from analysis.coding.cases.models import Transcript
from analysis.coding.exchange.pages import project_addresses
from analysis.coding.transcripts.documents import text_of_turns
from analysis.coding.transcripts.forms import RestoreForm, ReviewForm, TranscriptForm
from analysis.coding.transcripts.pseudonym_lines import as_lines, from_lines
from analysis.coding.transcripts.pseudonyms import key_file, pseudonymised, restored
from analysis.coding.transcripts.reading import read_transcript
from analysis.coding.transcripts.store import erase_transcript, store_transcript, turns_of
from analysis.coding.transcripts.suggestions import Suggestion, suggestions
from analysis.coding.transcripts.turns import Turn
from analysis.errors import AnalysisError
from core.admin.read_only import ReadOnlyAdmin
from core.csv_response import download
from survey.studies.models import Study

SALT = "analysis.transcript"
HELD_FOR = 24 * 60 * 60
"""Seconds that a transcript may wait for its review."""

LIST = "admin:analysis_transcript_changelist"
IMPORT = "admin:analysis_transcript_add"


@admin.register(Transcript)
class TranscriptAdmin(ReadOnlyAdmin):
    list_display = ("number", "title", "study", "synthetic", "imported_at")
    list_display_links = ("number", "title")
    list_select_related = ("study", "case")
    fields = ("study", "title", "synthetic", "imported_at", "digest")
    change_list_template = "transcripts/transcripts.html"
    change_form_template = "transcripts/transcript.html"

    has_add_permission = admin.ModelAdmin.has_add_permission

    @admin.display(ordering="case__label")
    def number(self, transcript: Transcript) -> str:
        """The label under which the interview is coded, such as T3."""
        return transcript.case.label

    def get_urls(self) -> list[URLPattern]:
        return [
            address("review/", self.review_view, "transcript_review"),
            address("<int:pk>/restore/", self.restore_view, "transcript_restore"),
            address("<int:pk>/erase/", self.erase_view, "transcript_erase"),
            *project_addresses(),
            *super().get_urls(),
        ]

    def add_view(self, request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
        """Read a file and show what in it could be a name; nothing is stored yet."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = TranscriptForm(request.POST or None, request.FILES or None)
        if form.is_valid():
            file = form.cleaned_data["file"]
            try:
                turns = read_transcript(file.name, file.read())
            except AnalysisError as problem:
                form.add_error("file", str(problem))
            else:
                return self._begin_review(request, form.cleaned_data, turns)
        return page(request, "transcripts/transcript_form.html", "Import a transcript", form=form)

    def _begin_review(
        self, request: HttpRequest, sent: dict[str, Any], turns: tuple[Turn, ...]
    ) -> HttpResponse:
        suggested = suggestions(turns, known=sent["keys"])
        held = [sent["study"].pk, sent["title"], sent["synthetic"], *map(astuple, turns)]
        initial = {
            "held": signing.dumps(held, salt=SALT, compress=True),
            "replacements": as_lines(suggested),
        }
        return self._review(request, ReviewForm(initial=initial), turns, suggested)

    def review_view(self, request: HttpRequest) -> HttpResponse:
        """Write the key, or store the transcript without the names."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = ReviewForm(request.POST or None)
        if not form.is_valid():
            return redirect(IMPORT)
        try:
            held = signing.loads(form.cleaned_data["held"], salt=SALT, max_age=HELD_FOR)
        except signing.BadSignature:
            messages.error(request, "The transcript was held for a day at most. Choose it again.")
            return redirect(IMPORT)
        study, title, synthetic, *values = held
        turns = tuple(Turn(*fields) for fields in values)
        try:
            chosen = from_lines(form.cleaned_data["replacements"])
            if request.POST.get("do") == "key":
                key = key_file(pseudonymised(turns, chosen)[1]).encode()
                return download(key, "key.json", "application/json")
            study = get_object_or_404(Study, pk=study)
            stored, _key = store_transcript(
                study, title, turns, chosen, now=timezone.now(), synthetic=synthetic
            )
        except AnalysisError as problem:
            form.add_error("replacements", str(problem))
            return self._review(request, form, turns, suggestions(turns))
        messages.success(request, f"“{stored}” is stored, with {len(turns)} turns.")
        return redirect(LIST)

    def restore_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Put the names back with an uploaded key and send the original; store neither of them."""
        if not request.user.has_perm("analysis.view_transcript"):
            raise PermissionDenied
        transcript = get_object_or_404(Transcript, pk=pk)
        form = RestoreForm(request.POST or None, request.FILES or None)
        if form.is_valid():
            try:
                original = restored(turns_of(transcript), form.cleaned_data["key"])
            except AnalysisError as problem:
                form.add_error("key", str(problem))
            else:
                name = f"{slugify(transcript.title) or 'transcript'}-original.txt"
                content = text_of_turns(original).encode()
                return download(content, name, "text/plain; charset=utf-8")
        context = {"form": form, "transcript": transcript}
        title = f"Put the names back into “{transcript}”"
        return page(request, "transcripts/restore.html", title, **context)

    def erase_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """A page of our own, since Django's would list what was coded."""
        if not request.user.has_perm("analysis.delete_transcript"):
            raise PermissionDenied
        transcript = get_object_or_404(Transcript, pk=pk)
        if request.method == "POST":
            erase_transcript(transcript)
            messages.success(request, "The transcript and everything coded in it are deleted.")
            return redirect(LIST)
        title = f"Delete “{transcript}”?"
        return page(request, "transcripts/erase.html", title, transcript=transcript)

    def _review(
        self,
        request: HttpRequest,
        form: ReviewForm,
        turns: tuple[Turn, ...],
        suggested: tuple[Suggestion, ...],
    ) -> HttpResponse:
        context = {
            "form": form,
            "turns": turns,
            "suggestions": suggested,
            "chosen_at": IMPORT,
            "chosen_as": "Import a transcript",
        }
        return page(request, "transcripts/review.html", "Names in the transcript", **context)
