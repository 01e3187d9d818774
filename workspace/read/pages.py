"""The list of a study's participants, with what is to be looked at in their answers."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from analysis.records.assess import to_assess
from analysis.records.flagging import flag_for_a_moment
from analysis.records.participant_filters import (
    ParticipantFilter,
    filter_choices,
    narrowed,
    read_filter,
)
from analysis.records.participant_list import participant_page
from analysis.records.people import answered, participants
from analysis.request_values import people_or_simulated
from survey.participation.flow import study_flow
from survey.population import Population
from survey.studies.find import current_version
from survey.studies.models import Study, StudyKind
from workspace.frame.pages import study_page
from workspace.frame.tabs import Step

READ_ANSWERS = "survey.read_answers"
ASSESS = "analysis.add_exclusionstep"
SEE_LOG = "analysis.view_exclusionstep"

WHILE_ASKED = 8.0
"""Seconds that flags are made for where somebody asks for it."""

Shown = HttpResponseBase


@require_safe
def read(request: HttpRequest, study: Study) -> Shown:
    return list_page(request, study, Population.PEOPLE)


@require_safe
def read_simulated(request: HttpRequest, study: Study) -> Shown:
    return list_page(request, study, Population.SIMULATED)


def list_page(request: HttpRequest, study: Study, population: Population) -> Shown:
    if study.kind == StudyKind.INTERVIEWS:
        return redirect("admin:analysis_interviewees_of", study.slug, population)
    version = current_version(study.slug)
    if version is None:
        nobody = Step("There is no version of this study yet.", "Load one; then people can begin.")
        return study_page(request, study, "read/empty.html", "Read", step=nobody)
    due = flag_for_a_moment(study, population)
    scenarios = {key: scenario.title for key, scenario in version.survey.scenarios.items()}
    choices = filter_choices(study, scenarios)
    chosen = read_filter(request.GET, choices)
    rows = narrowed(study, population, chosen)
    is_synthetic = population is Population.SIMULATED
    context: dict[str, Any] = {
        "population": population,
        "synthetic": is_synthetic,
        "people": study_flow(study, Population.PEOPLE).began,
        "simulated_people": study_flow(study, Population.SIMULATED).began,
        "listed": participant_page(rows, version, page=request.GET.get("page", "1")),
        "choices": [(name, LABELS[name], offered) for name, offered in choices.items()],
        "chosen": vars(chosen),
        "filter": chosen,
        "due": due,
        "may_assess": request.user.has_perm(ASSESS, study),
        "may_see_log": request.user.has_perm(SEE_LOG, study),
    }
    step = None if is_synthetic else next_step(study, may_assess=context["may_assess"])
    title = "Simulated participants" if is_synthetic else "Participants"
    return study_page(request, study, "read/read.html", title, step=step, **context)


LABELS = {
    "flag": "Flag",
    "state": "State",
    "version": "Version",
    "first": "Began with",
    "assessed": "Assessed",
}


def next_step(study: Study, *, may_assess: bool) -> Step:
    """What is assessed, and who comes next: whoever of them began first."""
    done = answered(study, Population.PEOPLE).count()
    waiting = to_assess(participants(study, Population.PEOPLE))
    number = waiting.count()
    if not done:
        return Step("Nobody has completed or stopped yet.", "Wait for the first answers.")
    said = f"{done - number} of {done} participants who are done were assessed."
    if not number:
        return Step(said)
    first = waiting.order_by("number").values_list("number", flat=True)[0]
    people = Population.PEOPLE
    here = reverse("workspace:participant", args=[study.slug, people, first])
    only = ParticipantFilter(assessed="not_yet").query
    task = f"read the answers of {number}, and say of each whether they can be analysed."
    button = (f"Read {people.label(first)}", f"{here}?{only}") if may_assess else None
    return Step(said, task, button)


@require_POST
def flag_all(request: HttpRequest, study: Study, population: str) -> HttpResponse:
    """Apply the rules for some seconds; where many are left, the list offers it once more."""
    whose = people_or_simulated(population)
    flag_for_a_moment(study, whose, seconds=WHILE_ASKED)
    return redirect(list_address(study, whose))


def list_address(study: Study, population: Population, query: str = "") -> str:
    name = "read_simulated" if population is Population.SIMULATED else "read"
    address = reverse(f"workspace:{name}", args=[study.slug])
    return f"{address}?{query}" if query else address
