"""The practice trial: the tool on an error of no scenario. Only the page visit is stored."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from attribution import queries as bundles
from attribution.errors import NotInBundle
from attribution.settings import Setting
from survey.design.allocation import practised_error
from survey.design.definition import SurveyDefinition
from survey.design.options import Options, options_in_order_of
from survey.design.path import PathPage
from survey.participation.models import Participant, Trial
from survey.participation.page_texts import text_of
from survey.participation.page_visits import progress_at
from survey.participation.requests import participant_time, unavailable_response
from survey.participation.submit import submit_page
from survey.trial.page import SettingForm
from survey.trial.state import TrialState, Tried


def practice_page(request: HttpRequest, participant: Participant, page: PathPage) -> HttpResponse:
    """The page of the practice trial. The setting is part of its address only."""
    if request.method == "POST":
        following = submit_page(participant, page, {}, now=participant_time(participant, request))
        return redirect("survey:page", participant.token, following.name)
    study = participant.definition
    space = study.practice_space
    options = options_in_order_of(_order_of(participant), space)
    sent = request.GET if any(request.GET.get(axis) for axis in space.axes) else None
    form = SettingForm(space, options, sent, initial=study.tool.preset)
    setting = form.setting() if form.is_bound and form.is_valid() else None
    try:
        state = practice_state(study, setting, options=options)
    except NotInBundle as problem:
        response = render(request, "trial/unavailable.html", status=503)
        return unavailable_response(request, response, problem)
    context = {
        "study": study,
        "participant": participant,
        "page": page,
        "progress": progress_at(participant, page),
        "text": text_of(participant, page),
        "form": form,
        "state": state,
        "shown": state.newest,
    }
    status = 422 if form.errors else 200
    return render(request, "trial/practice.html", context, status=status)


def _order_of(participant: Participant) -> Options:
    """The levels of every axis of the participant's trials, in their order in the first with it."""
    order: Options = {}
    for trial in participant.trials_by_scenario.values():
        order = trial.options | order
    return order


def practice_state(
    study: SurveyDefinition, setting: Setting | None, *, options: Options
) -> TrialState:
    """The state of a trial that is neither allocated nor stored.

    `options` are the levels in the participant's order. Raises NotInBundle where the bundle is
    not loaded or lacks the error.
    """
    practice = study.tutorial.practice
    if practice is None:
        raise NotInBundle(f"{study.study} has no practice trial.")
    digest = bundles.current_bundle(practice.bundle).digest
    explanations = bundles.explanations(digest)
    error, space = practised_error(practice, explanations.errors), study.practice_space
    explanations.error(error)
    trial = Trial(scenario="practice", bundle=digest, error=error, options=options)
    results = explanations.results(error, setting) if setting else None
    tried = (Tried(1, setting, space, results, 1),) if setting else ()
    # Nothing is kept of what is tried here, so there is nothing to list.
    tool = study.tool.model_copy(update={"tried_settings": False, "comparison": False})
    return TrialState(trial, explanations, space, tried, tool)
