"""Erasing a participant who asked for it, after one confirmation."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from survey.errors import WrongNumber
from survey.leaving.erase_on_request import erase_on_request
from survey.participation.models import Participant
from survey.population import Population
from survey.studies.models import Study
from workspace.frame.pages import study_page
from workspace.read.pages import list_address
from workspace.read.record_pages import for_participant


@require_http_methods(["GET", "HEAD", "POST"])
@for_participant
def erase(request: HttpRequest, study: Study, person: Participant) -> HttpResponse:
    population, who, problem = Population(person.population), person.label, ""
    if request.method == "POST":
        try:
            erase_on_request(person, request.POST.get("number", ""), now=timezone.now())
        except WrongNumber as wrong:
            problem = str(wrong)
        except Participant.DoesNotExist as gone:
            raise Http404("There is no such participant.") from gone
        else:
            messages.success(request, f"Everything about {who} is erased.")
            return redirect(list_address(study, population))
    context: dict[str, Any] = {
        "person": person,
        "population": population,
        "synthetic": population is Population.SIMULATED,
        "problem": problem,
    }
    status = 422 if problem else 200
    return study_page(request, study, "read/erase.html", f"Erase {who}", status=status, **context)
