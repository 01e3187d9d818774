"""The address of every page from enrolment to the end; each kind of page has its own module."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from survey.design.path import PRACTICE, PathPage, Section
from survey.enrolment.panel_return import panel_return_of
from survey.errors import EverySlotTaken, WrongPage
from survey.participation.compensation import give_contact, give_personal_code
from survey.participation.models import Participant, State
from survey.participation.page_visits import current_page, note_activity, path_of, progress_at
from survey.participation.question_pages import question_page
from survey.participation.requests import (
    ended,
    has_ended,
    participant_time,
    participants_own,
    request_time,
)
from survey.recruitment.codes import code_of
from survey.trial.page import trial_page
from survey.trial.practice_page import practice_page

PRACTISED = f"{Section.TUTORIAL}.{PRACTICE}"
"""A tutorial without a practice trial may have a step of this name as well."""

PageView = Callable[[HttpRequest, Participant, PathPage], HttpResponse]


@require_safe
@participants_own
def resume(request: HttpRequest, participant: Participant) -> HttpResponse:
    """The private link, which leads to the page that the participant is on."""
    current = current_page(participant)
    if has_ended(participant):
        return ended(request, participant)
    if participant.state == State.STOPPED:
        return redirect("survey:stopped", participant.token)
    if current is None:
        raise Http404("a path without an end")
    return redirect("survey:page", participant.token, current.name)


@require_http_methods(["GET", "HEAD", "POST"])
@participants_own
def page(request: HttpRequest, participant: Participant, name: str) -> HttpResponse:
    wanted = next((candidate for candidate in path_of(participant) if candidate.name == name), None)
    if wanted is None:
        raise Http404(f"no page {name}")
    if has_ended(participant):
        return ended(request, participant)
    if current_page(participant) != wanted or participant.state == State.STOPPED:
        if request.method == "POST":
            messages.info(
                request,
                "This page was already submitted or comes later; what you submitted first is kept.",
            )
        return redirect("survey:resume", participant.token)
    if request.method != "POST":  # a submit notes it in the same transaction
        note_activity(participant, now=participant_time(participant, request))
    try:
        return _view_of(participant, wanted)(request, participant, wanted)
    except WrongPage as problem:
        messages.info(request, str(problem))
        return redirect("survey:resume", participant.token)
    except EverySlotTaken:
        return _without_slot(request, participant)


def _without_slot(request: HttpRequest, participant: Participant) -> HttpResponse:
    """For somebody whose slot was given on before they sent a first page, when none is left."""
    back = panel_return_of(participant, "full", now=participant_time(participant, request))
    shown = {"participant": participant, "study": participant.definition, "panel_return": back}
    return render(request, "participation/without_slot.html", shown)


def _view_of(participant: Participant, page: PathPage) -> PageView:
    if page.is_trial:
        return trial_page
    if page.section is Section.COMPENSATION:
        return _thanks
    if page.name == PRACTISED and participant.definition.tutorial.practice:
        return practice_page
    return question_page


def _thanks(request: HttpRequest, participant: Participant, page: PathPage) -> HttpResponse:
    study, kind = participant.definition, participant.definition.compensation.kind
    if kind == "codes" and request.method == "POST":
        give_personal_code(participant, day=request_time(request).date())
        return redirect("survey:resume", participant.token)
    asks = kind == "contact" and not participant.contact_given
    form = ContactForm(request.POST if request.method == "POST" else None) if asks else None
    if form is not None and form.is_valid():
        give_contact(participant, form.cleaned_data["address"], day=request_time(request).date())
        return redirect("survey:resume", participant.token)
    context = {
        "study": study,
        "participant": participant,
        "page": page,
        "progress": progress_at(participant, page),
        "form": form,
        "compensation": study.compensation,
        "code": code_of(study.study, participant.token) if kind == "codes" else None,
        "is_over": request_time(request).date() > study.retention.contacts_until,
        "panel_return": panel_return_of(
            participant, "completion", now=participant_time(participant, request)
        ),
    }
    status = 422 if form is not None and form.is_bound else 200
    return render(request, "participation/thanks.html", context, status=status)


class ContactForm(forms.Form):
    required_css_class = "required"

    address = forms.EmailField(
        label="Your e-mail address",
        max_length=254,
        error_messages={
            "required": "Please write an address, or leave this page as it is.",
            "invalid": "This is no e-mail address. Write it as name@example.org.",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
