"""Help: the task, the tutorial and the glossary, to look up at any page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from survey.design.path import BRIEF, Section
from survey.participation.models import Participant, State
from survey.participation.page_texts import text_of
from survey.participation.page_visits import current_page, note_activity, path_of
from survey.participation.requests import participant_time, participants_own


@require_safe
@participants_own
def help_page(request: HttpRequest, participant: Participant) -> HttpResponse:
    """The help page, with the brief of the scenario that the participant is in."""
    current = current_page(participant)
    if current is None or participant.state == State.STOPPED:
        return redirect("survey:resume", participant.token)
    note_activity(participant, now=participant_time(participant, request))
    path = path_of(participant)
    tasks = [page for page in path if page.key == BRIEF and page.scenario == current.scenario]
    taught = {step.key for step in participant.definition.tutorial.steps}
    steps = [page for page in path if page.section is Section.TUTORIAL and page.key in taught]
    context = {
        "study": participant.definition,
        "participant": participant,
        "task": text_of(participant, tasks[0]) if current.scenario else "",
        "tutorial": [{"title": step.title, "text": text_of(participant, step)} for step in steps],
    }
    return render(request, "participation/help.html", context)
