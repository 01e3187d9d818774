"""What everybody sets for themselves: one-time codes, recovery codes, and single sign-on."""

import secrets
from typing import Any

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from analysis.admin_pages import page
from survey.errors import SurveyError
from workspace.log_in.codes import (
    address_of,
    confirm_codes,
    has_codes,
    must_set_up_codes,
    new_recovery_codes,
    secret_as_text,
    stop_requiring_codes,
)
from workspace.log_in.forms import CodeForm, MailAddressForm, NewCodesForm
from workspace.log_in.models import Identity
from workspace.log_in.pages import to_provider
from workspace.log_in.single_sign_on import disconnect, provider

NEW_SECRET = "new_secret"  # noqa: S105  the name of a value of the session
CONNECT = "may_connect"
SECRET_BYTES = 20


def me(request: HttpRequest) -> HttpResponse:
    user = _account(request)
    form = CodeForm(
        request.POST if request.POST.get("do") in {"recovery", "off"} else None, user=user
    )
    mail_form = MailAddressForm(
        request.POST if request.POST.get("do") == "mail" else None, user=user
    )
    if mail_form.is_valid():
        user.email = mail_form.cleaned_data["email"]
        user.save(update_fields=["email"])
        messages.success(request, "Your mail address is kept.")
        return redirect("workspace:me")
    is_other = request.method == "POST" and not mail_form.is_bound
    if is_other and (answer := _done(request, user, form)) is not None:
        return answer
    return page(
        request,
        "log_in/me.html",
        f"Log-in of {user.get_username()}",
        form=form,
        mail_form=mail_form if settings.MAIL_SERVER and user.has_usable_password() else None,
        has_codes=has_codes(user),
        recovery_left=user.recovery_codes.count(),
        provider=provider(),
        identity=Identity.objects.filter(user=user).first(),
        may_connect=request.session.get(CONNECT, False),
    )


def _done(request: HttpRequest, user: User, form: CodeForm) -> HttpResponse | None:
    """Do what a button of the page says; None where the form has to be shown again."""
    match request.POST.get("do"):
        case "recovery" if has_codes(user) and form.is_valid():
            return _show_recovery_codes(request, new_recovery_codes(user))
        case "off" if has_codes(user) and form.is_valid():
            stop_requiring_codes(user)
            messages.success(request, "Your account needs no one-time code any more.")
        case "recovery" | "off" if has_codes(user):
            return None
        case "connect":
            # A form may lead to no other site, so the page shows a link after it.
            request.session[CONNECT] = True
        case "disconnect":
            try:
                disconnect(user)
            except SurveyError as problem:
                messages.error(request, str(problem))
    return redirect("workspace:me")


def connect_sign_on(request: HttpRequest) -> HttpResponse:
    """Leads to the provider, if the button of the page before was pressed."""
    if not request.session.pop(CONNECT, False):
        return redirect("workspace:me")
    return to_provider(request, connect=str(_account(request).pk))


def new_codes(request: HttpRequest) -> HttpResponse:
    """Sets up one-time codes. The session has the secret until a code proves that it came over."""
    user = _account(request)
    if has_codes(user):
        return redirect("workspace:me")
    key: str = request.session.setdefault(NEW_SECRET, secrets.token_hex(SECRET_BYTES))
    form = NewCodesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        codes = confirm_codes(user, key, form.cleaned_data["code"].replace(" ", ""))
        if codes is not None:
            del request.session[NEW_SECRET]
            return _show_recovery_codes(request, codes)
        form.add_error(
            "code",
            "This is not the code of this secret at the moment. Check that the clock of your "
            "phone is right, and write the newest code.",
        )
    return page(
        request,
        "log_in/new_codes.html",
        "Set up one-time codes",
        form=form,
        picture=segno.make(address_of(user, key), error="m").svg_data_uri(
            scale=5, border=4, light="#fff"
        ),
        secret=secret_as_text(key),
        required=must_set_up_codes(user, None),
    )


def _show_recovery_codes(request: HttpRequest, codes: list[str]) -> HttpResponse:
    return page(request, "log_in/recovery_codes.html", "Your recovery codes", codes=codes)


def _account(request: HttpRequest) -> Any:
    assert isinstance(request.user, User)  # noqa: S101  the address is open to accounts alone
    return request.user
