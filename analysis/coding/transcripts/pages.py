"""The list of transcripts, the page of each, and how one is restored or deleted."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils.text import slugify
from django.views.decorators.http import require_POST

from analysis.admin_pages import PageOfItsOwn, address, back, page, run_action
from analysis.coding.cases.models import Transcript
from analysis.coding.exchange.pages import project_addresses
from analysis.coding.permissions import (
    CHANGE_TRANSCRIPTS,
    DELETE_TRANSCRIPTS,
    for_transcript_editor,
    for_transcript_eraser,
    for_transcript_reader,
)
from analysis.coding.rounds.models import RoundCase
from analysis.coding.transcripts.correction_pages import correction_addresses
from analysis.coding.transcripts.corrections import talk_of
from analysis.coding.transcripts.fitting_keys import original_of
from analysis.coding.transcripts.forms import RestoreForm, TitleForm
from analysis.coding.transcripts.import_pages import choose, review
from analysis.coding.transcripts.plain_text import text_of_turns
from analysis.coding.transcripts.recordings.pages import recording_addresses, recording_of
from analysis.coding.transcripts.store import erase_transcript, retitle
from analysis.coding.transcripts.translations.pages import translation_addresses
from analysis.errors import AnalysisError
from core.csv_response import download
from survey.studies.models import Study

LIST = "admin:analysis_transcript_changelist"


def transcript_page(request: HttpRequest, transcript: Transcript) -> HttpResponse:
    """What is said, by whom, and how it was corrected; nothing of what is coded in it."""
    if request.method == "POST":
        raise PermissionDenied
    changes = list(transcript.changes.all())
    context = {
        "transcript": transcript,
        "talk": talk_of(transcript),
        "changes": changes,
        "last": next((change for change in changes if change.undone_at is None), None),
        "synthetic": transcript.synthetic,
        "title_form": TitleForm(initial={"title": transcript.title}),
        "recording": recording_of(transcript),
        "is_in_round": RoundCase.objects.filter(case=transcript.case_id).exists(),
        "may_change": request.user.has_perm(CHANGE_TRANSCRIPTS),
        "may_delete": request.user.has_perm(DELETE_TRANSCRIPTS),
    }
    return page(request, "transcripts/transcript.html", transcript.full_title, **context)


@require_POST
def change_title(request: HttpRequest, transcript: Transcript) -> HttpResponse:
    form = TitleForm(request.POST)
    if form.is_valid():
        title = form.cleaned_data["title"]
        run_action(request, lambda: retitle(transcript, title), "The title is changed.")
    else:
        messages.error(request, "A title has up to 200 characters, and at least one. Type it.")
    return back("transcript_change", transcript.pk)


def restore(request: HttpRequest, transcript: Transcript) -> HttpResponse:
    """Put the names back with an uploaded key and send the original; store neither of them."""
    form = RestoreForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            original, missing = original_of(transcript, form.cleaned_data["key"])
        except AnalysisError as problem:
            form.add_error("key", str(problem))
        else:
            if missing:
                messages.warning(
                    request,
                    f"{missing} of the key's words were corrected since, and were not put back.",
                )
            name = f"{slugify(transcript.title) or 'transcript'}-original.txt"
            content = text_of_turns(original).encode()
            return download(content, name, "text/plain; charset=utf-8")
    title = f"Put the names back into “{transcript}”"
    return page(request, "transcripts/restore.html", title, form=form, transcript=transcript)


def erase(request: HttpRequest, transcript: Transcript) -> HttpResponse:
    """A page of our own, since Django's would list what was coded."""
    if request.method == "POST":
        erase_transcript(transcript)
        messages.success(request, "The transcript and everything coded in it are deleted.")
        return redirect(LIST)
    return page(request, "transcripts/erase.html", f"Delete “{transcript}”?", transcript=transcript)


@admin.register(Transcript)
class TranscriptAdmin(PageOfItsOwn):
    list_display = (
        "label",
        "title",
        "study_title",
        "held_on",
        "language",
        "turns",
        "synthetic",
        "imported_at",
    )
    when_empty = "There is no transcript yet. Record a participant, and import an interview."
    list_display_links = ("label", "title")
    list_select_related = ("case__study", "case__interviewee")
    ordering = ("case__study__slug", "case__interviewee__position", "position")
    study_path = "case__study"
    change_list_template = "transcripts/transcripts.html"
    shown = staticmethod(for_transcript_reader(transcript_page))

    has_add_permission = admin.ModelAdmin.has_add_permission

    def get_urls(self) -> list[URLPattern]:
        return [
            address("review/", review, "transcript_review"),
            address("<int:pk>/restore/", for_transcript_reader(restore), "transcript_restore"),
            address("<int:pk>/erase/", for_transcript_eraser(erase), "transcript_erase"),
            address("<int:pk>/title/", for_transcript_editor(change_title), "transcript_title"),
            *correction_addresses(),
            *recording_addresses(),
            *translation_addresses(),
            *project_addresses(),
            *super().get_urls(),
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        counted = super().get_queryset(request).annotate(number_of_turns=Count("units"))
        transcripts: QuerySet[Any] = counted
        return transcripts

    @admin.display(ordering="case__study__slug")
    def study(self, transcript: Transcript) -> Study:
        return transcript.study

    @admin.display(boolean=True, ordering="case__synthetic")
    def synthetic(self, transcript: Transcript) -> bool:
        return transcript.synthetic

    @admin.display(description="number", ordering="case__interviewee__position")
    def label(self, transcript: Transcript) -> str:
        return transcript.case.label

    @admin.display(ordering="number_of_turns")
    def turns(self, transcript: Any) -> int:
        number: int = transcript.number_of_turns
        return number

    def add_view(self, request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
        return choose(request)
