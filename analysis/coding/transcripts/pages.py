"""Transcripts: read, reviewed for names, stored without them, and deleted on request."""

from dataclasses import astuple
from typing import Any

from django.contrib import admin, messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern
from django.utils import timezone

from analysis.admin_pages import address, page
from analysis.coding.cases.models import Transcript
from analysis.coding.exchange.pages import project_addresses
from analysis.coding.transcripts.forms import ReviewForm, TranscriptForm
from analysis.coding.transcripts.pseudonym_lines import as_lines, from_lines
from analysis.coding.transcripts.pseudonyms import key_file, pseudonymised
from analysis.coding.transcripts.reading import read_transcript
from analysis.coding.transcripts.store import erase_transcript, store_transcript
from analysis.coding.transcripts.suggestions import suggestions
from analysis.coding.transcripts.turns import Turn
from analysis.errors import AnalysisError
from core.admin.read_only import ReadOnlyAdmin
from core.csv_response import download
from survey.studies.models import Study

SALT = "analysis.transcript"


@admin.register(Transcript)
class TranscriptAdmin(ReadOnlyAdmin):
    list_display = ("title", "study", "synthetic", "imported_at")
    list_select_related = ("study",)
    fields = ("study", "title", "synthetic", "imported_at", "digest")
    change_list_template = "transcripts/transcripts.html"
    change_form_template = "transcripts/transcript.html"

    has_add_permission = admin.ModelAdmin.has_add_permission

    def get_urls(self) -> list[URLPattern]:
        return [
            address("review/", self.review_view, "transcript_review"),
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
            sent = form.cleaned_data
            try:
                turns = read_transcript(sent["file"].name, sent["file"].read())
            except AnalysisError as problem:
                form.add_error("file", str(problem))
            else:
                held = [sent["study"].pk, sent["title"], sent["synthetic"], *map(astuple, turns)]
                signed = signing.dumps(held, salt=SALT, compress=True)
                initial = {"held": signed, "replacements": as_lines(suggestions(turns))}
                return self._review(request, ReviewForm(initial=initial), turns)
        return page(request, "transcripts/transcript_form.html", "Import a transcript", form=form)

    def review_view(self, request: HttpRequest) -> HttpResponse:
        """Write the key, or store the transcript without the names."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = ReviewForm(request.POST or None)
        if not form.is_valid():
            return redirect("admin:analysis_transcript_add")
        try:
            held = signing.loads(form.cleaned_data["held"], salt=SALT, max_age=24 * 60 * 60)
        except signing.BadSignature:
            messages.error(request, "The transcript was held for a day at most. Choose it again.")
            return redirect("admin:analysis_transcript_add")
        study, title, synthetic, *rows = held
        turns = tuple(Turn(*row) for row in rows)
        try:
            chosen = from_lines(form.cleaned_data["replacements"])
            if request.POST.get("do") == "key":
                key = key_file(pseudonymised(turns, chosen)[1]).encode()
                return download(key, "key.json", "application/json")
            stored, _key = store_transcript(
                get_object_or_404(Study, pk=study),
                title,
                turns,
                chosen,
                now=timezone.now(),
                synthetic=synthetic,
            )
        except AnalysisError as problem:
            form.add_error("replacements", str(problem))
            return self._review(request, form, turns)
        messages.success(request, f"“{stored}” is stored, with {len(turns)} turns.")
        return redirect("admin:analysis_transcript_changelist")

    def erase_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Its own page, as Django's would list what was coded."""
        if not request.user.has_perm("analysis.delete_transcript"):
            raise PermissionDenied
        transcript = get_object_or_404(Transcript, pk=pk)
        if request.method == "POST":
            erase_transcript(transcript)
            messages.success(request, "The transcript and everything coded in it are deleted.")
            return redirect("admin:analysis_transcript_changelist")
        return page(
            request, "transcripts/erase.html", f"Delete “{transcript}”?", transcript=transcript
        )

    def _review(
        self, request: HttpRequest, form: ReviewForm, turns: tuple[Turn, ...]
    ) -> HttpResponse:
        context = {
            "form": form,
            "turns": turns,
            "found": suggestions(turns),
            "chosen_at": "admin:analysis_transcript_add",
            "chosen_as": "Import a transcript",
        }
        return page(request, "transcripts/review.html", "Names in the transcript", **context)
