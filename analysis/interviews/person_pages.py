"""The page of a participant of interviews, how interviews change places, and the withdrawal."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from analysis.admin_pages import page
from analysis.coding.cases.models import Transcript
from analysis.coding.permissions import VIEW_TRANSCRIPTS
from analysis.interviews.forms import CHANNELS, EditForm
from analysis.interviews.guards import CHANGE, ERASE
from analysis.interviews.read import with_transcripts
from analysis.interviews.write import change_interviewee, move_transcript
from analysis.records.interview_list import interviewee_record, interviewees
from analysis.request_values import primary_key
from survey.errors import SurveyError
from survey.interviews.models import Interviewee
from survey.interviews.write import erase_interviewee, place_interviewee
from survey.population import Population


def person_page(request: HttpRequest, interviewee: Interviewee) -> HttpResponse:
    """Everything that is known of somebody, and their interviews in order; nothing of coding."""
    may_change = request.user.has_perm(CHANGE)
    if request.method == "POST" and not may_change:
        raise PermissionDenied
    definition = interviewee.version.interviews
    everybody = interviewees(interviewee.study, Population(interviewee.population))
    place = list(everybody.values_list("pk", flat=True)).index(interviewee.pk) + 1
    initial = {
        "label": interviewee.label,
        "consented_on": interviewee.consented_on,
        "consent_language": interviewee.consent_language,
        "channel": interviewee.channel,
        "place": place,
    }
    form = EditForm(definition, request.POST or None, initial=initial)
    if form.is_valid():
        try:
            change_interviewee(interviewee, form.details, now=timezone.now())
        except SurveyError as problem:
            form.add_error(None, str(problem))
        else:
            if form.cleaned_data["place"] != place:
                place_interviewee(interviewee, form.cleaned_data["place"])
            messages.success(request, "The changes are stored.")
            return redirect("admin:survey_interviewee_change", interviewee.pk)
    (record,) = with_transcripts([interviewee_record(interviewee)])
    known = [
        (attribute.title, record.attributes.get(key, ""))
        for key, attribute in definition.attributes.items()
    ]
    context = {
        **_shared(interviewee),
        "record": record,
        "known": known,
        "form": form,
        "channels": form.channels,
        "channels_id": CHANNELS,
        "may_change": may_change,
        "may_erase": request.user.has_perm(ERASE),
        "may_read": request.user.has_perm(VIEW_TRANSCRIPTS),
        "may_import": request.user.has_perm("analysis.add_transcript"),
    }
    return page(request, "interviews/person.html", f"Participant {interviewee}", **context)


@require_POST
def move(request: HttpRequest, interviewee: Interviewee) -> HttpResponse:
    """Let an interview change places with the one before it or after it."""
    transcript = Transcript.objects.filter(
        pk=primary_key(request.POST.get("transcript", "")), case__interviewee=interviewee
    ).first()
    direction = request.POST.get("to", "")
    if transcript is None or direction not in {"up", "down"}:
        raise Http404("There is no such interview of this participant.")
    move_transcript(transcript, up=direction == "up")
    return redirect(
        reverse("admin:survey_interviewee_change", args=[interviewee.pk]) + "#interviews"
    )


def erase(request: HttpRequest, interviewee: Interviewee) -> HttpResponse:
    """Ask once, then delete somebody with all that they said and all that was coded in it."""
    if request.method == "POST":
        slug, population = interviewee.study.slug, interviewee.population
        erase_interviewee(interviewee, now=timezone.now())
        messages.success(request, "The participant is deleted, with everything that they said.")
        return redirect("admin:analysis_interviewees_of", slug, population)
    context = _shared(interviewee)
    return page(request, "interviews/erase.html", f"Erase participant {interviewee}?", **context)


def _shared(interviewee: Interviewee) -> dict[str, Any]:
    return {
        "interviewee": interviewee,
        "study": interviewee.study,
        "population": interviewee.population,
        "synthetic": interviewee.population == Population.SIMULATED,
    }
