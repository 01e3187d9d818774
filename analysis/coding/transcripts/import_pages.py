"""The pages of an import: a file, who speaks in it, the names in it, and only then the store."""

from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from analysis.admin_pages import back, page
from analysis.coding.transcripts.correction_forms import CorrectionForms
from analysis.coding.transcripts.edits import Talk
from analysis.coding.transcripts.forms import TranscriptForm
from analysis.coding.transcripts.held import HeldTranscript, held_in
from analysis.coding.transcripts.interview_conduct import Held
from analysis.coding.transcripts.keys import key_file, pseudonyms_of
from analysis.coding.transcripts.names_review import ReviewForm
from analysis.coding.transcripts.pseudonyms import pseudonymised, replaced_in
from analysis.coding.transcripts.reading import read_transcript
from analysis.coding.transcripts.store import next_title, store_transcript
from analysis.errors import AnalysisError
from core.csv_response import download
from survey.errors import UnfitInterviewee
from survey.interviews.models import Interviewee
from survey.members.access import studies_where
from survey.population import Population
from survey.studies.downloads import note_download

ADD = "analysis.add_transcript"
CHOOSE = "admin:analysis_transcript_add"
OF_NAMES = ("show", "key", "store")
"""What the page of names can be asked to do."""


def choose(request: HttpRequest) -> HttpResponse:
    """Read a file and show who speaks in it; nothing is stored yet."""
    _require_may(request)
    asked = {"interviewee": request.GET.get("interviewee", "")}
    form = TranscriptForm(
        request.POST or None, request.FILES or None, initial=asked, user=request.user
    )
    if form.is_valid():
        try:
            held = _held(form.cleaned_data)
            return _speakers(request, held, CorrectionForms(held.talk))
        except AnalysisError as problem:
            form.add_error("file", str(problem))
    return page(request, "transcripts/transcript_form.html", "Import a transcript", form=form)


def review(request: HttpRequest) -> HttpResponse:
    """Correct what was read, look through its names, and store it without them."""
    _require_may(request)
    try:
        held = held_in(request.POST.get("held", ""))
    except signing.BadSignature:
        if request.method == "POST":
            messages.error(request, "The transcript was held for a day at most. Choose it again.")
        return redirect(CHOOSE)
    studies = studies_where(request.user, ADD)
    if not Interviewee.objects.filter(pk=held.interviewee, study__in=studies).exists():
        messages.error(
            request,
            "The participant was deleted meanwhile, and nothing was stored. Leave the pages of "
            "this import, and delete its file.",
        )
        return redirect(CHOOSE)
    do = request.POST.get("do", "")
    if do == "names":
        return _names(request, held, _review_form(held, None))
    return _review_names(request, held) if do in OF_NAMES else _correct(request, held)


def _correct(request: HttpRequest, held: HeldTranscript) -> HttpResponse:
    forms = CorrectionForms(held.talk, request.POST)
    if forms.sent is not None and forms.sent.is_valid():
        try:
            held = held.corrected(forms.sent.correction())
        except AnalysisError as problem:
            forms.sent.add_error(None, str(problem))
        else:
            forms = CorrectionForms(held.talk)
    return _speakers(request, held, forms)


def _review_names(request: HttpRequest, held: HeldTranscript) -> HttpResponse:
    form = _review_form(held, request.POST)
    if not form.is_valid() or form.shows:
        return _names(request, held, form)
    try:
        if request.POST["do"] == "key":
            _turns, key = pseudonymised(held.talk.turns, form.chosen, left=form.left)
            earlier = [key for file in held.keys for key in file]
            study = Interviewee.objects.select_related("study").get(pk=held.interviewee).study
            note_download(study, "key of a transcript", {"participant": held.interviewee})
            return download(key_file([*earlier, key]).encode(), "key.json", "application/json")
        stored, _key = store_transcript(
            get_object_or_404(Interviewee, pk=held.interviewee),
            replaced_in(held.title, form.chosen, held.talk.speakers),
            held.talk.turns,
            form.chosen,
            left=form.left,
            interviewers=held.talk.interviewers,
            language=held.language,
            held=held.interview,
            now=timezone.now(),
        )
    except (AnalysisError, UnfitInterviewee) as problem:
        form.add_error("lines", str(problem))
        return _names(request, held, form)
    number = len(held.talk.turns)
    messages.success(request, f"{stored.full_title} is stored, with {number} turns.")
    return back("transcript_change", stored.pk)


def _held(sent: dict[str, Any]) -> HeldTranscript:
    file, interviewee = sent["file"], sent["interviewee"]
    read = read_transcript(file.name, file.read())
    return HeldTranscript(
        interviewee=interviewee.pk,
        title=sent["title"] or next_title(interviewee),
        language=sent["language"] or interviewee.version.definition.language,
        interview=Held(sent["held_on"], sent["mode"], sent["minutes"]),
        synthetic=interviewee.population == Population.SIMULATED,
        remarks=read.remarks,
        talk=Talk(read.turns),
        keys=sent["keys"],
    )


def _review_form(held: HeldTranscript, data: Any) -> ReviewForm:
    known = pseudonyms_of(held.keys)
    return ReviewForm(data, turns=held.talk.turns, known=known, initial={"held": held.signed()})


def _speakers(request: HttpRequest, held: HeldTranscript, forms: CorrectionForms) -> HttpResponse:
    context = {
        "carried": [("held", held.signed())],
        "talk": held.talk,
        "forms": forms,
        "remarks": held.remarks,
        **_way(held),
    }
    return page(request, "transcripts/speakers.html", "Who speaks", **context)


def _names(request: HttpRequest, held: HeldTranscript, form: ReviewForm) -> HttpResponse:
    context = {"form": form, "talk": held.talk, "remarks": held.remarks, **_way(held)}
    return page(request, "transcripts/review.html", "Names in the transcript", **context)


def _way(held: HeldTranscript) -> dict[str, Any]:
    return {
        "chosen_at": CHOOSE,
        "chosen_as": "Import a transcript",
        "transcript_title": held.title,
        "synthetic": held.synthetic,
    }


def _require_may(request: HttpRequest) -> None:
    if not request.user.has_perm(ADD):
        raise PermissionDenied
