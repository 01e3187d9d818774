"""The page that asks before a stage of a round is ended, or its end is taken back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from analysis.admin_pages import back, page, run_action
from analysis.coding.permissions import RUN_ROUNDS, may_lead
from analysis.coding.rounds.models import CodingRound, Stage
from analysis.coding.rounds.stages import (
    back_to_comparison,
    back_to_workshop,
    begin_consensus,
    begin_independent,
    close,
    compare,
    open_again,
)


@dataclass(frozen=True)
class Move:
    """A way from one stage to another, and the words of its button.

    Moves for researchers are made by those who run rounds alone.
    """

    stage: Stage
    label: str
    make: Callable[[CodingRound, datetime], object]
    for_researchers: bool = False


MOVES = {
    "independent": Move(
        Stage.WORKSHOP,
        "End the workshop",
        lambda coding_round, now: begin_independent(coding_round, now=now),
    ),
    "compare": Move(
        Stage.INDEPENDENT, "Compare", lambda coding_round, now: compare(coding_round, now=now)
    ),
    "consensus": Move(
        Stage.COMPARISON,
        "Decide on a consensus",
        lambda coding_round, now: begin_consensus(coding_round, now=now),
    ),
    "close": Move(
        Stage.CONSENSUS, "Close the round", lambda coding_round, now: close(coding_round, now=now)
    ),
    "workshop": Move(
        Stage.INDEPENDENT,
        "Back to the workshop",
        lambda coding_round, _now: back_to_workshop(coding_round),
        for_researchers=True,
    ),
    "comparison": Move(
        Stage.CONSENSUS,
        "Back to the comparison",
        lambda coding_round, _now: back_to_comparison(coding_round),
    ),
    "open-again": Move(
        Stage.CLOSED,
        "Open the round again",
        lambda coding_round, _now: open_again(coding_round),
        for_researchers=True,
    ),
}


def moves_from(
    coding_round: CodingRound, user: User | AnonymousUser
) -> tuple[tuple[str, str], ...]:
    """The names and the buttons of what an account that leads the round may do with it now.

    They do not depend on what anybody has coded, which would be told by them.
    """
    had_workshop = coding_round.members.filter(joint=True, late=False).exists()
    return tuple(
        (name, move.label)
        for name, move in MOVES.items()
        if move.stage == coding_round.stage
        and (user.has_perm(RUN_ROUNDS) or not move.for_researchers)
        and (had_workshop or name != "workshop")
    )


def stage(request: HttpRequest, coding_round: CodingRound) -> HttpResponse:
    """Say what a move to another stage does, and make it once that is confirmed."""
    if not may_lead(request.user, coding_round):
        raise PermissionDenied
    sent = request.POST if request.method == "POST" else request.GET
    name = sent.get("to", "")
    move = MOVES.get(name)
    if move is None:
        raise Http404("There is no such stage.")
    if move.for_researchers and not request.user.has_perm(RUN_ROUNDS):
        raise PermissionDenied
    if request.method == "POST":
        now = timezone.now()
        run_action(request, lambda: move.make(coding_round, now))
        return back("codinground_change", coding_round.pk)
    if move.stage != coding_round.stage:
        messages.error(
            request, f"The round is at its {coding_round.get_stage_display()} now; look again."
        )
        return back("codinground_change", coding_round.pk)
    context = {
        "round": coding_round,
        "synthetic": coding_round.synthetic,
        "to": name,
        "label": move.label,
        "is_coded_apart": coding_round.members.filter(joint=False).exists(),
    }
    return page(request, "rounds/stage.html", f"{move.label}?", **context)
