"""The pages on which a stored transcript is corrected, and forgotten names are replaced."""

from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.views.decorators.http import require_POST

from analysis.admin_pages import addresses, back, page, run_action
from analysis.coding.cases.models import Transcript
from analysis.coding.permissions import for_transcript_editor
from analysis.coding.transcripts.correction_forms import CorrectionForm, CorrectionForms
from analysis.coding.transcripts.corrections import (
    correct,
    is_coded_blind,
    replace_words,
    talk_of,
    undo_correction,
)
from analysis.coding.transcripts.fitting_keys import fitting_key, key_after_replacing
from analysis.coding.transcripts.forms import ReplaceForm
from analysis.coding.transcripts.held import HELD_FOR, key_in, plain_key, sign
from analysis.coding.transcripts.keys import Key, key_file, pseudonyms_of
from analysis.coding.transcripts.names_review import ReviewForm
from analysis.coding.transcripts.recordings.pages import plays_audio, recording_of
from analysis.errors import AnalysisError, CodingsLost
from analysis.request_values import author_and_time, guid_or_404
from core.csv_response import download

SALT = "analysis.transcript.words"


def correction_addresses() -> list[URLPattern]:
    views = (
        ("correct/", correct_page, "transcript_correct"),
        ("undo/", undo, "transcript_undo"),
        ("words/", words_page, "transcript_words"),
    )
    return addresses("<int:pk>/", for_transcript_editor, views)


@plays_audio
def correct_page(request: HttpRequest, transcript: Transcript) -> HttpResponse:
    talk = talk_of(transcript)
    forms = CorrectionForms(talk, request.POST if request.method == "POST" else None)
    if forms.sent is not None and forms.sent.is_valid():
        if _corrected(request, transcript, forms.sent):
            anchor = f"turn-{forms.opened}" if forms.opened else ""
            return back("transcript_correct", transcript.pk, anchor=anchor)
        transcript.refresh_from_db()
    context = {
        "transcript": transcript,
        "carried": [("seen", transcript.digest)],
        "talk": talk,
        "forms": forms,
        "synthetic": transcript.synthetic,
        "recording": recording_of(transcript),
        "is_blind": is_coded_blind(transcript),
    }
    title = f"Correct {transcript.full_title}"
    return page(request, "transcripts/correct.html", title, **context)


def _corrected(request: HttpRequest, transcript: Transcript, form: CorrectionForm) -> bool:
    try:
        change = correct(
            transcript,
            form.correction(),
            seen=request.POST.get("seen", ""),
            confirmed=form.cleaned_data["confirmed"],
            **author_and_time(request),
        )
    except CodingsLost as problem:
        form.ask()
        form.add_error("confirmed", str(problem))
        return False
    except AnalysisError as problem:
        form.add_error(None, str(problem))
        return False
    messages.success(request, f"{change.summary}.")
    return True


@require_POST
def undo(request: HttpRequest, transcript: Transcript) -> HttpResponse:
    guid = guid_or_404(request.POST.get("change", ""))
    run_action(
        request,
        lambda: undo_correction(transcript, guid, **author_and_time(request)),
        "The last change is undone.",
    )
    return back("transcript_change", transcript.pk)


def words_page(request: HttpRequest, transcript: Transcript) -> HttpResponse:
    """Ask for the words and the key, show every place, and only then replace them."""
    if "held" in request.POST:
        return _review(request, transcript)
    form = ReplaceForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        files: list[tuple[Key, ...]] = form.cleaned_data["keys"]
        try:
            known = pseudonyms_of(files)
            if files:
                fitting_key(transcript, (key for file in files for key in file))
            plain = [[plain_key(key) for key in file] for file in files]
            held = sign([transcript.pk, transcript.digest, plain], SALT)
        except AnalysisError as problem:
            form.add_error("keys", str(problem))
        else:
            initial = {"held": held, "lines": form.cleaned_data["lines"]}
            turns = talk_of(transcript).turns
            review = ReviewForm(turns=turns, known=known, initial=initial)
            return _shown(request, transcript, review)
    context = {"transcript": transcript, "form": form, "synthetic": transcript.synthetic}
    title = f"Replace words in {transcript.full_title}"
    return page(request, "transcripts/words.html", title, **context)


def _review(request: HttpRequest, transcript: Transcript) -> HttpResponse:
    try:
        pk, digest, plain = signing.loads(request.POST["held"], salt=SALT, max_age=HELD_FOR)
    except signing.BadSignature:
        pk, digest, plain = None, "", []
    if pk != transcript.pk:
        messages.error(request, "The words were held for a day at most. Type them again.")
        return back("transcript_words", transcript.pk)
    files = [tuple(key_in(key) for key in file) for file in plain]
    keys = [key for file in files for key in file]
    turns, known = talk_of(transcript).turns, pseudonyms_of(files)
    form = ReviewForm(request.POST, turns=turns, known=known)
    if not form.is_valid() or form.shows:
        return _shown(request, transcript, form)
    try:
        if request.POST.get("do") == "key":
            key = key_after_replacing(transcript, form.chosen, left=form.left, keys=keys)
            return download(key_file([*keys, key]).encode(), "key.json", "application/json")
        change = replace_words(
            transcript, form.chosen, left=form.left, seen=digest, **author_and_time(request)
        )
    except AnalysisError as problem:
        form.add_error("lines", str(problem))
        return _shown(request, transcript, form)
    messages.success(request, f"{change.summary}.")
    return back("transcript_change", transcript.pk)


def _shown(request: HttpRequest, transcript: Transcript, form: ReviewForm) -> HttpResponse:
    context: dict[str, Any] = {
        "transcript": transcript,
        "form": form,
        "synthetic": transcript.synthetic,
    }
    title = f"Words to replace in {transcript.full_title}"
    return page(request, "transcripts/words_review.html", title, **context)
