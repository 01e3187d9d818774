"""The pages of a participation, from the first to the last; the trial has a module of its own."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from survey.actions.answering import attempt_check, save_draft, submit_page
from survey.actions.compensation import give_contact, give_personal_code
from survey.actions.turns import note_presence
from survey.design.path import CHECK, PathPage, Section
from survey.errors import WrongPage
from survey.forms.contact import ContactForm
from survey.forms.pages import PageForm, typed
from survey.models import Draft, Participant, State
from survey.queries.progress import (
    current_page,
    participant_by_token,
    path_of,
    progress_at,
)
from survey.recruitment.codes import code_of
from survey.views.moment import moment, moment_of
from survey.views.trial import trial_page
from survey.views.way_back import way_back_of

PageView = Callable[[HttpRequest, Participant, PathPage], HttpResponse]


def participants_own(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Turns the token of an address into its participant; nobody else can reach the view."""

    @wraps(view)
    def found(request: HttpRequest, token: str, **named: Any) -> HttpResponse:
        participant = participant_by_token(token)
        if participant is None:
            raise Http404("no such participant")
        try:
            return view(request, participant, **named)
        except Participant.DoesNotExist as gone:  # deleted from another tab, this very moment
            raise Http404("no such participant any more") from gone

    return found


@require_safe
@participants_own
def resume(request: HttpRequest, participant: Participant) -> HttpResponse:
    """The private link: it leads to wherever its owner is."""
    current = current_page(participant)
    if participant.state == State.STOPPED:
        return redirect("survey:stopped", participant.token)
    if current is None:
        raise Http404("a path without an end")
    return redirect("survey:page", participant.token, current.name)


@require_http_methods(["GET", "HEAD", "POST"])
@participants_own
def page(request: HttpRequest, participant: Participant, name: str) -> HttpResponse:
    wanted = next((each for each in path_of(participant) if each.name == name), None)
    if wanted is None:
        raise Http404(f"no page {name}")
    if current_page(participant) != wanted or participant.state == State.STOPPED:
        if request.method == "POST":
            messages.info(
                request,
                "This page was already submitted or comes later; what you submitted first is kept.",
            )
        return redirect("survey:resume", participant.token)
    if request.method != "POST":  # a submit notes it in the same transaction
        note_presence(participant, now=moment_of(participant, request))
    try:
        return _view_of(wanted)(request, participant, wanted)
    except WrongPage as problem:
        messages.info(request, str(problem))
        return redirect("survey:resume", participant.token)


def _view_of(page: PathPage) -> PageView:
    if page.is_trial:
        return trial_page
    if page.section is Section.COMPENSATION:
        return _thanks
    if page.section is Section.TUTORIAL and page.key == CHECK:
        return _check
    return _questions


def _questions(request: HttpRequest, participant: Participant, page: PathPage) -> HttpResponse:
    """A page to read, to answer, or both."""
    if request.method == "POST":
        form = PageForm(page.questions, request.POST)
        if form.is_valid():
            following = submit_page(
                participant, page, form.answers(), now=moment_of(participant, request)
            )
            return redirect("survey:page", participant.token, following.name)
        return _render(request, participant, page, form, status=422)
    return _render(request, participant, page, _with_draft(participant, page))


def _with_draft(participant: Participant, page: PathPage) -> PageForm:
    visit = participant.pages.get(page.name)
    if visit is None:  # read the very moment everything was deleted
        raise Participant.DoesNotExist
    draft = Draft.objects.filter(visit=visit).first() if page.questions else None
    return PageForm(page.questions, initial=draft.content if draft else None)


def _check(request: HttpRequest, participant: Participant, page: PathPage) -> HttpResponse:
    """The comprehension check: whoever is wrong reads why and tries again."""
    if request.method != "POST":
        return _render(request, participant, page, _with_draft(participant, page))
    form = PageForm(page.questions, request.POST)
    if not form.is_valid():
        return _render(request, participant, page, form, status=422)
    chosen = {key: answer["option"] for key, answer in form.answers().items()}
    following = attempt_check(participant, page, chosen, now=moment_of(participant, request))
    if following is not None:
        messages.success(request, "All answers are right.")
        return redirect("survey:page", participant.token, following.name)
    for question in participant.definition.tutorial.check:
        if chosen[question.key] != question.correct:
            form.add_error(question.key, f"Not quite. {question.explanation} Please try again.")
    return _render(request, participant, page, form, status=422)


def _thanks(request: HttpRequest, participant: Participant, page: PathPage) -> HttpResponse:
    study, kind = participant.definition, participant.definition.compensation.kind
    if kind == "codes" and request.method == "POST":
        give_personal_code(participant, day=moment(request).date())
        return redirect("survey:resume", participant.token)
    asks = kind == "contact" and not participant.contact_given
    form = ContactForm(request.POST if request.method == "POST" else None) if asks else None
    if form is not None and form.is_valid():
        give_contact(participant, form.cleaned_data["address"], day=moment(request).date())
        return redirect("survey:resume", participant.token)
    extra = {
        "compensation": study.compensation,
        "code": code_of(study.study, participant.token) if kind == "codes" else None,
        "is_over": moment(request).date() > study.retention.contacts_until,
        "way_back": way_back_of(participant, "completion", now=moment_of(participant, request)),
    }
    status = 422 if form is not None and form.is_bound else 200
    return _render(request, participant, page, form, status=status, extra=extra)


def _render(
    request: HttpRequest,
    participant: Participant,
    page: PathPage,
    form: PageForm | ContactForm | None,
    *,
    status: int = 200,
    extra: dict[str, Any] | None = None,
) -> HttpResponse:
    study = participant.definition
    context = {
        "study": study,
        "participant": participant,
        "page": page,
        "progress": progress_at(participant, page),
        "form": form,
        **(extra or {}),
    }
    template = "thanks" if page.section is Section.COMPENSATION else "page"
    return render(request, f"survey/{template}.html", context, status=status)


@require_POST
@participants_own
def draft(request: HttpRequest, participant: Participant, name: str) -> HttpResponse:
    """What is typed so far, sent by the page itself; a page that is over keeps its answer."""
    wanted = next((each for each in path_of(participant) if each.name == name), None)
    if wanted is None:
        raise Http404(f"no page {name}")
    try:
        content = typed(PageForm(wanted.questions), request.POST)
        save_draft(participant, wanted, content, now=moment_of(participant, request))
    except WrongPage:
        return HttpResponse(status=409)
    return HttpResponse(status=204)
