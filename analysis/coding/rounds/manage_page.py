"""The page on which researchers rename, extend and delete a round."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from analysis.admin_pages import back, page, run_action
from analysis.coding.cases.codable import offered_cases
from analysis.coding.permissions import RUN_ROUNDS
from analysis.coding.rounds.manage import (
    LONGEST_TITLE,
    UNTIL_CLOSED,
    UNTIL_COMPARED,
    delete_round,
    extend_round,
    rename_round,
)
from analysis.coding.rounds.models import CodingRound
from survey.population import Population


def manage(request: HttpRequest, coding_round: CodingRound) -> HttpResponse:
    if not request.user.has_perm(RUN_ROUNDS):
        raise PermissionDenied
    if request.method == "POST":
        return _managed(request, coding_round)
    context = {
        "round": coding_round,
        "synthetic": coding_round.synthetic,
        "longest": LONGEST_TITLE,
        "offered": _offered(coding_round),
        "takes_apart": coding_round.stage in UNTIL_COMPARED,
        "takes_together": coding_round.stage in UNTIL_CLOSED,
    }
    return page(request, "rounds/manage.html", "Rename, extend or delete", **context)


def _managed(request: HttpRequest, coding_round: CodingRound) -> HttpResponse:
    sent = request.POST
    if sent.get("do") == "delete":
        if run_action(request, lambda: delete_round(coding_round), "The round is deleted."):
            return redirect("admin:analysis_codinground_changelist")
        return back("round_manage", coding_round.pk)
    actions: dict[str, Callable[[], object]] = {
        "rename": lambda: rename_round(coding_round, title=sent.get("title", "")),
        "extend": lambda: extend_round(
            coding_round, together=sent.getlist("together"), apart=sent.getlist("apart")
        ),
    }
    action = actions.get(sent.get("do", ""))
    if action is None:
        raise Http404("There is no such change.")
    if run_action(request, action, "Kept."):
        return back("codinground_change", coding_round.pk)
    return back("round_manage", coding_round.pk)


def _offered(coding_round: CodingRound) -> list[tuple[str, str]]:
    """The cases that are not in the round yet, each with its label and its title."""
    population = Population.SIMULATED if coding_round.synthetic else Population.PEOPLE
    there = set(coding_round.members.values_list("case__label", flat=True))
    offered = offered_cases(coding_round.codebook.study, population)
    return [(label, title) for label, title in offered if label not in there]
