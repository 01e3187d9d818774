"""The pages for leaving a study and for downloading one's own data."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from survey.enrolment.panel_return import panel_return, panel_return_of
from survey.leaving.data_access import own_copy
from survey.leaving.withdraw import stop, withdraw
from survey.participation.models import Participant, State
from survey.participation.requests import participant_time, participants_own
from survey.studies.find import current_version


@require_http_methods(["GET", "HEAD", "POST"])
@participants_own
def leave(request: HttpRequest, participant: Participant) -> HttpResponse:
    """Both ways to leave. Each asks again unless its own box is ticked."""
    wish, now = request.POST.get("wish"), participant_time(participant, request)
    if wish and "sure" not in request.POST:
        address = reverse("survey:leave", args=[participant.token])
        return redirect(f"{address}?asked={'delete' if wish == 'delete' else 'stop'}")
    if wish == "stop":
        stop(participant, now=now)
        return redirect("survey:resume", participant.token)
    if wish == "delete":
        sent_by_panel, study = participant.from_panel, participant.definition.study
        withdraw(participant, now=now)
        address = reverse("survey:deleted", args=[study])
        return redirect(f"{address}?panel=yes" if sent_by_panel else address)
    context = {
        "study": participant.definition,
        "participant": participant,
        "can_stop": participant.state == State.ACTIVE,
        "asked": request.GET.get("asked"),
    }
    return render(request, "leaving/leave.html", context)


@require_safe
@participants_own
def stopped(request: HttpRequest, participant: Participant) -> HttpResponse:
    if participant.state != State.STOPPED:
        return redirect("survey:resume", participant.token)
    context = {
        "study": participant.definition,
        "participant": participant,
        "panel_return": panel_return_of(
            participant, "stopped", now=participant_time(participant, request)
        ),
    }
    return render(request, "leaving/stopped.html", context)


@require_safe
def deleted(request: HttpRequest, slug: str) -> HttpResponse:
    """The page after a deletion. All that is known by now is which study it was.

    `?panel=yes` is for participants whom a panel expects back.
    """
    version = current_version(slug)
    if version is None:
        raise Http404(f"no study {slug}")
    study, from_panel = version.survey, request.GET.get("panel") == "yes"
    back = panel_return(study, "stopped", from_panel=from_panel)
    return render(request, "leaving/deleted.html", {"study": study, "panel_return": back})


@require_safe
@participants_own
def agreed(request: HttpRequest, participant: Participant) -> HttpResponse:
    """The text a participant consented to, word by word, to print or to save."""
    context = {"study": participant.definition, "participant": participant}
    return render(request, "leaving/agreed.html", context)


@require_safe
@participants_own
def download(request: HttpRequest, participant: Participant) -> HttpResponse:
    response = JsonResponse(own_copy(participant), json_dumps_params={"indent": 2})
    response.headers["Content-Disposition"] = 'attachment; filename="my-answers.json"'
    return response
