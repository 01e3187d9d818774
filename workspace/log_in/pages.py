"""Pages of logging in: the first account, single sign-on, and the code after it."""

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from analysis.admin_pages import page
from survey.errors import SurveyError
from workspace.log_in.attempts import too_often
from workspace.log_in.enter import enter, is_here, let_in, waiting
from workspace.log_in.first_start import make_first_account, needs_first_account
from workspace.log_in.forms import CodeForm, FirstAccountForm
from workspace.log_in.single_sign_on import (
    Person,
    Provider,
    account_by_domain,
    account_by_link,
    account_of,
    connect,
    leave_for_provider,
    provider,
    who_came_back,
)

PURPOSE = "sign_on"
"""Of the session: for what somebody was sent to the provider."""

TRIES = 30
"""Of setup codes within a minute."""


def first_account(request: HttpRequest) -> HttpResponse:
    """Makes the first administrator while there is no account, and does not exist afterwards."""
    if not needs_first_account():
        raise Http404("There are accounts already.")
    form = FirstAccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        try:
            if too_often("setup-code", TRIES):
                form.add_error("setup", "Too many tries. Wait a minute, then write it again.")
            else:
                user = make_first_account(sent["setup"], sent["name"], sent["password"])
                return let_in(request, user)
        except (SurveyError, ValidationError) as problem:
            form.add_error(
                None, problem.messages if isinstance(problem, ValidationError) else str(problem)
            )
    return page(request, "log_in/first_account.html", "The first account", form=form)


def is_validation(problem: Exception) -> bool:
    return isinstance(problem, ValidationError)


def sign_on(request: HttpRequest) -> HttpResponse:
    """Leads to the provider. It is a link, since the policy lets forms lead to no other site."""
    onward = request.GET.get("next", "")
    return to_provider(request, next=onward if is_here(request, onward) else "")


def to_provider(request: HttpRequest, **purpose: str) -> HttpResponse:
    chosen = _provider()
    request.session[PURPOSE] = purpose
    back = request.build_absolute_uri(reverse("workspace:signed_on"))
    try:
        return leave_for_provider(request, chosen, back)
    except SurveyError as problem:
        return _to_log_in(request, problem)


def signed_on(request: HttpRequest) -> HttpResponse:
    """Where the provider leads back to."""
    chosen = _provider()
    purpose: dict[str, str] = request.session.pop(PURPOSE, {})
    try:
        person = who_came_back(request, chosen)
        if "connect" in purpose:
            return _connected(request, person, purpose["connect"])
        user = account_of(person)
        if user is None:
            user = _new_account(person, chosen, purpose)
        elif "join" in purpose:
            purpose["next"] = purpose["address"]
        return enter(request, user, purpose.get("next", ""))
    except (SurveyError, ValidationError) as problem:
        return _to_log_in(request, problem)


def _new_account(person: Person, chosen: Provider, purpose: dict[str, str]) -> User:
    if "join" in purpose:
        return account_by_link(person, purpose["join"], now=timezone.now())
    return account_by_domain(person, chosen)


def _connected(request: HttpRequest, person: Person, wanted: str) -> HttpResponse:
    """The account that asked for it must still be the one that is logged in."""
    user = request.user
    if isinstance(user, User) and str(user.pk) == wanted:
        try:
            connect(user, person)
        except SurveyError as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, "Connected. From now on you can log in through it.")
    return redirect("workspace:me")


def code(request: HttpRequest) -> HttpResponse:
    """Asks somebody who came back from a provider for their one-time code."""
    if (noted := waiting(request)) is None:
        return redirect("admin:login")
    user, onward = noted
    form = CodeForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        return let_in(request, user, onward)
    return page(request, "log_in/code.html", "One-time code", form=form)


def _provider() -> Provider:
    if (chosen := provider()) is None:
        raise Http404("This server has no single sign-on.")
    return chosen


def _to_log_in(request: HttpRequest, problem: Exception) -> HttpResponse:
    messages.error(
        request,
        " ".join(problem.messages) if isinstance(problem, ValidationError) else str(problem),
    )
    return redirect("admin:login")
