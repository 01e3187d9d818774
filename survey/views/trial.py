"""The trial: explore settings, compare them, submit one."""

from dataclasses import asdict

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from attribution.errors import NotInBundle
from survey.actions.exploring import apply_setting, submit_setting
from survey.design.path import PathPage
from survey.errors import NothingApplied
from survey.forms.setting import SettingForm
from survey.models import Participant
from survey.queries.progress import current_page, progress_at
from survey.queries.trials import TrialState, Tried, trial_state


def trial_page(request: HttpRequest, participant: Participant, page: PathPage) -> HttpResponse:
    """All of a trial happens at one address; what is shown is in its query."""
    try:
        state = trial_state(participant, page.scenario or "")
    except NotInBundle:
        return render(request, "survey/unavailable.html", status=503)
    if request.method == "POST" and "submit" in request.POST:
        return _submit(request, participant, page)
    if request.method == "POST":
        return _apply(request, participant, page, state)
    confirmed = state.at(request.GET.get("confirm"))
    if confirmed is not None:
        return _render(request, participant, page, state, template="confirm", shown=confirmed)
    newest = state.tried[-1] if state.tried else None
    shown = state.at(request.GET.get("shown")) or newest
    return _render(request, participant, page, state, shown=shown)


def _apply(
    request: HttpRequest, participant: Participant, page: PathPage, state: TrialState
) -> HttpResponse:
    settings = participant.version.definition.settings_of(page.scenario or "")
    form = SettingForm(settings, request.POST)
    if not form.is_valid():
        shown = state.tried[-1] if state.tried else None
        return _render(request, participant, page, state, shown=shown, form=form, status=422)
    applied = apply_setting(participant, page, form.setting(), now=timezone.now())
    address = reverse("survey:page", args=[participant.token, page.name])
    return redirect(f"{address}?shown={applied.position}#results")


def _submit(request: HttpRequest, participant: Participant, page: PathPage) -> HttpResponse:
    position = request.POST["submit"]
    try:
        number = int(position) if position.isdecimal() and len(position) < 9 else 0
        submit_setting(participant, page, number, now=timezone.now())
    except NothingApplied as problem:
        messages.warning(request, str(problem))
        return redirect("survey:page", participant.token, page.name)
    return onward(participant)


def onward(participant: Participant) -> HttpResponse:
    """To the page that comes next, without the detour by the private link."""
    following = current_page(participant)
    assert following is not None, "the last page is never over"  # noqa: S101
    return redirect("survey:page", participant.token, following.name)


def _render(
    request: HttpRequest,
    participant: Participant,
    page: PathPage,
    state: TrialState,
    *,
    shown: Tried | None,
    template: str = "trial",
    form: SettingForm | None = None,
    status: int = 200,
) -> HttpResponse:
    study = participant.version.definition
    if form is None:
        settings = study.settings_of(page.scenario or "")
        form = SettingForm(settings, initial=asdict(shown.setting) if shown else None)
    context = {
        "study": study,
        "participant": participant,
        "page": page,
        "progress": progress_at(participant, page),
        "form": form,
        "state": state,
        "bundle": state.bundle,
        "shown": shown,
        "compared": state.at(request.GET.get("compare")),
    }
    return render(request, f"survey/{template}.html", context, status=status)
