"""Leaving a study, and taking along what one gave."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from survey.actions.withdrawal import stop, withdraw
from survey.models import Participant, State
from survey.queries.copies import own_copy
from survey.queries.studies import current_version
from survey.views.moment import moment_of
from survey.views.pages import participants_own
from survey.views.way_back import way_back, way_back_of


@require_http_methods(["GET", "HEAD", "POST"])
@participants_own
def leave(request: HttpRequest, participant: Participant) -> HttpResponse:
    """Both ways to leave, each behind a plain confirmation."""
    wish = request.POST.get("wish")
    if wish == "stop":
        stop(participant, now=moment_of(participant, request))
        return redirect("survey:resume", participant.token)
    if wish == "delete" and "sure" in request.POST:
        sent_by_panel, study = participant.from_panel, participant.definition.study
        withdraw(participant, now=moment_of(participant, request))
        address = reverse("survey:deleted")
        return redirect(f"{address}?panel={study}" if sent_by_panel else address)
    context = {
        "study": participant.definition,
        "participant": participant,
        "can_stop": participant.state == State.ACTIVE,
        "asks_again": wish == "delete",
    }
    return render(request, "survey/leave.html", context, status=422 if wish else 200)


@require_safe
@participants_own
def stopped(request: HttpRequest, participant: Participant) -> HttpResponse:
    if participant.state != State.STOPPED:
        return redirect("survey:resume", participant.token)
    context = {
        "study": participant.definition,
        "participant": participant,
        "way_back": way_back_of(participant, "declined", now=moment_of(participant, request)),
    }
    return render(request, "survey/stopped.html", context)


@require_safe
def deleted(request: HttpRequest) -> HttpResponse:
    """`?panel=` names the study of somebody whom its panel wants back; nothing else is known."""
    slug = request.GET.get("panel", "").replace("\0", "")  # which PostgreSQL cannot look for
    version = current_version(slug) if slug else None
    back = way_back(version.definition, "declined", from_panel=True) if version else None
    return render(request, "survey/deleted.html", {"way_back": back})


@require_safe
@participants_own
def agreed(request: HttpRequest, participant: Participant) -> HttpResponse:
    """What somebody agreed to, word by word, to print or to save."""
    context = {"study": participant.definition, "participant": participant}
    return render(request, "survey/agreed.html", context)


@require_safe
@participants_own
def download(request: HttpRequest, participant: Participant) -> HttpResponse:
    response = JsonResponse(own_copy(participant), json_dumps_params={"indent": 2})
    response.headers["Content-Disposition"] = 'attachment; filename="my-answers.json"'
    return response
