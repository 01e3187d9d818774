"""The pages of a recording: choose its file, take it away, and listen to it."""

from collections.abc import Callable
from typing import Any

from csp.constants import SELF
from csp.decorators import csp_update
from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import URLPattern
from django.views.decorators.http import require_GET, require_POST

from analysis.admin_pages import View, addresses, back, page, run_action
from analysis.coding.cases.models import Transcript
from analysis.coding.permissions import for_transcript_editor
from analysis.coding.transcripts.recordings.audio import MEDIA_TYPES
from analysis.coding.transcripts.recordings.files import path_of
from analysis.coding.transcripts.recordings.models import Recording
from analysis.coding.transcripts.recordings.ranges import Part, part_asked_for, read_part
from analysis.coding.transcripts.recordings.write import link_recording, remove_recording
from analysis.errors import AnalysisError
from analysis.request_values import author_and_time
from survey.studies.downloads import note_download

AROUND_THE_FILE = 1_000_000
"""Bytes of a form beside its file."""


def plays_audio(view: View) -> View:
    """For the only pages that have a player."""
    allowed: View = csp_update({"media-src": [SELF]})(view)  # type: ignore[assignment]
    return allowed


def takes_up_to(largest: Callable[[], int]) -> Callable[[View], View]:
    """Let a page take larger forms than others: config.uploads reads it from the view."""

    def marked(view: View) -> View:
        view.__dict__["largest_upload"] = largest
        return view

    return marked


class RecordingForm(forms.Form):
    file = forms.FileField(
        label="Audio",
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(MEDIA_TYPES)}),
        help_text=f"One of {', '.join(MEDIA_TYPES)}",
    )


def recording_addresses() -> list[URLPattern]:
    views = (
        ("recording/", recording_page, "transcript_recording"),
        ("recording/audio/", audio, "transcript_audio"),
        ("recording/remove/", remove, "transcript_recording_remove"),
    )
    return addresses("<int:pk>/", for_transcript_editor, views)


def recording_of(transcript: Transcript) -> Recording | None:
    return Recording.objects.filter(transcript=transcript).first()


def largest_upload() -> int:
    largest: int = settings.LARGEST_RECORDING
    return largest + AROUND_THE_FILE


@takes_up_to(largest_upload)
def recording_page(request: HttpRequest, transcript: Transcript) -> HttpResponse:
    form = RecordingForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            link_recording(
                transcript, file.name, file.size, file.chunks(), **author_and_time(request)
            )
        except AnalysisError as problem:
            form.add_error("file", str(problem))
        else:
            messages.success(request, "The recording is linked. Listen to it while you correct.")
            return back("transcript_correct", transcript.pk)
    context: dict[str, Any] = {
        "transcript": transcript,
        "recording": recording_of(transcript),
        "form": form,
        "largest": settings.LARGEST_RECORDING // 1_000_000,
        "synthetic": transcript.synthetic,
    }
    title = f"Recording of {transcript.full_title}"
    return page(request, "recordings/recording.html", title, **context)


@require_POST
def remove(request: HttpRequest, transcript: Transcript) -> HttpResponse:
    recording = recording_of(transcript)
    if recording is not None:
        run_action(request, lambda: remove_recording(recording), "The recording is deleted.")
    return back("transcript_recording", transcript.pk)


@plays_audio
@require_GET
def audio(request: HttpRequest, transcript: Transcript) -> HttpResponse:
    """The file or the part of it that a player asks for; never kept by a cache."""
    recording = recording_of(transcript)
    if recording is None or not (path := path_of(recording.file)).is_file():
        raise Http404("There is no recording of this transcript.")
    size = path.stat().st_size
    try:
        part = part_asked_for(request.headers.get("Range", ""), size)
    except ValueError:
        refused = HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
        refused["Cache-Control"] = "no-store"
        return refused
    first, end = part or Part(0, size)
    if first == 0:  # a player asks for the other parts of the same file afterwards
        note_download(transcript.study, "recording", {"transcript": transcript.pk})
    headers = {
        "Accept-Ranges": "bytes",
        "Cache-Control": "no-store",
        "Content-Disposition": "inline",
        "Content-Length": str(end - first),
        "Content-Type": recording.media_type,
    }
    if part is not None:
        headers["Content-Range"] = f"bytes {first}-{end - 1}/{size}"
    status = 200 if part is None else 206
    stream: HttpResponse = StreamingHttpResponse(  # type: ignore[assignment]
        read_part(path, Part(first, end)), status=status, headers=headers
    )
    return stream
