"""One participant on one page: read, assessed, excluded, taken in again."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from analysis.admin_pages import run_action
from analysis.records.assess import assess, take_back_assessment
from analysis.records.exclude import exclude, readmit
from analysis.records.participant_filters import (
    ParticipantFilter,
    filter_choices,
    narrowed,
    neighbours,
    read_filter,
)
from analysis.records.whole_record import participant_of, whole_record
from analysis.request_values import people_or_simulated
from survey.participation.models import Participant
from survey.population import Population
from survey.studies.models import Study
from workspace.frame.pages import study_page
from workspace.read import forms
from workspace.read.codes import codes_in_answers
from workspace.read.forms import TAKE_BACK, TAKE_IN, AssessmentForm, ReadmissionForm
from workspace.read.pages import ASSESS, list_address

SEE_IDENTIFYING = "survey.export_identifying"
ERASE = "survey.delete_participant"
REPLAY = "survey.view_participant"

View = Callable[[HttpRequest, Study, Participant], HttpResponse]


def for_participant(view: View) -> Callable[..., HttpResponse]:
    """Read the participant whom an address names."""

    @wraps(view)
    def with_participant(
        request: HttpRequest, study: Study, population: str, number: int
    ) -> HttpResponse:
        person = participant_of(study, people_or_simulated(population), number)
        if person is None:
            raise Http404("There is no such participant.")
        return view(request, study, person)

    return with_participant


@require_safe
@for_participant
def participant(request: HttpRequest, study: Study, person: Participant) -> HttpResponse:
    return _shown(request, study, person)


def _shown(
    request: HttpRequest,
    study: Study,
    person: Participant,
    form: AssessmentForm | ReadmissionForm | None = None,
) -> HttpResponse:
    user, population = request.user, Population(person.population)
    record = whole_record(person, with_identifying=user.has_perm(SEE_IDENTIFYING, study))
    chosen = _filter(request, study)
    beside = neighbours(narrowed(study, population, chosen), person.number)
    codes = codes_in_answers(person.pk, user)
    pages = [
        (page, [(answer, codes.get((answer.scenario, answer.key), ())) for answer in page.answers])
        for page in record.pages
    ]
    if form is None:
        form = ReadmissionForm() if record.excluded else AssessmentForm(study=study)
    context: dict[str, Any] = {
        "record": record,
        "pages": pages,
        "participant": person,
        "population": population,
        "synthetic": population is Population.SIMULATED,
        "before": _beside(population, beside.before),
        "after": _beside(population, beside.after),
        "filter": chosen,
        "list_address": list_address(study, population, chosen.query),
        "form": form,
        "may_assess": user.has_perm(ASSESS, study) and not record.is_active,
        "may_erase": user.has_perm(ERASE, study),
        "may_replay": user.has_perm(REPLAY, study),
    }
    title = f"{population.singular} {person.label}"
    status = 422 if form.errors else 200
    return study_page(request, study, "read/participant.html", title, status=status, **context)


def _beside(population: Population, number: int | None) -> tuple[int, str] | None:
    return None if number is None else (number, population.label(number))


def _filter(request: HttpRequest, study: Study) -> ParticipantFilter:
    """The filter of the list that somebody came from, which the address carries along."""
    latest = study.versions.order_by("loaded_at", "pk").last()
    scenarios = {} if latest is None else dict.fromkeys(latest.survey.scenarios, "")
    return read_filter(request.GET, filter_choices(study, scenarios))


@require_POST
@for_participant
def assess_participant(request: HttpRequest, study: Study, person: Participant) -> HttpResponse:
    """What `do` says: assess, take in again, or take the assessment back."""
    does = request.POST.get("do", "")
    form: AssessmentForm | ReadmissionForm
    if does == TAKE_BACK:
        run_action(request, lambda: take_back_assessment(person), "Not assessed any more.")
        return _onward(request, study, person)
    if does == TAKE_IN:
        form = ReadmissionForm(request.POST)
    else:
        form = AssessmentForm(request.POST, study=study)
    if not form.is_valid():
        return _shown(request, study, person, form)
    run_action(request, lambda: _done(request, person, form.cleaned_data))
    return _onward(request, study, person)


def _done(request: HttpRequest, person: Participant, cleaned: dict[str, Any]) -> None:
    assert isinstance(request.user, User), "the page is for accounts alone"  # noqa: S101
    common: dict[str, Any] = {"by": request.user, "now": timezone.now(), "note": cleaned["note"]}
    who = person.label
    match cleaned.get("verdict", TAKE_IN):
        case forms.FINE:
            assess(person, **common)
            messages.success(request, f"{who} was assessed and stays in the analysis.")
        case forms.EXCLUDE:
            frees = {"frees_slot": cleaned["frees_slot"]}
            exclude(person, cleaned["reason"], **frees, **common)
            messages.success(request, f"{who} is excluded. Reports follow from now on.")
        case _:
            readmit(person, cleaned["reason"], **common)
            messages.success(request, f"{who} is taken in again. Reports follow from now on.")


def _onward(request: HttpRequest, study: Study, person: Participant) -> HttpResponse:
    """Back to the participant, or on to the next one of the list where that was asked for."""
    chosen, population = _filter(request, study), Population(person.population)
    number: int | None = person.number
    if "onward" in request.POST:
        beside = neighbours(narrowed(study, population, chosen), person.number)
        number = beside.after or beside.before
    if number is None:
        return redirect(list_address(study, population, chosen.query))
    address = reverse("workspace:participant", args=[study.slug, population, number])
    return redirect(f"{address}?{chosen.query}" if chosen.query else address)
