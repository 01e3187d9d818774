"""The page of a trial: the form of its settings, and its view."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from attribution.errors import NotInBundle
from attribution.settings import Setting
from survey.design.design_space import Axis, DesignSpace
from survey.design.options import Options
from survey.design.path import PathPage
from survey.errors import NothingApplied
from survey.participation.models import Participant
from survey.participation.page_visits import progress_at
from survey.participation.requests import participant_time, unavailable_response
from survey.trial.apply import apply_setting, submit_setting
from survey.trial.state import TrialState, Tried, trial_state


class SettingForm(forms.Form):
    """The form of a setting: one level of each axis, in the participant's order of options."""

    def __init__(
        self,
        space: DesignSpace,
        options: Options,
        data: QueryDict | None = None,
        **form_options: Any,
    ) -> None:
        super().__init__(data, **form_options)
        for key, axis in space.axes.items():
            self.fields[key] = forms.ChoiceField(
                label=axis.title,
                help_text=axis.help or "",
                widget=forms.RadioSelect,
                choices=[(level, _label(axis, level)) for level in options[key]],
                error_messages={"required": "Please choose one."},
            )

    def setting(self) -> Setting:
        return Setting(self.cleaned_data)


def _label(axis: Axis, level: str) -> str:
    help_text = axis.levels[level].help
    title = axis.title_of(level)
    return f"{title}: {help_text}" if help_text else title


def trial_page(request: HttpRequest, participant: Participant, page: PathPage) -> HttpResponse:
    """The page of a trial. Everything happens at one address, whose query says what is shown."""
    try:
        if request.method != "POST":
            return _show(request, participant, page)
        if "submit" in request.POST:
            return _submit(request, participant, page)
        return _apply(request, participant, page)
    except NotInBundle as problem:
        response = render(request, "trial/unavailable.html", status=503)
        return unavailable_response(request, response, problem)


def _show(request: HttpRequest, participant: Participant, page: PathPage) -> HttpResponse:
    state = trial_state(participant, page.scenario or "")
    confirmed = state.at(request.GET.get("confirm"))
    if confirmed is not None:
        return _render(request, participant, page, state, template="confirm", shown=confirmed)
    shown = state.at(request.GET.get("shown")) or state.newest
    return _render(request, participant, page, state, shown=shown)


def _apply(request: HttpRequest, participant: Participant, page: PathPage) -> HttpResponse:
    scenario = page.scenario or ""
    space = participant.definition.space_of(scenario)
    form = SettingForm(space, participant.trial_of(scenario).options, request.POST)
    if not form.is_valid():
        state = trial_state(participant, scenario)
        return _render(request, participant, page, state, shown=state.newest, form=form, status=422)
    applied = apply_setting(
        participant, page, form.setting(), now=participant_time(participant, request)
    )
    address = reverse("survey:page", args=[participant.token, page.name])
    return redirect(f"{address}?shown={applied.position}#results")


def _submit(request: HttpRequest, participant: Participant, page: PathPage) -> HttpResponse:
    position = request.POST["submit"]
    number = int(position) if position.isdecimal() and len(position) < 9 else 0
    try:
        following = submit_setting(
            participant, page, number, now=participant_time(participant, request)
        )
    except NothingApplied as problem:
        messages.warning(request, str(problem))
        following = page
    return redirect("survey:page", participant.token, following.name)


def _selected(state: TrialState, shown: Tried | None) -> dict[str, Any] | None:
    """The setting of the controls: the one shown, or the study's preset before any Apply."""
    if shown is not None:
        return dict(shown.setting)
    return state.tool.preset


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
    study = participant.definition
    if form is None:
        form = SettingForm(state.space, state.trial.options, initial=_selected(state, shown))
    context = {
        "study": study,
        "participant": participant,
        "page": page,
        "progress": progress_at(participant, page),
        "form": form,
        "state": state,
        "shown": shown,
        "compared": state.at(request.GET.get("compare")) if state.tool.comparison else None,
    }
    return render(request, f"trial/{template}.html", context, status=status)
