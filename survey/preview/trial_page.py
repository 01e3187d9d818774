"""The trials of a preview. What is applied and submitted is in a cookie of the preview alone."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from survey.design.options import Options, options_in_order_of
from survey.design.path import PathPage
from survey.participation.page_texts import shown_text
from survey.preview.context import context_of, on_to, tried_in, words_of
from survey.preview.frame import COOKIE, Preview, rendered
from survey.preview.trials import options_of, trial_of
from survey.preview.tried import TriedSettings
from survey.trial.page import SettingForm
from survey.trial.practice_page import practice_state
from survey.trial.state import TrialState, Tried


def practised(request: HttpRequest, preview: Preview, page: PathPage) -> HttpResponse:
    """The practice trial, whose setting is part of its address, as it is for participants."""
    if request.method == "POST":
        return on_to(preview, page)
    study = preview.study
    space = study.practice_space
    options = options_in_order_of(_options(preview), space)
    sent = request.GET if any(request.GET.get(axis) for axis in space.axes) else None
    form = SettingForm(space, options, sent, initial=study.tool.preset)
    setting = form.setting() if form.is_bound and form.is_valid() else None
    state = practice_state(study, setting, options=options)
    context = {
        **context_of(preview, page),
        "text": shown_text(page, words_of(preview, page, TriedSettings())),
        "form": form,
        "state": state,
        "shown": state.newest,
    }
    status = 422 if form.errors else 200
    return rendered(request, preview, page.name, "trial/practice.html", context, status=status)


def _options(preview: Preview) -> Options:
    order: Options = {}
    for scenario in preview.walk.order:
        order = options_of(preview.walk, scenario) | order
    return order


def trial(request: HttpRequest, preview: Preview, page: PathPage) -> HttpResponse:
    """The trial of a scenario, explored and submitted as by a participant."""
    scenario, tried = page.scenario or "", tried_in(request, preview)
    if "submit" in request.POST:
        position = request.POST["submit"]
        if position in map(str, range(1, len(tried.of(scenario)) + 1)):
            submitted = tried.with_submitted(scenario, int(position))
            return _remembering(on_to(preview, page), preview, submitted)
        return redirect(preview.address(page.name))
    form = None
    if request.method == "POST":
        space = preview.study.space_of(scenario)
        form = SettingForm(space, options_of(preview.walk, scenario), request.POST)
        if form.is_valid():
            tried = tried.with_setting(scenario, form.setting())
            address = f"{preview.address(page.name)}?shown={len(tried.of(scenario))}#results"
            return _remembering(redirect(address), preview, tried)
    state = trial_of(preview.walk, scenario, tried)
    if form is None and (confirmed := state.at(request.GET.get("confirm"))):
        return _shown(request, preview, page, state, confirmed, template="confirm")
    shown = state.at(request.GET.get("shown")) or state.newest
    return _shown(request, preview, page, state, shown, form=form)


def _remembering(response: HttpResponse, preview: Preview, tried: TriedSettings) -> HttpResponse:
    response.set_cookie(
        COOKIE,
        tried.cookie(),
        path=preview.base,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


def _shown(
    request: HttpRequest,
    preview: Preview,
    page: PathPage,
    state: TrialState,
    shown: Tried | None,
    *,
    template: str = "trial",
    form: SettingForm | None = None,
) -> HttpResponse:
    preset = preview.study.tool.preset
    selected: dict[str, Any] | None = dict(shown.setting) if shown else preset
    context = {
        **context_of(preview, page),
        "form": form or SettingForm(state.space, state.trial.options, initial=selected),
        "state": state,
        "shown": shown,
        "compared": state.at(request.GET.get("compare")) if state.tool.comparison else None,
    }
    status = 422 if form is not None else 200
    return rendered(request, preview, page.name, f"trial/{template}.html", context, status=status)
