"""The practice trial: the tool on an error of no scenario. Nothing of it is kept but the visit."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from attribution.errors import NotInBundle
from survey.actions.answering import submit_page
from survey.design.path import PathPage
from survey.forms.setting import SettingForm
from survey.models import Participant
from survey.queries.practice import practice_state
from survey.queries.progress import progress_at
from survey.views.asking import text_of
from survey.views.moment import moment_of
from survey.views.unavailable import told


def practice_page(request: HttpRequest, participant: Participant, page: PathPage) -> HttpResponse:
    """A setting is in the address alone; a submit only leads on."""
    if request.method == "POST":
        following = submit_page(participant, page, {}, now=moment_of(participant, request))
        return redirect("survey:page", participant.token, following.name)
    study = participant.definition
    given = {axis: request.GET.get(axis, "") for axis in ("action", "metric", "number")}
    options = next(iter(participant.given.values())).options
    sent = request.GET if any(given.values()) else None
    preset = study.tool.preset.model_dump() if study.tool.preset else None
    form = SettingForm(study.practice_settings, options, sent, initial=preset)
    setting = form.setting() if form.is_bound and form.is_valid() else None
    try:
        state = practice_state(study, setting, options=options)
    except NotInBundle as problem:
        response = render(request, "survey/unavailable.html", status=503)
        return told(request, response, problem)
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
    return render(request, "survey/practice.html", context, status=status)
