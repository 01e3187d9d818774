"""The pages of a translation: a file and its names, words typed beside turns, and what is coded."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.views.decorators.http import require_POST

from analysis.admin_pages import addresses, back, page, run_action
from analysis.coding.cases.models import Transcript
from analysis.coding.permissions import for_transcript_editor
from analysis.coding.transcripts.corrections import talk_of
from analysis.coding.transcripts.keys import (
    SPEAKER,
    Key,
    Occurrence,
    key_file,
    pseudonyms_of,
)
from analysis.coding.transcripts.names_review import ReviewForm
from analysis.coding.transcripts.pseudonyms import places_of, replaced_at, require_pseudonyms
from analysis.coding.transcripts.reading import read_transcript
from analysis.coding.transcripts.translations.about import stamp_of
from analysis.coding.transcripts.translations.fitting import require_turn_by_turn
from analysis.coding.transcripts.translations.forms import TranslationForm, TypedForm
from analysis.coding.transcripts.translations.held import HeldTranslation, held_translation
from analysis.coding.transcripts.translations.write import (
    add_translation,
    remove_translation,
    switch_languages,
    type_translation,
)
from analysis.coding.transcripts.turns import ReadTranscript, Turn
from analysis.errors import AnalysisError
from analysis.request_values import author_and_time
from core.csv_response import download


def translation_addresses() -> list[URLPattern]:
    views = (
        ("translation/", add_page, "transcript_translation"),
        ("translation/review/", review, "transcript_translation_review"),
        ("translation/typed/", typed_page, "transcript_translation_typed"),
        ("translation/switch/", switch, "transcript_translation_switch"),
        ("translation/remove/", remove, "transcript_translation_remove"),
    )
    return addresses("<int:pk>/", for_transcript_editor, views)


def add_page(request: HttpRequest, transcript: Transcript) -> HttpResponse:
    """Read a file or pasted turns and show the names in them; nothing is stored yet."""
    form = TranslationForm(request.POST or None, request.FILES or None, transcript=transcript)
    if form.is_valid():
        try:
            held = _held(transcript, form)
            return _names(request, transcript, held, _review_form(held, None))
        except AnalysisError as problem:
            form.add_error("file", str(problem))
    context = {"transcript": transcript, "form": form, "synthetic": transcript.synthetic}
    title = f"Add a translation to {transcript.full_title}"
    return page(request, "translations/add.html", title, **context)


def review(request: HttpRequest, transcript: Transcript) -> HttpResponse:
    """Look through the names of a translation, and store it without them."""
    try:
        held = held_translation(request.POST.get("held", ""))
    except signing.BadSignature:
        held = None
    if held is None or held.transcript != transcript.pk:
        if request.method == "POST":
            messages.error(request, "The translation was held for a day at most. Choose it again.")
        return back("transcript_translation", transcript.pk)
    form = _review_form(held, request.POST)
    if not form.is_valid() or form.shows:
        return _names(request, transcript, held, form)
    try:
        turns, key = _pseudonymised(held.turns, form)
        if request.POST.get("do") == "key":
            keys = [*(key for file in held.keys for key in file), key]
            return download(key_file(keys).encode(), "key.json", "application/json")
        change = add_translation(
            transcript,
            turns,
            held.origin,
            code_translation=held.code_translation,
            seen=held.seen,
            **author_and_time(request),
        )
    except AnalysisError as problem:
        form.add_error("lines", str(problem))
        return _names(request, transcript, held, form)
    messages.success(request, f"{change.summary}.")
    return back("transcript_change", transcript.pk)


def typed_page(request: HttpRequest, transcript: Transcript) -> HttpResponse:
    """The turns with a field beside each."""
    turns = talk_of(transcript).turns
    form = TypedForm(request.POST or None, transcript=transcript, turns=turns)
    seen = request.POST.get("seen") or stamp_of(transcript)
    if form.is_valid():
        try:
            change = type_translation(
                transcript,
                form.words,
                form.origin,
                code_translation=form.code_translation,
                seen=seen,
                **author_and_time(request),
            )
        except AnalysisError as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, f"{change.summary}.")
            return back("transcript_change", transcript.pk)
    context = {
        "transcript": transcript,
        "form": form,
        "seen": seen,
        "synthetic": transcript.synthetic,
    }
    title = f"Translate {transcript.full_title}"
    return page(request, "translations/typed.html", title, **context)


@require_POST
def switch(request: HttpRequest, transcript: Transcript) -> HttpResponse:
    seen = request.POST.get("seen", "")
    run_action(
        request,
        lambda: switch_languages(transcript, seen=seen, **author_and_time(request)),
        "The other language is coded now.",
    )
    return back("transcript_change", transcript.pk)


@require_POST
def remove(request: HttpRequest, transcript: Transcript) -> HttpResponse:
    seen = request.POST.get("seen", "")
    run_action(
        request,
        lambda: remove_translation(transcript, seen=seen, **author_and_time(request)),
        "The words in the other language are removed.",
    )
    return back("transcript_change", transcript.pk)


def _held(transcript: Transcript, form: TranslationForm) -> HeldTranslation:
    """Raises AnalysisError for a file that cannot be read or has other turns."""
    read = _read(form.cleaned_data)
    turns = talk_of(transcript).turns
    require_turn_by_turn(turns, read.turns)
    return HeldTranslation(
        transcript=transcript.pk,
        seen=transcript.digest,
        origin=form.origin,
        code_translation=form.code_translation,
        remarks=read.remarks,
        turns=tuple(
            replace(turn, text=other.text, parallel="")
            for turn, other in zip(turns, read.turns, strict=True)
        ),
        keys=form.cleaned_data["keys"],
    )


def _read(sent: dict[str, Any]) -> ReadTranscript:
    if file := sent["file"]:
        return read_transcript(file.name, file.read())
    return read_transcript("pasted.txt", sent["pasted"].encode(errors="replace"))


def _pseudonymised(turns: tuple[Turn, ...], form: ReviewForm) -> tuple[tuple[Turn, ...], Key]:
    """The words replaced in what is said, by pseudonyms that the original may have as well."""
    require_pseudonyms(form.chosen.values())
    left = form.left
    places = (
        place
        for place in places_of(turns, form.chosen)
        if place not in left and place.part != SPEAKER
    )
    return replaced_at(turns, (Occurrence(*place, form.chosen[place.words]) for place in places))


def _review_form(held: HeldTranslation, data: Any) -> ReviewForm:
    known = pseudonyms_of(held.keys)
    return ReviewForm(data, turns=held.turns, known=known, initial={"held": held.signed()})


def _names(
    request: HttpRequest, transcript: Transcript, held: HeldTranslation, form: ReviewForm
) -> HttpResponse:
    context = {
        "transcript": transcript,
        "form": form,
        "remarks": held.remarks,
        "turns": held.turns,
        "language": held.origin.language,
        "synthetic": transcript.synthetic,
    }
    return page(request, "translations/review.html", "Names in the translation", **context)
