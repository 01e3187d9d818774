"""A trial replayed in the pages that its participant saw. Nothing can be sent."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from attribution.errors import NotInBundle
from survey.participation.models import Participant, Trial
from survey.population import Population
from survey.trial.page import SettingForm
from survey.trial.replay import Replay, replay
from survey.trial.state import TrialState


@require_safe
def replay_page(request: HttpRequest, pk: int, scenario: str) -> HttpResponse:
    """`?shown=` names an Apply by its position; 0 and nothing stand for the page before any.

    Pilots have no replay, as nothing of a pilot is analysed.
    """
    people = Participant.objects.select_related("version__study").exclude(
        population=Population.PILOTS
    )
    participant = get_object_or_404(people, pk=pk)
    try:
        replayed = replay(participant, scenario)
    except Trial.DoesNotExist as problem:
        raise Http404(f"no trial of {scenario}") from problem
    except NotInBundle:
        return TemplateResponse(request, "trial/unavailable.html", status=503)
    position = _position(request.GET.get("shown", "1"), len(replayed.steps))
    context = _context(participant, scenario, replayed, replayed.after(position))
    return TemplateResponse(request, "trial/replay.html", context)


def _position(text: str, steps: int) -> int:
    """The position asked for, or the last one where there is no such Apply."""
    number = int(text) if text.isdecimal() and len(text) < 9 else steps
    return min(number, steps)


def _context(
    participant: Participant, scenario: str, replayed: Replay, state: TrialState
) -> dict[str, Any]:
    study = participant.definition
    shown = state.newest
    position = len(state.tried)
    return {
        "replay": replayed,
        "participant": participant,
        "study": study,
        "scenario": study.scenarios[scenario],
        "form": SettingForm(
            state.space, state.trial.options, initial=dict(shown.setting) if shown else None
        ),
        "state": state,
        "shown": shown,
        "position": position,
        "step": replayed.steps[position - 1] if position else None,
        "previous": position - 1 if position else None,
        "following": position + 1 if position < len(replayed.steps) else None,
    }
