"""Codebooks, rounds and results of one study on one page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from analysis.coding.codebooks.models import Codebook
from analysis.coding.permissions import RUN_ROUNDS, VIEW_CODEBOOKS
from analysis.coding.rounds.coding_state import CodingState, coding_state
from analysis.coding.rounds.models import CodingRound
from survey.population import Population
from survey.studies.find import current_version
from survey.studies.models import Study, StudyKind
from workspace.code.waiting import coding_waiting
from workspace.frame.pages import study_page
from workspace.frame.tabs import Step
from workspace.frame.waiting import Waiting


def code(request: HttpRequest, study: Study) -> HttpResponse:
    """Everything for those who run rounds; a coder's own rounds otherwise."""
    waiting = coding_waiting([study], request.user).get(study.pk, [])
    if not request.user.has_perm(VIEW_CODEBOOKS):
        own = CodingRound.objects.filter(codebook__study=study, coders__user=request.user.pk)
        return study_page(
            request,
            study,
            "code/coder.html",
            "Code",
            step=_step_of_coder(waiting, has_rounds=own.exists()),
            rounds=own.select_related("codebook").order_by("-number"),
            waiting=waiting,
        )
    codebooks = list(Codebook.objects.filter(study=study).order_by("title"))
    states = _states(request, study)
    context: dict[str, Any] = {
        "codebooks": codebooks,
        "states": states,
        "plan": _plan_address(codebooks),
        "waiting": waiting,
        "is_interviews": study.kind == StudyKind.INTERVIEWS,
    }
    step = _step(study, codebooks, states, waiting)
    return study_page(request, study, "code/code.html", "Code", step=step, **context)


def _states(request: HttpRequest, study: Study) -> list[tuple[Population, CodingState]]:
    """How far coding is; simulated participants alone come last, where there are any rounds."""
    if current_version(study.slug) is None:
        return []
    may_run = request.user.has_perm(RUN_ROUNDS)
    people, simulated = (
        coding_state(study, request.user, population, runs_rounds=may_run)
        for population in (Population.PEOPLE, Population.SIMULATED)
    )
    shown = [(Population.PEOPLE, people)]
    return [*shown, (Population.SIMULATED, simulated)] if simulated.rounds else shown


def _step_of_coder(waiting: list[Waiting], *, has_rounds: bool) -> Step:
    if waiting:
        first = waiting[0]
        return Step(
            "There is something for you to code.", f"{first.text}.", ("Go on", first.address)
        )
    if has_rounds:
        return Step("Everything you were asked to code is done.")
    return Step("You are in no coding round yet. You find it here once it is planned.")


def _step(
    study: Study,
    codebooks: list[Codebook],
    states: list[tuple[Population, CodingState]],
    waiting: list[Waiting],
) -> Step:
    plan = ("Plan a coding round", _plan_address(codebooks))
    if not codebooks:
        new = f"{reverse('admin:analysis_codebook_add')}?study={study.pk}"
        return Step("There is no codebook yet.", "begin one.", ("New codebook", new))
    if waiting:
        first = waiting[0]
        return Step(_rounds(states), f"{first.text}.", ("Go there", first.address))
    uncoded = next((state.waiting for population, state in states if state.waiting), 0)
    if uncoded:
        who = "one person" if uncoded == 1 else f"{uncoded} people"
        return Step(_rounds(states), f"the words of {who} are in no round yet.", plan)
    coded = next((one for one, state in states if state.rounds), Population.PEOPLE)
    results = reverse("admin:analysis_results", args=[codebooks[0].pk, coded])
    return Step(_rounds(states), "", ("Read the results", results))


def _plan_address(codebooks: list[Codebook]) -> str:
    """Straight to the form where there is no choice of codebooks."""
    if len(codebooks) == 1:
        return reverse("admin:analysis_plan_round_for", args=[codebooks[0].slug, Population.PEOPLE])
    return reverse("admin:analysis_plan_round")


def _rounds(states: list[tuple[Population, CodingState]]) -> str:
    number = sum(len(state.rounds) for _population, state in states)
    if not number:
        return "No round is planned yet."
    return "One round is planned." if number == 1 else f"{number} rounds are planned."
