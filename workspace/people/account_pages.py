"""Pages of the server's accounts, for administrators."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from analysis.admin_pages import page
from survey.members.join import make_link, open_links, revoke_link
from workspace.log_in.codes import codes_required, require_codes_of_everybody
from workspace.people.accounts import accounts, change, password_path
from workspace.people.forms import LinkForm
from workspace.people.pages import join_address, run_with_message


def administrators_address(route: str, view: Callable[..., Any], name: str) -> URLPattern:
    """An address for superusers alone."""

    @wraps(view)
    def checked(request: HttpRequest, **values: Any) -> HttpResponseBase:
        if not request.user.is_superuser:
            raise PermissionDenied
        response: HttpResponseBase = view(request, **values)
        return response

    return path(route, admin.site.admin_view(checked), name=name)


def all_accounts(request: HttpRequest) -> HttpResponse:
    """The list; sent, its form makes a link to join the server, which is shown this once."""
    form = LinkForm(request.POST or None)
    now = timezone.now()
    if request.method == "POST" and form.is_valid():
        by: Any = request.user
        token = make_link(by, None, note=form.cleaned_data["note"], now=now)
        return page(
            request,
            "people/link.html",
            "A link to join",
            address=join_address(request, token),
            note=form.cleaned_data["note"],
            back=reverse("workspace:accounts"),
        )
    return page(
        request,
        "people/accounts.html",
        "People",
        accounts=accounts(now=now),
        links=list(open_links(None, now=now)),
        form=form,
        codes_required=codes_required(),
    )


def account(request: HttpRequest, user: int) -> HttpResponse:
    """One account; sent, it does what the button says."""
    person = get_object_or_404(User, pk=user)
    if request.method == "POST":
        by: Any = request.user
        what = request.POST.get("do", "")
        if what == "password":
            return _new_password(request, person)
        said: list[str] = []
        if run_with_message(request, lambda: said.append(change(person, what, by=by)), ""):
            messages.success(request, said[0])
        return redirect("workspace:account", person.pk)
    listed = next(one for one in accounts(now=timezone.now()) if one.user.pk == person.pk)
    return page(request, "people/account.html", f"Account {person.get_username()}", listed=listed)


@require_POST
def revoke_server_link(request: HttpRequest, link: int) -> HttpResponse:
    run_with_message(request, lambda: revoke_link(None, link), "The link lets nobody in any more.")
    return redirect("workspace:accounts")


@require_POST
def codes_for_everybody(request: HttpRequest) -> HttpResponse:
    required = request.POST.get("required") == "yes"
    require_codes_of_everybody(required=required)
    messages.success(
        request,
        "Everybody without one-time codes sets them up at the next page they open."
        if required
        else "One-time codes are everybody's own choice, unless a study requires them.",
    )
    return redirect("workspace:accounts")


def _new_password(request: HttpRequest, person: User) -> HttpResponse:
    return page(
        request,
        "people/password.html",
        f"A new password for {person.get_username()}",
        person=person,
        address=request.build_absolute_uri(password_path(person)),
    )
