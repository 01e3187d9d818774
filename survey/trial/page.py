"""The page of a trial: the form of its settings, and its view."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from attribution.axes import Action, Metric, Setting
from attribution.errors import NotInBundle
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

    action = forms.ChoiceField(label="Action", widget=forms.RadioSelect)
    metric = forms.ChoiceField(label="Metric", widget=forms.RadioSelect)
    number = forms.ChoiceField(label="Number of training samples", widget=forms.RadioSelect)

    def __init__(
        self, offered: Options, data: QueryDict | None = None, **form_options: Any
    ) -> None:
        super().__init__(data, **form_options)
        labels: dict[str, Callable[[str], str]] = {
            "action": lambda level: _action_label(Action(level)),
            "metric": lambda level: Metric(level).description.title,
            "number": str,
        }
        for axis, levels in offered.items():
            field = self.fields[axis]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101  declared above
            field.choices = [(level, labels[axis](level)) for level in levels]
            field.error_messages["required"] = "Please choose one."

    def setting(self) -> Setting:
        axes = (self.cleaned_data[axis] for axis in ("action", "metric", "number"))
        return Setting.parse(*axes)


def _action_label(action: Action) -> str:
    return f"{action.description.title}: {action.description.explanation}"


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
    form = SettingForm(participant.trial_of(page.scenario).options, request.POST)
    if not form.is_valid():
        state = trial_state(participant, page.scenario or "")
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
        return asdict(shown.setting)
    return state.tool.preset.model_dump() if state.tool.preset else None


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
        form = SettingForm(state.trial.options, initial=_selected(state, shown))
    context = {
        "study": study,
        "participant": participant,
        "page": page,
        "progress": progress_at(participant, page),
        "form": form,
        "state": state,
        "bundle": state.bundle,
        "shown": shown,
        "compared": state.at(request.GET.get("compare")) if state.tool.comparison else None,
    }
    return render(request, f"trial/{template}.html", context, status=status)
