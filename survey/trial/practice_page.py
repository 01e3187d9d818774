"""The practice trial: the tool on an error of no scenario. Only the page visit is stored."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from attribution import queries as effects
from attribution.axes import Setting
from attribution.errors import NotInBundle
from survey.design.allocation import practised_error
from survey.design.definition import StudyDefinition
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
    chosen = {axis: request.GET.get(axis, "") for axis in ("action", "metric", "number")}
    order = next(iter(participant.trials_by_scenario.values())).options
    options = options_in_order_of(order, study.practice_settings)
    sent = request.GET if any(chosen.values()) else None
    preset = study.tool.preset.model_dump() if study.tool.preset else None
    form = SettingForm(options, sent, initial=preset)
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
        "bundle": state.bundle,
        "shown": state.newest,
    }
    status = 422 if form.errors else 200
    return render(request, "trial/practice.html", context, status=status)


def practice_state(
    study: StudyDefinition, setting: Setting | None, *, options: Options
) -> TrialState:
    """The state of a trial that is neither allocated nor stored.

    `options` are the levels in the participant's order. Raises NotInBundle where the effects are
    not loaded or lack the error.
    """
    practice = study.tutorial.practice
    if practice is None:
        raise NotInBundle(f"{study.study} has no practice trial.")
    digest = effects.current_bundle(practice.bundle).digest
    bundle = effects.bundle(digest)
    name = practised_error(practice, [error.id for error in bundle.errors])
    error = next((candidate for candidate in bundle.errors if candidate.id == name), None)
    if error is None:
        raise NotInBundle(f"The bundle {practice.bundle} has no model error {name!r}.")
    trial = Trial(scenario="practice", bundle=digest, error=name, options=options)
    tried = (Tried(1, setting, effects.trial(digest, name, setting), 1),) if setting else ()
    # Nothing is kept of what is tried here, so there is nothing to list.
    tool = study.tool.model_copy(update={"tried_settings": False, "comparison": False})
    return TrialState(trial, bundle, error, tried, tool)
